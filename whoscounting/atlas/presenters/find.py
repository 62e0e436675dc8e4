"""What came of a search, in words that help whoever typed it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from whoscounting.atlas.presenters.common import distance
from whoscounting.atlas.reading import State
from whoscounting.register.queries import Because, Body, Found, Outcome
from whoscounting.register.rules.places import Exactness

# Who answers for hospitals elsewhere. Breast Cancer Now's nurses, whom the page names, answer calls from all of the UK.
ELSEWHERE = {
    "Scotland": "In Scotland, your health board runs the hospitals. You can ask it, or your breast cancer team.",
    "Wales": "In Wales, your health board runs the hospitals. You can ask it, or your breast cancer team.",
    "Northern Ireland": "In Northern Ireland, your health and social care trust runs the hospitals. You can ask it, "
    "or your breast cancer team.",
    "Isle of Man": "On the Isle of Man you can ask Manx Care, or your breast cancer team.",
    "Jersey": "In Jersey you can ask Health and Care Jersey, or your breast cancer team.",
    "Guernsey": "In Guernsey you can ask Health and Social Care, or your breast cancer team.",
    "British Forces": "With a forces postcode, type the name of your hospital in England, or ask your medical centre.",
}
THE = {"British Forces": "the British Forces", "Isle of Man": "the Isle of Man"}

# What the page of a trust tells that has no answer to show.
MORE = {
    "no_response": "Read what it was asked, and when",
    "being_read": "Read what it was asked",
    "awaiting": "Read what it was asked",
    "not_asked": "Read what it will be asked",
}


@dataclass(frozen=True)
class Line:
    """A hospital or a trust that was found. Without a verdict, `instead` says why there is none.

    `more` is what the trust's page tells.
    """

    name: str
    detail: str
    trust: Body
    verdict: str
    instead: str
    more: str


@dataclass(frozen=True)
class FindPage:
    """What the page shows. `error` stands in the summary and at the field; `help` says what to do next."""

    title: str
    query: str = ""
    error: str = ""
    help: str = ""
    heading: str = ""
    how: str = ""
    lines: tuple[Line, ...] = ()
    closed: Body | None = None
    more_heading: str = ""
    more: tuple[Line, ...] = ()
    rehearsal: bool = False


def find_page(state: State, found: Found | None, query: str) -> FindPage:
    """The page for one search, or before any."""
    if found is None:
        return FindPage("Find my hospital", rehearsal=state.rehearsal)
    present = PRESENTERS.get(found.outcome, _mistake)
    return replace(present(state, found), query=query[:120], rehearsal=state.rehearsal)


def _mistake(state: State, found: Found) -> FindPage:
    error, advice = MISTAKES[found.outcome]
    return FindPage(
        title="Error: Find my hospital",
        error=error.format(text=found.text),
        help=advice,
    )


MISTAKES = {
    Outcome.EMPTY: ("Type a postcode, or the name of a hospital", ""),
    Outcome.TOO_LONG: ("This is too long for a postcode or a name", "A few words of the name are enough."),
    Outcome.NOT_UNDERSTOOD: (
        "We found no hospital called ‘{text}’",
        "Check the spelling, or type only a part of the name, or the name of the town. A postcode always works.",
    ),
    Outcome.UNKNOWN_POSTCODE: (
        "We do not know the postcode ‘{text}’",
        "Check it, or type only its first half: for M13 9WL that is M13. New postcodes may be missing in our list.",
    ),
}


def _outside(state: State, found: Found) -> FindPage:
    nation = THE.get(found.nation, found.nation)
    advice = ELSEWHERE.get(found.nation, "You can ask your breast cancer team.")
    if found.border:
        advice = f"This first half lies on both sides of the border: try your full postcode. {advice}"
    verb = "belongs to" if found.nation == "British Forces" else "is in"
    return FindPage(
        title="Error: Find my hospital",
        error=f"{found.postcode} {verb} {nation}, and we ask trusts in England only",
        help=advice,
    )


def _near(state: State, found: Found) -> FindPage:
    heading = f"The nearest hospitals to {found.postcode}"
    how = _measured(found)
    if found.border:
        how += f" Part of this area is in {found.nation}, so the list may not fit every house."
    return FindPage(
        title=heading,
        heading=heading,
        how=how,
        lines=tuple(
            _line(state, near.trust, near.site.name, f"{near.site.town}, {distance(near.metres)} away")
            for near in found.near
        ),
        more_heading="Or did you mean the trust with this code?" if found.matches else "",
        more=_matches(state, found),
    )


def _measured(found: Found) -> str:
    """From where, and what would make it more exact."""
    place = found.place
    if place and place.by is Exactness.UNIT:
        return "Measured from your full postcode, in a straight line."
    how = f"Measured in a straight line from the middle of {place.code if place else found.text}. "
    if found.units_known and found.postcode and found.postcode.full:
        return how + "Our list does not have this full postcode."
    if found.units_known or (place and place.by is Exactness.OUTWARD):
        return how + "With the whole postcode we can look closer."
    return how + "We do not look at the last two letters of a postcode."


def _names(state: State, found: Found) -> FindPage:
    count = len(found.matches)
    heading = f"One match for ‘{found.text}’" if count == 1 else f"{count} matches for ‘{found.text}’"
    return FindPage(title=heading, heading=heading, lines=_matches(state, found))


def _ended(state: State, found: Found) -> FindPage:
    name = found.closed.name if found.closed else found.text
    return FindPage(
        title=f"{name} has closed",
        heading=f"{name} has closed",
        how="Its hospitals now belong to:" if found.successors else "We do not know who runs its hospitals now.",
        closed=found.closed,
        lines=tuple(_line(state, trust, trust.name, trust.town) for trust in found.successors),
        more_heading="Other names that fit" if found.matches else "",
        more=_matches(state, found),
    )


Present = Callable[[State, Found], FindPage]
PRESENTERS: dict[Outcome, Present] = {
    Outcome.NEAR: _near,
    Outcome.NAMES: _names,
    Outcome.CLOSED: _ended,
    Outcome.OUTSIDE: _outside,
}


def _matches(state: State, found: Found) -> tuple[Line, ...]:
    def detail(former: str, because: Because, town: str) -> str:
        return f"{town}. Once called {former}" if because is Because.FORMER else town

    return tuple(
        _line(
            state,
            match.trust,
            match.name,
            detail(match.former, match.because, match.site.town if match.site else match.trust.town),
        )
        for match in found.matches
    )


def _line(state: State, trust: Body, name: str, detail: str) -> Line:
    standing = state.standing(trust.ods_code)
    if standing:
        return Line(name, detail, trust, standing.verdict, "", MORE.get(standing.verdict, "Read what it answered"))
    if trust.closed:
        return Line(name, detail, trust, "", "This trust has closed", "Read what became of it")
    return Line(name, detail, trust, "", "This trust is not asked", "Read why it is not asked")
