"""Requests that the tests of the clock begin from, and any request that there could be."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta

from hypothesis import strategies as st

from whoscounting.census.rules.clock import Course

DAY = timedelta(days=1)
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
FACTS = {
    "in_scope": True,
    "sent_on": date(2026, 1, 5),
    "received_on": date(2026, 1, 5),
    "chased_on": None,
    "held": False,
    "answered": False,
}
_OTHERS = {
    "in_scope": st.just(True),
    "held": st.booleans(),
    "answered": st.booleans(),
    "days_stopped": st.integers(0, 70),
    "hold": st.sampled_from([None, "", "clarification", "fees"]),
}


def course(**changes) -> Course:
    """A request received on 5 January 2026, due on 2 February, nothing else having happened."""
    return Course(**(FACTS | changes))


def any_course(days: st.SearchStrategy[date] = DAYS) -> st.SearchStrategy[Course]:
    """Any facts at all, also such as contradict each other."""
    each = {field.name: st.none() | days for field in fields(Course)} | _OTHERS
    return st.builds(Course, **each)


@st.composite
def likely_course(draw: st.DrawFn) -> tuple[Course, date]:
    """A request whose events come in an order that can be, and a day on which somebody looks."""
    day = draw(DAYS)
    facts: dict[str, date | bool | str] = {"sent_on": day, "received_on": day}
    for name in ("acknowledged_on", "bounced_on", "hold_since", "restarted_on", "extended_to", "chased_on"):
        day += draw(st.integers(0, 30)) * DAY
        facts |= {name: day} if draw(st.integers(0, 2)) == 0 else {}
    facts |= {"held": "hold_since" in facts, "hold": draw(st.sampled_from(["clarification", "fees"]))}
    for name in ("refused_on", "review_asked_on", "review_answered_on", "complained_on"):
        if not draw(st.booleans()):
            break
        day += draw(st.integers(0, 40)) * DAY
        facts[name] = day
    return course(**facts), day + draw(st.integers(-30, 90)) * DAY
