"""When we may write again, and what stands against it: each trust that a bulk letter leaves out says why.

The law gives the steps: after silence one reminder, then the Commissioner; after a refusal an internal review, then the
Commissioner. Our own rules: no reminder before the legal date, one for each date, ten working days between two letters.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from whoscounting.census.rules.clock import (
    CLARIFICATION,
    DAYS_BETWEEN_LETTERS,
    FEES,
    Course,
    came_back,
    complain_by,
    counted_from,
    due_on,
    in_review,
    newest,
    reminder_until,
    review_by,
    review_late_on,
    reviewed,
    with_commissioner,
)
from whoscounting.lib.workingdays import DAY, working_day_on_or_after

HELD = {
    CLARIFICATION: "The trust asked what we mean, and waits for our answer.",
    FEES: "A fees notice is open.",
}


class Letter(StrEnum):
    """What we may write when an answer is missing or refused."""

    CHASER = "chaser"
    REVIEW = "review"
    COMPLAINT = "complaint"


def may_be_chased(course: Course, *, on: date, last_letter_on: date | None = None) -> bool:
    """Whether the one reminder may go out on this day: after the legal date, and never while the clock stands still."""
    return not objections(course, Letter.CHASER, on=on, last_letter_on=last_letter_on)


def objections(
    course: Course, letter: Letter = Letter.CHASER, *, on: date, last_letter_on: date | None = None
) -> list[str]:
    """All that stands against this letter on this day, each in a sentence; nothing when it may go.

    `last_letter_on` is the day of our newest letter to this trust where there is one that its course doesn't tell, such
    as a letter of another round.
    """
    if not course.in_scope:
        return ["The trust is out of scope."]
    last = newest(last_letter_on, course.written_on)
    if letter is Letter.REVIEW:
        return _against_review(course, on, last)
    if letter is Letter.COMPLAINT:
        return _against_complaint(course, on, last)
    return _against_chaser(course, on, last)


def chase_on(course: Course, *, last_letter_on: date | None = None) -> date | None:
    """The first day for a reminder: a working day after the legal date, ten of them after our last letter."""
    due = due_on(course)
    if due is None:
        return None
    return newest(working_day_on_or_after(due + DAY), next_letter_on(newest(last_letter_on, course.written_on)))


def next_letter_on(last: date | None) -> date | None:
    """The first day for another letter to the trust."""
    return counted_from(last, DAYS_BETWEEN_LETTERS) if last else None


def hold_is_open(course: Course) -> bool:
    """Whether a question or a fees notice is open. A refusal that came later ended it."""
    ended = course.refused_on is not None and course.hold_since is not None and course.hold_since < course.refused_on
    return course.held and not ended


def in_words(day: date | None) -> str:
    """The day as people write it, 2 March 2026."""
    return f"{day:%-d %B %Y}" if day else "a day that is not recorded"


def _against_chaser(course: Course, on: date, last: date | None) -> list[str]:
    if course.replied:
        return ["The trust has answered."]
    found = _undelivered(course) + _held(course)
    if with_commissioner(course):
        found.append(_commissioner(course))
    if reminder_until(course) is not None:
        found.append(f"A reminder went out on {in_words(course.chased_on)}; there is only one.")
    return found + _before_the_date(course, on) + _too_soon(on, last)


def _against_review(course: Course, on: date, last: date | None) -> list[str]:
    if course.refused_on is None:
        return ["The trust has refused nothing." if course.answered else "After silence no review is needed."]
    found = _sent_back(course) + _held(course)
    by = review_by(course)
    # More time that outlasts the time to ask would take our right away.
    if course.extended_to is not None and by is not None and on <= course.extended_to < by:
        found.append(f"The trust took more time, until {in_words(course.extended_to)}.")
    if with_commissioner(course):
        found.append(_commissioner(course))
    elif in_review(course):
        found.append(f"A review was asked for on {in_words(course.review_asked_on)}.")
    elif reviewed(course):
        found.append("The review has been; the next step is the Commissioner.")
    elif by is not None and on > by:
        found.append(f"The last day to ask for a review was {in_words(by)}.")
    return found + _too_soon(on, last)


def _against_complaint(course: Course, on: date, last: date | None) -> list[str]:
    if with_commissioner(course):
        return [_commissioner(course)]
    if course.refused_on is not None or (course.answered and in_review(course)):
        return _sent_back(course) + _held(course) + _unreviewed(course, on)
    if course.replied:
        return ["The trust has answered."]
    found = _undelivered(course) + _held(course) + _before_the_date(course, on)
    if reminder_until(course) is None:
        return [*found, "The one reminder comes first."]
    until = next_letter_on(last)
    if until is not None and on <= until:
        found.append(f"The trust has until {in_words(until)} to answer our last letter.")
    return found


def _unreviewed(course: Course, on: date) -> list[str]:
    """What stands between a refusal and the Commissioner."""
    late, by = review_late_on(course), complain_by(course)
    if in_review(course):
        return [f"The review may take until {in_words(late)}."] if late is not None and on <= late else []
    if not reviewed(course):
        return ["The internal review comes first."]
    return [f"The last day to complain was {in_words(by)}."] if by is not None and on > by else []


def _undelivered(course: Course) -> list[str]:
    if course.sent_on is None:
        return ["The request has not been sent."]
    if came_back(course):
        return _sent_back(course)
    return [] if due_on(course) else ["There is no proof that the request was delivered."]


def _sent_back(course: Course) -> list[str]:
    return ["Our letter came back: the address has to be corrected."] if came_back(course) else []


def _held(course: Course) -> list[str]:
    return [HELD.get(course.hold or "", "The clock stands still.")] if hold_is_open(course) else []


def _before_the_date(course: Course, on: date) -> list[str]:
    due = due_on(course)
    if due is None:
        return []
    if on <= due:
        if course.extended_to == due:
            return [f"The trust took more time, until {in_words(due)}."]
        return [f"The trust has until {in_words(due)} to answer."]
    first = working_day_on_or_after(due + DAY)
    return [f"The first working day after the legal date is {in_words(first)}."] if on < first else []


def _too_soon(on: date, last: date | None) -> list[str]:
    first = next_letter_on(last)
    if first is None or on >= first:
        return []
    return [f"Our last letter went out on {in_words(last)}; the next may follow on {in_words(first)}."]


def _commissioner(course: Course) -> str:
    return f"The Commissioner has our complaint of {in_words(course.complained_on)}."
