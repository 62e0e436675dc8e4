"""Find my hospital: one field for a postcode or a name, and every outcome told apart.

Nothing of what is typed is kept anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from whoscounting.ledger.queries import Mark
from whoscounting.lib import postcodes
from whoscounting.lib.postcodes import Postcode
from whoscounting.register.queries import gazetteer, places, unitpostcodes
from whoscounting.register.queries.gazetteer import Because, Body, Gazetteer, Hospital, Target
from whoscounting.register.rules.places import Place

LONGEST = 100
MOST_MATCHES = 10
COUNTED = 0.05  # how far a trust that counts comes before one that does not
HALF_A_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]{0,6}")


class Outcome(StrEnum):
    """What came of a search. Each has its own text on the page."""

    NEAR = "near"  # a place in England: the nearest hospitals
    NAMES = "names"  # one or several names fit
    CLOSED = "closed"  # the name of a trust that closed or merged
    OUTSIDE = "outside"  # a postcode of another nation
    UNKNOWN_POSTCODE = "unknown-postcode"  # looks like one, but there is no such place in our tables
    NOT_UNDERSTOOD = "not-understood"
    EMPTY = "empty"
    TOO_LONG = "too-long"


@dataclass(frozen=True)
class Near:
    """A hospital and how far it is, as the crow flies."""

    site: Hospital
    trust: Body
    metres: float

    @property
    def km(self) -> float:
        return self.metres / 1000

    @property
    def miles(self) -> float:
        return self.metres / 1609.344


@dataclass(frozen=True)
class Match:
    """A hospital, or a trust if `site` is None, and why it was found. `former` is the former name that fitted."""

    trust: Body
    site: Hospital | None
    because: Because
    former: str
    score: float
    counts: bool

    @property
    def name(self) -> str:
        return self.site.name if self.site else self.trust.name


@dataclass(frozen=True)
class Found:
    """What came of a search, with what belongs to its outcome; all else is empty.

    `nation` is the one in which the outward code mostly lies, if not England. `border` says that it lies in two: then
    the full postcode may help if the outcome is OUTSIDE, and NEAR may be wrong for some houses of the sector.
    `units_known` says that we have a list of full postcodes, so a full one that was placed by its sector isn't in it.
    """

    outcome: Outcome
    text: str = ""
    postcode: Postcode | None = None
    place: Place | None = None
    nation: str = ""
    border: bool = False
    units_known: bool = False
    near: tuple[Near, ...] = ()
    matches: tuple[Match, ...] = ()
    closed: Body | None = None
    successors: tuple[Body, ...] = ()


def find(text: str, *, trusts: Collection[str] | None = None, mark: Mark | None = None, guess: bool = True) -> Found:
    """What this text leads to. `trusts` are the ODS codes whose hospitals count; None means all open trusts.

    Without `guess`, a name is found only as it is spelt, or by its beginning.

    One query, none where the newest `mark` is known; some more in the first search after something changed.
    """
    if len(text) > LONGEST:
        return Found(Outcome.TOO_LONG)
    asked = visible(text)
    if not asked:
        return Found(Outcome.EMPTY)
    known = gazetteer.current(mark)
    postcode = postcodes.read(asked)
    by_code = match_code(asked, known, trusts)
    if postcode is None:
        return by_code or by_name(asked, known, trusts, guess=guess)
    found = by_postcode(asked, postcode, known, trusts)
    if by_code and found.outcome is Outcome.UNKNOWN_POSTCODE:
        return by_code
    return replace(found, matches=by_code.matches) if by_code else found  # some ODS codes are outward codes too


def visible(text: str) -> str:
    """The text without control characters and invisible marks, with single spaces."""
    shown = (" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    return " ".join("".join(c for c in shown if unicodedata.category(c) not in {"Cf", "Cs"}).split())


def by_postcode(asked: str, postcode: Postcode, known: Gazetteer, trusts: Collection[str] | None) -> Found:
    """A full postcode that we know says exactly where and in which nation it is; any other is placed by its parts."""
    if postcode.nation:
        return Found(Outcome.OUTSIDE, asked, postcode, nation=postcode.nation)
    unit = unitpostcodes.by_unit(postcode)
    if unit is None:
        found = by_parts(asked, postcode, known, trusts)
        return replace(found, units_known=unitpostcodes.about_units() is not None)
    place, nation = unit
    if nation != "England":
        return Found(Outcome.OUTSIDE, asked, postcode, nation=nation, units_known=True)
    return Found(Outcome.NEAR, asked, postcode, place, near=nearest_sites(place, known, trusts), units_known=True)


def by_parts(asked: str, postcode: Postcode, known: Gazetteer, trusts: Collection[str] | None) -> Found:
    """A sector that England's table has is in England, whatever its outward code says: some reach over the border."""
    place, outcode = places.by_sector(postcode, known), known.outcodes.get(postcode.outward)
    nation = outcode.nation if outcode and outcode.nation != "England" else ""
    if place is None and nation:
        border = not postcode.sector and postcode.outward in known.across
        return Found(Outcome.OUTSIDE, asked, postcode, nation=nation, border=border)
    place = place or places.by_outcode(postcode, known)
    if place is None:
        return Found(Outcome.UNKNOWN_POSTCODE, asked, postcode)
    near = nearest_sites(place, known, trusts)
    return Found(Outcome.NEAR, asked, postcode, place, nation, border=bool(nation), near=near)


