"""The law's clock for one request: Freedom of Information Act 2000, sections 9 and 10, and what follows a reply.

Where sources differ a trust has the later date, and we hold ourselves to the earlier one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from whoscounting.lib.workingdays import DAY, add_working_days, working_day_on_or_after

DAYS_TO_REPLY = 20
DAYS_BETWEEN_LETTERS = 10  # our own rule: working days between two letters to one trust
DAYS_TO_ASK_FOR_REVIEW = 40  # the Commissioner: a trust may turn down a review that is asked for later
DAYS_TO_REVIEW, DAYS_TO_REVIEW_AT_MOST = 20, 40  # code of practice under section 45, in working days
TIME_TO_COMPLAIN = timedelta(weeks=6)  # the Commissioner, after the trust's last word
MONTHS_TO_PAY = 3  # section 9(2)
CLARIFICATION, FEES = "clarification", "fees"  # what a hold can be


class State(StrEnum):
    """How a request stands on a given day. Derived from dates; never stored."""

    OUT_OF_SCOPE = "out_of_scope"
    NOT_SENT = "not_sent"
    ON_ITS_WAY = "on_its_way"
    BOUNCED = "bounced"
    WAITING = "waiting"
    ACKNOWLEDGED = "acknowledged"
    ON_HOLD = "on_hold"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    REFUSED = "refused"
    IN_REVIEW = "in_review"
    WITH_COMMISSIONER = "with_commissioner"


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
    # The trust said that it has the request. That is no answer.
    acknowledged_on: date | None = None
    # A letter of ours came back.
    bounced_on: date | None = None
    # The latest reply refuses, in whole or in part.
    refused_on: date | None = None
    review_asked_on: date | None = None
    review_answered_on: date | None = None
    # To the Commissioner.
    complained_on: date | None = None
    # Why the clock stands still while it is held, and since when.
    hold: str | None = None
    hold_since: date | None = None

    @property
    def replied(self) -> bool:
        """Whether there is anything of substance, a refusal being that too."""
        return self.answered or self.refused_on is not None

    @property
    def written_on(self) -> date | None:
        """The day of our newest letter to the trust, as far as its course tells."""
        return newest(self.sent_on, self.restarted_on, self.chased_on, self.review_asked_on)


def newest(*days: date | None) -> date | None:
    """The latest of the days that are known."""
    return max((day for day in days if day is not None), default=None)


def counted_from(day: date, count: int) -> date:
    """The `count`-th working day after a trust had something; on a day that doesn't count it had it on the next."""
    return add_working_days(working_day_on_or_after(day), count)


def due_on(course: Course) -> date | None:
    """The last day on which a reply is in time, None while nothing proves that the request was received.

    It is the 20th working day after receipt, or after a clarification was given; the days of a fees notice don't
    count. For a letter received on a day that is no working day sources differ. We count from the next working day, the
    later of the two dates, so that nobody is called late too early.
    """
    begun = course.restarted_on or course.received_on
    if begun is None or (came_back(course) and begun >= (course.written_on or begun)):
        return None
    due = counted_from(begun, DAYS_TO_REPLY + course.days_stopped)
    return max(due, course.extended_to) if course.extended_to else due


def came_back(course: Course) -> bool:
    """Whether our newest letter came back.

    A bounce stands until we write again, delivery is proved on a later day, or the trust says something that shows
    that it has what we wrote.
    """
    ours = newest(course.received_on, course.written_on)
    theirs = newest(course.acknowledged_on, course.hold_since, course.refused_on, course.review_answered_on)
    if course.bounced_on is None or (ours is not None and course.bounced_on < ours):
        return False
    return theirs is None or (ours is not None and theirs < ours)


def fees_lapse_on(course: Course) -> date | None:
    """The last day to pay the fee of an open notice; after it the trust need not go on.

    Section 9(2): within three months beginning with the day of the notice. One of 10 January can be paid until 9 April.
    """
    if not course.held or course.hold != FEES or course.hold_since is None:
        return None
    return _end_of_months(course.hold_since, MONTHS_TO_PAY)


def _end_of_months(first: date, months: int) -> date:
    """The last day of so many months of which `first` is the first day."""
    begun, after = (_first_of_month(first, months + more) for more in (0, 1))
    return min(begun + (first.day - 2) * DAY, after - DAY)


def _first_of_month(day: date, months_later: int) -> date:
    years, month = divmod(day.month - 1 + months_later, 12)
    return date(day.year + years, month + 1, 1)


