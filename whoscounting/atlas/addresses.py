"""The one address of each public page, whatever else is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.urls import Resolver404, resolve

from whoscounting.atlas.opendata.files import BY_PATH, BY_SHORT
from whoscounting.atlas.presenters.map import PARTS, VIEWS
from whoscounting.atlas.reading import is_rehearsal
from whoscounting.census.queries import editions as census
from whoscounting.census.rules.tally import SHOWN
from whoscounting.register import queries as register

Known = Callable[[str, str], bool]

# No pattern of addresses fits it, so that Django says 404 without asking anybody.
NO_SUCH_PAGE = "/-.-"
LONGEST = 200  # letters of a path; no page has more
ANSWERED_ANEW = {"/find/", "/healthz"}
NEVER_KEPT = ["/desk/"]
FILES = ("/static/", "/media/")
OURS = "whoscounting.atlas.urls"

_others: list[Known] = []
_secret: list[Callable[[str], bool]] = []


def also(known: Known) -> None:
    """Announce the pages of a room above: `known(path, key)` says whether there is one at this path.

    It should remember its paths under the freshness key, for it is asked about every bogus address. Such a page is kept
    if its answer is public, and drawn without any query; one that reads its query belongs to `never_kept`.
    """
    _others.append(known)


def never_kept(*beginnings: str) -> None:
    """Announce addresses of a room above that Django answers each time anew: all that begin so."""
    NEVER_KEPT.extend(beginnings)


def never_kept_where(holds: Callable[[str], bool]) -> None:
    """The same for addresses that hold a secret: those that `holds` finds true, without any query. All others that look
    like them are one kept 404."""
    _secret.append(holds)


def canonical(path: str, query: str, *, key: str) -> tuple[str, str] | None:
    """The path and query under which a page is drawn and kept, or None for what is never kept.

    Only the map and the page about embedding read their query. What a page doesn't know of a query is dropped, so that
    random ones all mean one page; so do all addresses that nobody knows. Codes, regions and editions are remembered
    under the freshness `key`.
    """
    if _passes_by(path):
        return None
    if _is_known(path, key):
        return path, QUERIES[path](query, key) if path in QUERIES and query else ""
    if not path.endswith("/") and (_passes_by(f"{path}/") or _is_known(f"{path}/", key)):
        return None  # Django adds the slash, and keeps the query
    return NO_SUCH_PAGE, ""


def _passes_by(path: str) -> bool:
    is_file = path.startswith(FILES) and not path.endswith("/")
    return (
        is_file or path in ANSWERED_ANEW or path.startswith(tuple(NEVER_KEPT)) or any(holds(path) for holds in _secret)
    )


def _is_known(path: str, key: str) -> bool:
    if len(path) > LONGEST:
        return False
    ours = _ours(path)
    if ours is None:
        return any(known(path, key) for known in _others)
    return all(there(ours, path, key) for name, there in PARTS_OF_AN_ADDRESS.items() if name in ours)


@lru_cache(maxsize=1024)
def _ours(path: str) -> dict[str, Any] | None:
    """What a path of this room names, or None if it is none of its paths."""
    try:
        match = resolve(path, OURS)
    except Resolver404:
        return None
    return match.kwargs | ({"newest": True} if path.startswith("/data/latest/") else {})


class Editions(NamedTuple):
    """The rounds and numbers of all editions, and of those that can be the newest and can be compared."""

    all: frozenset[tuple[str, str]]
    current: frozenset[tuple[str, str]]


def _has_code(ours: dict[str, Any], path: str, key: str) -> bool:
    return ours["ods_code"].upper() in _codes(key)


def _has_region(ours: dict[str, Any], path: str, key: str) -> bool:
    return ours["slug"] in _slugs(key)


def _has_newest(ours: dict[str, Any], path: str, key: str) -> bool:
    return bool(_editions(key).current)


def _has_edition(ours: dict[str, Any], path: str, key: str) -> bool:
    return (ours["round_code"], ours["number"]) in _editions(key).all


def _has_file(ours: dict[str, Any], path: str, key: str) -> bool:
    return ours["path"] in (BY_SHORT if path.startswith("/data/register/") else BY_PATH)


def _has_pair(ours: dict[str, Any], path: str, key: str) -> bool:
    """Two editions that differ, their numbers written as we write them: 007 would be another address of 7."""
    _, _, *pair, _ = path.split("/")
    one, other = tuple(pair[:2]), tuple(pair[2:])
    return one != other and {one, other} <= _editions(key).current


# What must be true of an address that names such a thing.
PARTS_OF_AN_ADDRESS = {
    "ods_code": _has_code,
    "slug": _has_region,
    "newest": _has_newest,
    "round_code": _has_edition,
    "path": _has_file,
    "earlier": _has_pair,
}


def _of_map(query: str, key: str) -> str:
    known = {"view": VIEWS, "status": SHOWN, "region": _slugs(key), "part": PARTS}
    given = _given(query)
    return urlencode({name: given[name] for name in known if given.get(name) in known[name]})


def _of_embed(query: str, key: str) -> str:
    code = _given(query).get("trust", "").upper()
    return urlencode({"trust": code}) if code in _codes(key) else ""


def _given(query: str) -> dict[str, str]:
    """What a query says; nothing for one that makes no sense."""
    try:
        return dict(parse_qsl(query, max_num_fields=20))
    except ValueError:
        return {}


@lru_cache(maxsize=2)
def _codes(key: str) -> frozenset[str]:
    return register.codes()


@lru_cache(maxsize=2)
def _slugs(key: str) -> frozenset[str]:
    return frozenset(region.slug for region in register.regions())


@lru_cache(maxsize=2)
def _editions(key: str) -> Editions:
    found = [(one.round_id, str(one.number), one.round.historic) for one in census.editions(rehearsal=is_rehearsal())]
    return Editions(
        all=frozenset((code, number) for code, number, _ in found),
        current=frozenset((code, number) for code, number, historic in found if not historic),
    )


QUERIES = {"/map/": _of_map, "/embed/": _of_embed}