def nearest_sites(place: Place, known: Gazetteer, trusts: Collection[str] | None, n: int = 5) -> tuple[Near, ...]:
    found = known.nearby.nearest(*place.grid, n, lambda site: trusts is None or site.trust_id in trusts)
    return tuple(Near(one.thing, known.trusts[one.thing.trust_id], one.metres) for one in found)


def match_code(asked: str, known: Gazetteer, trusts: Collection[str] | None) -> Found | None:
    trust = known.trusts.get(asked.upper())
    if trust is None:
        return None
    match = Match(trust, None, Because.CODE, "", 1.0, counts=trusts is None or trust.ods_code in trusts)
    return ended(asked, (match,), known) if trust.closed else Found(Outcome.NAMES, asked, matches=(match,))


def by_name(asked: str, known: Gazetteer, trusts: Collection[str] | None, *, guess: bool = True) -> Found:
    """A hospital that bears the name of a closed trust comes before it: people look for hospitals."""
    best: dict[tuple[str, str], Match] = {}
    for hit in known.index.look_up(asked, guess=guess):
        match = match_of(known.target(hit.entry), hit.score, hit.beside, trusts)
        best.setdefault((match.trust.ods_code, match.site.code if match.site else ""), match)
    matches = tuple(sorted(best.values(), key=order)[:MOST_MATCHES])
    if not matches:
        half = HALF_A_POSTCODE.fullmatch(asked.upper().replace(" ", ""))
        return Found(Outcome.UNKNOWN_POSTCODE if half else Outcome.NOT_UNDERSTOOD, asked)
    return ended(asked, matches, known) if matches[0].trust.closed else Found(Outcome.NAMES, asked, matches=matches)


def match_of(target: Target, score: float, beside: bool, trusts: Collection[str] | None) -> Match:
    because = Because.TOWN if beside else Because.FORMER if target.former else Because.NAME
    counts = trusts is None or target.trust.ods_code in trusts
    return Match(target.trust, target.site, because, target.former, score, counts)


def order(match: Match) -> tuple[float, bool, bool, str]:
    return (-round(match.score + COUNTED * match.counts, 2), bool(match.trust.closed), not match.counts, match.name)


def ended(asked: str, matches: tuple[Match, ...], known: Gazetteer) -> Found:
    closed = matches[0].trust
    return Found(Outcome.CLOSED, asked, matches=matches[1:], closed=closed, successors=known.heirs(closed.ods_code))