def reminder_until(course: Course) -> date | None:
    """How long the trust has to answer the reminder; None before one was sent after the legal date."""
    due = due_on(course)
    if course.chased_on is None or due is None or course.chased_on <= due:
        return None  # a reminder from before a clarification or an extension asked for a date that holds no longer
    return counted_from(course.chased_on, DAYS_BETWEEN_LETTERS)


def review_by(course: Course) -> date | None:
    """The last day to ask for an internal review of a refusal: the 40th working day after it."""
    return add_working_days(course.refused_on, DAYS_TO_ASK_FOR_REVIEW) if course.refused_on else None


def review_due_on(course: Course) -> date | None:
    """The day by which the trust should have answered the review that we asked for."""
    return counted_from(course.review_asked_on, DAYS_TO_REVIEW) if course.review_asked_on else None


def review_late_on(course: Course) -> date | None:
    """The last day that a review may take in exceptional cases. After it we need not wait to complain."""
    return counted_from(course.review_asked_on, DAYS_TO_REVIEW_AT_MOST) if course.review_asked_on else None


def complain_by(course: Course) -> date | None:
    """The last day to complain to the Commissioner of a review's outcome; None after silence, which has none."""
    return course.review_answered_on + TIME_TO_COMPLAIN if course.review_answered_on else None


def in_review(course: Course) -> bool:
    """Whether a review that we asked for is not answered yet. It stays open until its outcome is recorded."""
    asked, answered = course.review_asked_on, course.review_answered_on
    return asked is not None and (answered is None or answered < asked)


def reviewed(course: Course) -> bool:
    """Whether the latest refusal has been through its review. The outcome may be recorded as a refusal of its own."""
    answered, refused = course.review_answered_on, course.refused_on
    return answered is not None and not in_review(course) and (refused is None or refused <= answered)


def with_commissioner(course: Course) -> bool:
    """Whether we complained of how things stand now: a reply after a complaint of silence leaves it behind."""
    if course.complained_on is None or (course.answered and not course.refused_on and not in_review(course)):
        return False
    grievance = newest(course.refused_on, course.review_asked_on) if course.replied else None
    return grievance is None or course.complained_on >= grievance


def state(course: Course, *, on: date) -> State:
    """How the request stands at the end of the day `on`."""
    if not course.in_scope:
        return State.OUT_OF_SCOPE
    return _after_reply(course) if course.replied else _before_reply(course, on)


def _after_reply(course: Course) -> State:
    open_review = in_review(course)
    if not course.refused_on and not open_review:
        return State.ANSWERED
    if with_commissioner(course):
        return State.WITH_COMMISSIONER
    if came_back(course):
        return State.BOUNCED
    return State.IN_REVIEW if open_review else State.REFUSED


def _before_reply(course: Course, on: date) -> State:
    due = due_on(course)
    if course.sent_on is None:
        return State.NOT_SENT
    if came_back(course):
        return State.BOUNCED
    if due is None:
        return State.ON_ITS_WAY
    if course.held:
        return State.ON_HOLD
    if with_commissioner(course):
        return State.WITH_COMMISSIONER
    if on > due:
        return State.OVERDUE
    return State.ACKNOWLEDGED if course.acknowledged_on else State.WAITING


def missing_for_silence(course: Course, *, closed_on: date | None) -> list[str]:
    """What still stands against the finding 'no response', in words; empty when the finding may be made.

    All must hold: delivery is proved, the legal date had passed, one reminder after it stayed unanswered for ten
    working days, no clarification, fees notice or extension is open, and the round is closed.
    """
    if not course.in_scope:
        return ["The trust is out of scope."]
    if course.replied:
        return ["The trust has answered."]
    missing = _unproved(course)
    if course.held:
        missing.append("The clock stands still for a question or a fees notice.")
    until = reminder_until(course)
    if until is None:
        missing.append("No reminder was sent after the legal date.")
    elif closed_on is not None and closed_on < until:
        missing.append("The round closed too soon after the reminder.")
    return missing + _open_at_close(course, closed_on)


def _unproved(course: Course) -> list[str]:
    if came_back(course):
        return ["Our letter came back."]
    return [] if due_on(course) else ["There is no proof that the request was delivered."]


def _open_at_close(course: Course, closed_on: date | None) -> list[str]:
    due = due_on(course)
    if closed_on is None:
        return ["The round is still open."]
    if due is None or closed_on > due:
        return []
    if course.extended_to == due:
        return ["The round closed before the extension that the trust took had ended."]
    return ["The round closed before the legal date had passed."]
