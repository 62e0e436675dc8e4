"""What changed between two editions, in words and numbers. Never from 2016: how trusts were judged then isn't known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from whoscounting.atlas.presenters import common
from whoscounting.census.models import Edition
from whoscounting.census.queries.comparing import Compared
from whoscounting.census.queries.editions import Standing
from whoscounting.census.rules.comparing import Apart, Because
from whoscounting.census.rules.tally import SHOWN
from whoscounting.register.models import Succession
from whoscounting.ui.words import INVENTED, WORDS

SMALL = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}


@dataclass(frozen=True)
class Link:
    """One comparison to look at."""

    name: str
    href: str
    current: bool


@dataclass(frozen=True)
class Cell:
    """How many trusts went one way; `same` on the diagonal, where they stayed."""

    verdict: str
    count: int
    same: bool


@dataclass(frozen=True)
class Row:
    """A row of the matrix: all trusts that gave one answer before, by what they answer now."""

    verdict: str
    cells: list[Cell]
    total: int


@dataclass(frozen=True)
class Group:
    """The trusts that moved the same way, by name."""

    heading: str
    count: str
    trusts: list[Standing]


@dataclass(frozen=True)
class RegionRow:
    """A region's net change, over the trusts that can be compared."""

    name: str
    slug: str
    compared: int
    moved: int
    before: int
    after: int

    @property
    def net(self) -> str:
        change = self.after - self.before
        if change == 0:
            return "as many as before"
        return f"{SMALL.get(abs(change), abs(change))} {'more' if change > 0 else 'fewer'}"


@dataclass(frozen=True)
class Left:
    """A trust that can't be compared, and why."""

    trust: Standing
    reason: str


@dataclass(frozen=True)
class Side:
    """One of the two editions."""

    name: str
    title: str
    day: str
    href: str


@dataclass(frozen=True)
class ComparePage:
    """What the page shows; without two editions only that there is nothing to compare yet."""

    sentence: str
    sides: tuple[Side, ...]
    others: list[Link]
    here: str
    verdicts: list[str]
    rows: list[Row]
    totals: list[Cell]
    compared: int
    groups: list[Group]
    regions: list[RegionRow]
    left: list[Left]
    rehearsal: bool


def address(earlier: Edition, later: Edition) -> str:
    """The lasting address of a comparison."""
    return f"/compare/{earlier.round_id}/{earlier.number}/{later.round_id}/{later.number}/"


def compare_page(found: Compared | None, editions: Sequence[Edition], *, rehearsal: bool) -> ComparePage:
    """`editions` are all there are, newest first."""
    if found is None:
        return ComparePage("", (), _links(editions, ""), "", [], [], [], 0, [], [], [], rehearsal)
    here = address(found.earlier, found.later)
    result = found.comparison
    seen = [v for v in SHOWN if any(result.count(v, other) or result.count(other, v) for other in SHOWN)]
    rows = [_row(found, verdict, seen) for verdict in seen]
    names = _names(found)
    return ComparePage(
        sentence=_sentence(found, names, rehearsal),
        sides=(_side(found.earlier, names[0]), _side(found.later, names[1])),
        others=_links(editions, here),
        here=here,
        verdicts=seen,
        rows=rows,
        totals=[Cell(verdict, sum(result.count(one, verdict) for one in seen), same=False) for verdict in seen],
        compared=result.compared,
        groups=_groups(found, rehearsal),
        regions=_regions(found),
        left=_left(found, names),
        rehearsal=rehearsal,
    )


def _names(found: Compared) -> tuple[str, str]:
    """The rounds' names; the editions' too, where both are of one round."""
    one, other = found.earlier, found.later
    if one.round_id == other.round_id:
        return f"edition {one.number} of {one.round.name}", f"edition {other.number}"
    return one.round.name, other.round.name


def _side(edition: Edition, name: str) -> Side:
    day = timezone.localtime(edition.published_at)
    return Side(
        name=name,
        title=f"{edition.round.name}, edition {edition.number}",
        day=f"{day:%-d %B %Y}",
        href=f"/data/#{edition.round_id}-{edition.number}",
    )


