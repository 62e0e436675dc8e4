"""What an extract would change. Pure: what we know and what the extract says go in, a plan comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from whoscounting.lib.csvfiles import Problem
from whoscounting.register.rules.names import display
from whoscounting.register.rules.ods import Entry, Extract
from whoscounting.register.rules.places import Place
from whoscounting.register.rules.successions import circular

# A file that closes more than one open trust in five is more likely a wrong file than news.
MOST_CLOSURES = 0.2


class What(StrEnum):
    ADDED = "added"
    RENAMED = "renamed"
    MOVED = "moved"
    REGION = "other region"
    DATED = "opening date"
    CLOSED = "closed"
    REOPENED = "open again"
    SUCCEEDED = "succeeded"


@dataclass(frozen=True)
class Known:
    """What the register says of one trust."""

    code: str
    name: str
    official_name: str
    former_names: tuple[str, ...]
    opened: date | None
    closed: date | None
    region: str
    icb: str
    town: str
    postcode: str


@dataclass(frozen=True)
class World:
    """All that the comparison needs to know besides the extract."""

    trusts: Mapping[str, Known]
    successions: Mapping[str, Collection[str]]
    regions: Collection[str]
    place_of: Callable[[str], Place | None]
    today: date


@dataclass(frozen=True)
class Following:
    """Who comes after a trust; its columns are those of a succession."""

    successor_id: str
    happened_on: date
    kind: str
    confidence: str
    evidence: str


@dataclass(frozen=True)
class Step:
    """One thing that would be done to one trust: new columns, or a succession."""

    what: What
    line: int
    code: str
    text: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    following: Following | None = None


@dataclass(frozen=True)
class Plan:
    """All that would be done, what stands against it, and what is left alone and why."""

    steps: tuple[Step, ...]
    rejected: tuple[Problem, ...]
    open_questions: tuple[Problem, ...]
    left_out: tuple[Problem, ...]
    absent: tuple[str, ...]
    closures: int
    open_before: int

    @property
    def codes(self) -> list[str]:
        return sorted({step.code for step in self.steps})

    @property
    def counts(self) -> dict[str, int]:
        return dict(Counter(step.what.value for step in self.steps))

    @property
    def closes_too_many(self) -> bool:
        return self.closures > self.open_before * MOST_CLOSURES


class Rejected(ValueError):
    """A row that contradicts what we know."""


class LeftOut(ValueError):
    """A row that is none of our business, or not yet."""


def compare(extract: Extract, world: World, named: Mapping[str, Collection[str]] | None = None) -> Plan:
    """The plan for one extract.

    The extract has no successors, so they come from three places: those we know already, those that were `named` by
    whoever takes it in, and a trust that opened at the same postcode when the other closed. Where none is found the
    plan asks. Trusts that are not in the file are left as they are: care trusts never are.
    """
    steps: list[Step] = []
    rejected, left_out = list(extract.problems), list[Problem]()
    for entry in extract.entries:
        try:
            steps += steps_for(entry, world, extract)
        except Rejected as why:
            rejected.append(Problem(entry.line, str(why)))
        except LeftOut as why:
            left_out.append(Problem(entry.line, str(why)))
    successions, wrong, questions = successions_for(extract, world, steps, named or {})
    given = {entry.code for entry in extract.entries}
    open_before = [code for code, known in world.trusts.items() if not known.closed]
    return Plan(
        steps=tuple(steps + successions),
        rejected=tuple(sorted(rejected + wrong, key=lambda problem: problem.line)),
        open_questions=tuple(questions),
        left_out=tuple(left_out),
        absent=tuple(sorted(code for code in open_before if code not in given)),
        closures=len({step.code for step in steps if step.what is What.CLOSED and step.code in world.trusts}),
        open_before=len(open_before),
    )


def steps_for(entry: Entry, world: World, extract: Extract) -> list[Step]:
    known = world.trusts.get(entry.code)
    if known is None:
        return [added(entry, world, extract)]
    if entry.grouping not in world.regions:
        raise Rejected(f"{entry.code} is a trust of ours, but {entry.grouping or 'nothing'!r} is no region of England.")
    return [
        *renamed(entry, known),
        *moved(entry, known, world),
        *region(entry, known),
        *dated(entry, known),
        *closed(entry, known, world.today),
    ]


def added(entry: Entry, world: World, extract: Extract) -> Step:
    if not entry.grouping or entry.grouping.startswith("W"):
        raise LeftOut(f"{entry.code} {display(entry.name)} belongs to no region of England.")
    if entry.grouping not in world.regions:
        raise Rejected(f"{entry.code} is in {entry.grouping!r}, which is no region that we know.")
    if entry.closed:
        raise LeftOut(f"{entry.code} {display(entry.name)} closed on {entry.closed} and was never in our register.")
    name = display(entry.name)
    place = world.place_of(entry.postcode)
    fields = located(entry, place) | {
        "name": name,
        "official_name": entry.name,
        "former_names": [],
        "kind": "ambulance" if "AMBULANCE" in entry.name.split() else "unknown",
        "opened": entry.opened,
        "region_id": entry.grouping,
        "icb": icb_of(entry.geography, world, extract),
    }
    return Step(What.ADDED, entry.line, entry.code, f"{name}, {where(entry.postcode, place)}", fields)


def icb_of(geography: str, world: World, extract: Extract) -> str:
    """The name that all trusts we know with the same code share. The extract has the code only."""
    names = {
        world.trusts[other.code].icb
        for other in extract.entries
        if other.geography == geography and other.code in world.trusts and not other.closed
    }
    return names.pop() if len(names) == 1 else ""


def renamed(entry: Entry, known: Known) -> Iterator[Step]:
    """The display name is made anew only when the official name changed, so that one made by hand stays."""
    if entry.name == known.official_name:
        return
    name = display(entry.name)
    fields: dict[str, Any] = {"name": name, "official_name": entry.name}
    if known.name.casefold() not in {name.casefold(), *(one.casefold() for one in known.former_names)}:
        fields["former_names"] = [*known.former_names, known.name]
    yield Step(What.RENAMED, entry.line, entry.code, f"{known.name} is now {name}", fields)


def moved(entry: Entry, known: Known, world: World) -> Iterator[Step]:
    """A missing postcode is no move."""
    if entry.postcode and entry.postcode != known.postcode:
        place = world.place_of(entry.postcode)
        text = f"{known.name}, from {known.postcode or 'no postcode'} to {where(entry.postcode, place)}"
        yield Step(What.MOVED, entry.line, entry.code, text, located(entry, place))


def region(entry: Entry, known: Known) -> Iterator[Step]:
    if entry.grouping != known.region:
        text = f"{known.name}, from {known.region or 'no region'} to {entry.grouping}"
        yield Step(What.REGION, entry.line, entry.code, text, {"region_id": entry.grouping})


def dated(entry: Entry, known: Known) -> Iterator[Step]:
    if entry.opened and entry.opened != known.opened:
        text = f"{known.name} opened on {entry.opened}, not on {known.opened or 'an unknown day'}"
        yield Step(What.DATED, entry.line, entry.code, text, {"opened": entry.opened})


def closed(entry: Entry, known: Known, today: date) -> Iterator[Step]:
    """A closing date that is still to come closes nothing yet; the first extract after that day will."""
    day = entry.closed if entry.closed and entry.closed <= today else None
    if day == known.closed:
        return
    fields = {"closed": day}
    if day is None:
        text = f"{known.name} has no closing date any more; ours was {known.closed}"
        yield Step(What.REOPENED, entry.line, entry.code, text, fields)
    elif known.closed:
        text = f"{known.name} closed on {day}, not on {known.closed}"
        yield Step(What.DATED, entry.line, entry.code, text, fields)
    else:
        yield Step(What.CLOSED, entry.line, entry.code, f"{known.name} closed on {day}", fields)


def located(entry: Entry, place: Place | None) -> dict[str, Any]:
    easting, northing = place.grid if place else (None, None)
    return {
        "town": display(entry.town),
        "postcode": entry.postcode,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "easting": easting,
        "northing": northing,
    }


def where(postcode: str, place: Place | None) -> str:
    return f"{postcode or 'no postcode'} ({f'placed by {place}' if place else 'place not known'})"


def successions_for(
    extract: Extract, world: World, steps: Iterable[Step], named: Mapping[str, Collection[str]]
) -> tuple[list[Step], list[Problem], list[Problem]]:
    """Successions to write, those named that can't be, and closed trusts whose successor nobody knows."""
    after = {code: set(following) for code, following in world.successions.items()}
    entries = {entry.code: entry for entry in extract.entries}
    there = world.trusts.keys() | {step.code for step in steps if step.what is What.ADDED}
    gone = closed_after(world, steps)
    written, wrong, questions = list[Step](), list[Problem](), list[Problem]()
    for code, following in named.items():
        for successor in sorted(set(following) - after.get(code, set())):
            if why := objection(code, successor, there, gone, after):
                wrong.append(Problem(0, why))
            else:
                after.setdefault(code, set()).add(successor)
                written.append(succeeded(code, successor, gone[code], entries, split=len(following) > 1))
    for code in sorted(gone.keys() - after.keys()):
        found = [new for new in heirs_by_place(code, gone[code], entries) if new in there and new not in gone]
        if found:
            written += [succeeded(code, new, gone[code], entries, split=len(found) > 1, seen=True) for new in found]
        elif code in entries:
            text = f"{code} closed on {gone[code]}; who came after it is not known. Name it if you know."
            questions.append(Problem(entries[code].line, text))
    return written, wrong, questions


