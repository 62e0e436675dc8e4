"""The one address of each public page, whatever else is asked for."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from whoscounting.atlas.presenters.map import PARTS, VIEWS
from whoscounting.census.rules.tally import SHOWN
from whoscounting.register import queries as register

NEVER_KEPT = ("/find/", "/desk/", "/static/", "/media/", "/healthz", "/ui/")
NO_SUCH_TRUST = "/trusts/-/"


def canonical(path: str, query: str, *, key: str) -> tuple[str, str] | None:
    """The path and query under which a page is drawn and kept, or None for what is never kept.

    Only the map and the page about embedding read their query. What a page doesn't know of a query is dropped, so that
    random ones all mean one page; so do the addresses of trusts that never were. Codes and regions are remembered under
    the freshness `key`.
    """
    if path.startswith(NEVER_KEPT):
        return None
    code = _code(path.removeprefix("/embed"))
    if code and code not in _codes(key):
        return NO_SUCH_TRUST, ""
    return path, QUERIES[path](query, key) if path in QUERIES and query else ""


def _code(path: str) -> str:
    """The trust's code in an address below /trusts/, or nothing."""
    return path.split("/")[2].upper() if path.startswith("/trusts/") else ""


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


QUERIES = {"/map/": _of_map, "/embed/": _of_embed}