def _links(editions: Sequence[Edition], here: str) -> list[Link]:
    """From every earlier edition to the newest."""
    if len(editions) < 2:
        return []
    newest, *earlier = editions
    return [
        Link(f"{_title(one)} to {_title(newest)}", address(one, newest), address(one, newest) == here)
        for one in earlier
    ]


def _title(edition: Edition) -> str:
    return f"{edition.round.name}, edition {edition.number}"


def _sentence(found: Compared, names: tuple[str, str], rehearsal: bool) -> str:
    moved, stayed, apart = found.comparison.movers, found.comparison.stayers, len(found.comparison.apart)
    words = f"etween {names[0]} and {names[1]}, {common.of_trusts(moved)} moved to another answer; {stayed} stayed."
    left = f" {apart} cannot be compared." if apart else ""
    return (f"{INVENTED}: b" if rehearsal else "B") + words + left


def _row(found: Compared, verdict: str, seen: list[str]) -> Row:
    cells = [Cell(after, found.comparison.count(verdict, after), after == verdict) for after in seen]
    return Row(verdict, cells, sum(cell.count for cell in cells))


def _groups(found: Compared, rehearsal: bool) -> list[Group]:
    """In the order of the key, as the matrix is read; within a group by name."""
    ways = sorted(found.comparison.moved, key=lambda way: (SHOWN.index(way[0]), SHOWN.index(way[1])))
    return [
        Group(
            heading=(f"{INVENTED}: f" if rehearsal else "F") + f"rom ‘{_lower(way[0])}’ to ‘{_lower(way[1])}’",
            count=common.of_trusts(len(found.comparison.moved[way])),
            trusts=_by_name(found, found.comparison.moved[way]),
        )
        for way in ways
    ]


def _lower(verdict: str) -> str:
    return WORDS[verdict][0].lower() + WORDS[verdict][1:]


def _by_name(found: Compared, codes: Sequence[str]) -> list[Standing]:
    return sorted((found.trust(code) for code in codes), key=lambda one: one.name)


def _regions(found: Compared) -> list[RegionRow]:
    """Every region with a trust that can be compared, by name."""
    compared = [one for code, one in found.after.items() if code not in found.comparison.apart]
    regions = sorted({(one.region_name, one.region_slug) for one in compared if one.region_slug})
    return [_region(found, name, slug, [o for o in compared if o.region_slug == slug]) for name, slug in regions]


def _region(found: Compared, name: str, slug: str, here: list[Standing]) -> RegionRow:
    before = [found.before[one.ods_code].verdict for one in here]
    after = [one.verdict for one in here]
    moved = sum(a != b for a, b in zip(before, after, strict=True))
    return RegionRow(name, slug, len(here), moved, before.count("collecting"), after.count("collecting"))


def _left(found: Compared, names: tuple[str, str]) -> list[Left]:
    apart = found.comparison.apart
    return [Left(one, _why(found, one.ods_code, apart[one.ods_code], names)) for one in _by_name(found, list(apart))]


def _why(found: Compared, code: str, apart: Apart, names: tuple[str, str]) -> str:
    if apart.because is Because.JOINED:
        return " ".join(_joined(one) for one in found.successions if one.predecessor_id == code)
    if apart.because is Because.TOOK_OVER:
        return " ".join(_took_over(one) for one in found.successions if one.successor_id == code)
    if apart.because is Because.ONLY_EARLIER:
        return f"It was not asked in {names[1]}. {found.scope.get((found.later.round_id, code), '')}".strip()
    if apart.because is Because.ONLY_LATER:
        return f"It was not asked in {names[0]}. {found.scope.get((found.earlier.round_id, code), '')}".strip()
    name = names[0] if apart.because is Because.UNDECIDED_EARLIER else names[1]
    return f"In {name} its answer was not decided yet."


def _joined(one: Succession) -> str:
    part = "In part it went to" if one.kind == "split" else "It became part of"
    return f"{part} {one.successor.name} on {one.happened_on:%-d %B %Y}."


def _took_over(one: Succession) -> str:
    part = "Part of " if one.kind == "split" else ""
    return f"{part}{one.predecessor.name} became part of it on {one.happened_on:%-d %B %Y}."