def closed_after(world: World, steps: Iterable[Step]) -> dict[str, date]:
    """The trusts that are closed once the steps are done, with the day."""
    days = {code: known.closed for code, known in world.trusts.items()}
    days |= {step.code: step.fields["closed"] for step in steps if "closed" in step.fields}
    return {code: day for code, day in days.items() if day}


def objection(
    code: str, successor: str, there: Collection[str], gone: Collection[str], after: Mapping[str, set[str]]
) -> str:
    """Why a named succession can't be, or empty."""
    missing = [one for one in (code, successor) if one not in there]
    if missing:
        return f"{missing[0][:20]} was named in a succession, but there is no such trust."
    if code not in gone:
        return f"{code} was named as succeeded by {successor}, but it is not closed."
    if circular(code, {**after, code: {*after.get(code, set()), successor}}):
        return f"{code} can't be succeeded by {successor}: that would go round in a circle."
    return ""


def heirs_by_place(code: str, closed_on: date, entries: Mapping[str, Entry]) -> list[str]:
    """Trusts that opened at the same postcode within a day of the closing."""
    old = entries.get(code)
    if old is None or not old.postcode:
        return []
    days = {closed_on, closed_on + timedelta(days=1)}
    return [new.code for new in entries.values() if new.postcode == old.postcode and new.opened in days]


def succeeded(
    code: str, successor: str, closed_on: date, entries: Mapping[str, Entry], *, split: bool, seen: bool = False
) -> Step:
    """`seen` in the extract, else named by whoever takes it in."""
    day = closed_on + timedelta(days=1)
    fresh = successor in entries and entries[successor].opened in {closed_on, day}
    following = Following(
        successor_id=successor,
        happened_on=day,
        kind="split" if split else "merger" if fresh else "acquisition",
        confidence="medium" if seen else "high",
        evidence="Opened at the same postcode when this one closed (ODS extract)" if seen else "Named by staff",
    )
    line = entries[code].line if code in entries else 0
    text = f"by {successor} from {day} ({'seen in this file' if seen else 'as named'}, {following.kind})"
    return Step(What.SUCCEEDED, line, code, text, following=following)
