"""What has to happen next to one request, and when, as the law and our own rules give it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from whoscounting.census.rules.chasing import chase_on, hold_is_open, in_words
from whoscounting.census.rules.clock import (
    CLARIFICATION,
    FEES,
    Course,
    State,
    complain_by,
    due_on,
    fees_lapse_on,
    missing_for_silence,
    reminder_until,
    review_by,
    review_due_on,
    review_late_on,
    reviewed,
    state,
)
from whoscounting.lib.workingdays import DAY, working_day_on_or_after


class Step(StrEnum):
    """The next step, in the order in which a request may go."""

    SEND = "send"
    PROVE_DELIVERY = "prove_delivery"
    CORRECT_ADDRESS = "correct_address"
    WAIT = "wait"
    CLARIFY = "clarify"
    DECIDE_ON_FEE = "decide_on_fee"
    LET_RUN = "let_run"
    CHASE = "chase"
    WAIT_AFTER_CHASER = "wait_after_chaser"
    ASK_FOR_REVIEW = "ask_for_review"
    WAIT_FOR_REVIEW = "wait_for_review"
    REVIEW_IS_LATE = "review_is_late"
    COMPLAIN = "complain"
    WAIT_FOR_COMMISSIONER = "wait_for_commissioner"
    READ = "read"
    SILENCE = "silence"
    LAPSED = "lapsed"
    REFUSAL_STANDS = "refusal_stands"
    CLOSED = "closed"
    OUT = "out"


# Others move next; we only look whether they did.
THEIRS = frozenset({Step.WAIT, Step.WAIT_AFTER_CHASER, Step.WAIT_FOR_REVIEW, Step.WAIT_FOR_COMMISSIONER})
# Nothing comes next.
ENDS = frozenset({Step.SILENCE, Step.LAPSED, Step.REFUSAL_STANDS, Step.CLOSED, Step.OUT})


@dataclass(frozen=True)
class Next:
    """The next step, its day and both in a sentence.

    `on` is the last day of what ends, or the first day of what may begin; the sentence says which. It is a day in the
    past where we should have acted already, so that whoever sorts by it has the longest wait first; None where no day
    is given. It never goes back while nothing happens to the request.
    """

    step: Step
    on: date | None
    words: str


def next_step(course: Course, *, on: date, closed_on: date | None) -> Next:
    """What has to happen next to this request at the end of the day `on`, the round being closed since `closed_on`."""
    closed = closed_on is not None and closed_on <= on
    if closed and not missing_for_silence(course, closed_on=closed_on):
        return Next(Step.SILENCE, None, "The finding ‘no response’ may be made. A late answer corrects it.")
    return BY_STATE[state(course, on=on)](course, on, closed)


def _out(course: Course, on: date, closed: bool) -> Next:
    return Next(Step.OUT, None, "This trust is not asked.")


def _unsent(course: Course, on: date, closed: bool) -> Next:
    if closed:
        return Next(Step.CLOSED, None, "The round closed before this trust was asked.")
    return Next(Step.SEND, None, "Send the request.")


def _on_its_way(course: Course, on: date, closed: bool) -> Next:
    if closed:
        return Next(
            Step.CLOSED, None, "The round closed without proof of delivery: nothing can be found of this trust."
        )
    if course.acknowledged_on:
        return Next(
            Step.PROVE_DELIVERY, course.acknowledged_on, "Record the delivery: the trust’s acknowledgement proves it."
        )
    return Next(Step.PROVE_DELIVERY, course.sent_on, "Find out whether the letter was delivered, and record the proof.")


def _bounced(course: Course, on: date, closed: bool) -> Next:
    if closed and not course.replied:
        return Next(
            Step.CLOSED, None, "The round closed after our letter came back: nothing can be found of this trust."
        )
    words = f"Our letter came back on {in_words(course.bounced_on)}. Correct the address and send it again."
    return Next(Step.CORRECT_ADDRESS, course.bounced_on, words)


def _waiting(course: Course, on: date, closed: bool) -> Next:
    due = due_on(course)
    return Next(Step.WAIT, due, f"Wait for the answer. The trust has until {in_words(due)}.")


def _held(course: Course, on: date, closed: bool) -> Next:
    if course.hold == CLARIFICATION:
        return Next(Step.CLARIFY, course.hold_since, "Tell the trust what we mean; 20 working days begin afresh then.")
    if course.hold == FEES:
        return _fee(course, on)
    return Next(Step.LET_RUN, course.hold_since, "Clear what stops the clock.")


def _fee(course: Course, on: date) -> Next:
    lapse = fees_lapse_on(course)
    if lapse is None or on <= lapse:
        by = f" by {in_words(lapse)}" if lapse else ""
        return Next(
            Step.DECIDE_ON_FEE, lapse, f"Decide on the fee{by}: pay it, ask for less, or let the request lapse."
        )
    if course.replied:
        return Next(Step.LET_RUN, lapse + DAY, f"No fee was paid by {in_words(lapse)}. Clear the notice.")
    return Next(Step.LAPSED, None, f"No fee was paid by {in_words(lapse)}: the trust need not go on.")


def _overdue(course: Course, on: date, closed: bool) -> Next:
    until = reminder_until(course)
    if until is None:
        first = chase_on(course)
        return Next(Step.CHASE, first, f"No answer came in time. A reminder may go out from {in_words(first)}.")
    if on <= until:
        words = f"Wait for the answer to our reminder. The trust has until {in_words(until)}."
        return Next(Step.WAIT_AFTER_CHASER, until, words)
    return _complain_from(until, "The reminder is unanswered.")


def _refused(course: Course, on: date, closed: bool) -> Next:
    if hold_is_open(course):
        return _held(course, on, closed)
    by = complain_by(course) if reviewed(course) else review_by(course)
    if by is None or on > by:
        return Next(Step.REFUSAL_STANDS, None, "The refusal stands: the time to go further has passed.")
    if reviewed(course):
        return Next(Step.COMPLAIN, by, f"Complain to the Commissioner by {in_words(by)}, or let the refusal stand.")
    return Next(Step.ASK_FOR_REVIEW, by, f"Ask for an internal review by {in_words(by)}, or let the refusal stand.")


def _in_review(course: Course, on: date, closed: bool) -> Next:
    if hold_is_open(course):
        return _held(course, on, closed)
    due, late = review_due_on(course), review_late_on(course)
    if due is not None and on <= due:
        return Next(Step.WAIT_FOR_REVIEW, due, f"Wait for the review. The trust should answer by {in_words(due)}.")
    if late is not None and on <= late:
        words = f"The review is late. Ask where it stands; it may take until {in_words(late)} in exceptional cases."
        return Next(Step.REVIEW_IS_LATE, late, words)
    return _complain_from(late, "The review took too long.")


def _complain_from(last: date | None, why: str) -> Next:
    first = working_day_on_or_after(last + DAY) if last else None
    return Next(Step.COMPLAIN, first, f"{why} Complain to the Commissioner from {in_words(first)}.")


def _with_commissioner(course: Course, on: date, closed: bool) -> Next:
    words = f"The Commissioner has our complaint of {in_words(course.complained_on)}. Wait for the decision."
    return Next(Step.WAIT_FOR_COMMISSIONER, None, words)


def _answered(course: Course, on: date, closed: bool) -> Next:
    return Next(Step.READ, None, "The answer is here. Two people read and assess it.")


BY_STATE: dict[State, Callable[[Course, date, bool], Next]] = {
    State.OUT_OF_SCOPE: _out,
    State.NOT_SENT: _unsent,
    State.ON_ITS_WAY: _on_its_way,
    State.BOUNCED: _bounced,
    State.WAITING: _waiting,
    State.ACKNOWLEDGED: _waiting,
    State.ON_HOLD: _held,
    State.OVERDUE: _overdue,
    State.ANSWERED: _answered,
    State.REFUSED: _refused,
    State.IN_REVIEW: _in_review,
    State.WITH_COMMISSIONER: _with_commissioner,
}
