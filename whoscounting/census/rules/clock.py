"""The law's clock for one request: Freedom of Information Act 2000, section 10."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from whoscounting.lib.workingdays import add_working_days, working_day_on_or_after

DAYS_TO_REPLY = 20
DAYS_BETWEEN_LETTERS = 10  # our own rule: working days between two letters to one trust


class State(StrEnum):
    """How a request stands on a given day. Derived from dates; never stored."""

    OUT_OF_SCOPE = "out_of_scope"
    NOT_SENT = "not_sent"
    ON_ITS_WAY = "on_its_way"
    WAITING = "waiting"
    ON_HOLD = "on_hold"
    OVERDUE = "overdue"
    ANSWERED = "answered"


@dataclass(frozen=True)
class Course:
    """The stored facts of a request from which its state follows."""

    in_scope: bool
    sent_on: date | None
    received_on: date | None
    chased_on: date | None
    held: bool
    answered: bool
    # The day on which a clarification that the trust needed was given: a fresh count begins.
    restarted_on: date | None = None
    # Working days during which a fees notice was open.
    days_stopped: int = 0
    # A reasoned extension, of which the trust gave notice.
    extended_to: date | None = None


def due_on(course: Course) -> date | None:
    """The last day on which a reply is in time, None before the request was received.

    It is the 20th working day after receipt, or after a clarification was given; the days of a fees notice don't
    count. For a letter received on a day that is no working day sources differ. We count from the next working day, the
    later of the two dates, so that nobody is called late too early.
    """
    begun = course.restarted_on or course.received_on
    if begun is None:
        return None
    due = add_working_days(working_day_on_or_after(begun), DAYS_TO_REPLY + course.days_stopped)
    return max(due, course.extended_to) if course.extended_to else due


def state(course: Course, *, on: date) -> State:
    """How the request stands at the end of the day `on`."""
    if not course.in_scope:
        return State.OUT_OF_SCOPE
    if course.answered:
        return State.ANSWERED
    if course.sent_on is None:
        return State.NOT_SENT
    due = due_on(course)
    if due is None:
        return State.ON_ITS_WAY
    if course.held:
        return State.ON_HOLD
    return State.OVERDUE if on > due else State.WAITING


def may_be_chased(course: Course, *, on: date) -> bool:
    """Whether the one reminder may go out on this day: after the legal date, and never while the clock stands still."""
    return state(course, on=on) is State.OVERDUE and course.chased_on is None


def missing_for_silence(course: Course, *, closed_on: date | None) -> list[str]:
    """What still stands against the finding 'no response', in words; empty when the finding may be made.

    All must hold: delivery is proved, the legal date had passed, one reminder after it stayed unanswered for ten
    working days, no clarification or fees notice is open, and the round is closed.
    """
    if course.answered:
        return ["The trust has answered."]
    due, missing = due_on(course), []
    if due is None:
        missing.append("There is no proof that the request was delivered.")
    if course.held:
        missing.append("The clock stands still for a question or a fees notice.")
    if course.chased_on is None or (due is not None and course.chased_on <= due):
        missing.append("No reminder was sent after the legal date.")
    elif closed_on is not None and closed_on < add_working_days(course.chased_on, DAYS_BETWEEN_LETTERS):
        missing.append("The round closed too soon after the reminder.")
    if closed_on is None:
        missing.append("The round is still open.")
    elif due is not None and closed_on <= due:
        missing.append("The round closed before the legal date had passed.")
    return missing
