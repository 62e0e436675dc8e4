"""The law's clock: how a request stands on a day, and when silence is a finding."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.census.courses import DAYS, any_course, course
from whoscounting.census.rules.clock import Course, State, due_on, missing_for_silence, reviewed, state
from whoscounting.lib.workingdays import add_working_days

DAY = timedelta(days=1)
CLOSED = date(2026, 4, 1)


def reminded(**changes) -> Course:
    return course(**({"chased_on": date(2026, 2, 17)} | changes))


@pytest.mark.parametrize(
    ("happened", "stands"),
    [
        ({"in_scope": False, "sent_on": None, "received_on": None}, State.OUT_OF_SCOPE),
        ({"sent_on": None, "received_on": None}, State.NOT_SENT),
        ({"received_on": None}, State.ON_ITS_WAY),
        ({"received_on": None, "acknowledged_on": date(2026, 1, 7)}, State.ON_ITS_WAY),  # nobody recorded the proof
        ({"received_on": None, "bounced_on": date(2026, 1, 5)}, State.BOUNCED),
        ({}, State.WAITING),
        ({"acknowledged_on": date(2026, 1, 7)}, State.ACKNOWLEDGED),
        ({"held": True, "hold": "clarification", "hold_since": date(2026, 1, 9)}, State.ON_HOLD),
        ({"answered": True}, State.ANSWERED),
        ({"answered": True, "refused_on": date(2026, 1, 12)}, State.REFUSED),
    ],
)
def test_the_board_tells_how_a_request_stands(happened, stands):
    assert state(course(**happened), on=date(2026, 1, 12)) is stands


def test_a_request_is_overdue_only_the_day_after_the_legal_date():
    assert state(course(), on=date(2026, 2, 2)) is State.WAITING
    assert state(course(), on=date(2026, 2, 3)) is State.OVERDUE
    assert state(course(acknowledged_on=date(2026, 1, 6)), on=date(2026, 2, 3)) is State.OVERDUE


def test_nobody_is_late_while_the_clock_stands_still_or_delivery_is_unproved():
    assert state(course(held=True), on=date(2027, 1, 1)) is State.ON_HOLD
    assert state(course(received_on=None), on=date(2027, 1, 1)) is State.ON_ITS_WAY


def test_nobody_is_late_whose_clarification_is_fresh():
    """Received 5 January, clarified 2 March: nobody is late on 3 March."""
    assert state(course(restarted_on=date(2026, 3, 2)), on=date(2026, 3, 3)) is State.WAITING


def test_a_letter_that_came_back_was_never_received_whatever_the_first_proof_said():
    """The server took it on the 5th, and sent it back on the 6th."""
    returned = course(bounced_on=date(2026, 1, 6))
    assert due_on(returned) is None
    assert state(returned, on=date(2026, 3, 1)) is State.BOUNCED


@pytest.mark.parametrize(
    "later",
    [
        {"sent_on": date(2026, 1, 8), "received_on": date(2026, 1, 8)},  # sent again
        {"received_on": date(2026, 1, 7)},  # proved by post
        {"acknowledged_on": date(2026, 1, 5)},  # it had been read before one copy came back
        {"held": True, "hold": "fees", "hold_since": date(2026, 1, 9)},  # whoever asks for a fee has the letter
    ],
)
def test_a_bounce_is_over_once_the_trust_has_our_letter(later):
    over = course(**({"bounced_on": date(2026, 1, 6)} | later))
    assert due_on(over) is not None
    assert state(over, on=date(2026, 1, 12)) is not State.BOUNCED


def test_a_reminder_that_came_back_leaves_the_request_received():
    returned = reminded(bounced_on=date(2026, 2, 18))
    assert due_on(returned) == date(2026, 2, 2)
    assert state(returned, on=date(2026, 2, 20)) is State.BOUNCED
    assert missing_for_silence(returned, closed_on=CLOSED) == ["Our letter came back."]


def test_a_clarification_that_came_back_was_not_given():
    returned = course(restarted_on=date(2026, 1, 20), acknowledged_on=date(2026, 1, 6), bounced_on=date(2026, 1, 20))
    assert due_on(returned) is None
    assert state(returned, on=date(2026, 3, 2)) is State.BOUNCED


def test_a_refusal_goes_through_its_review_to_the_commissioner():
    steps = [
        ({"refused_on": date(2026, 1, 20)}, State.REFUSED),
        ({"review_asked_on": date(2026, 2, 3)}, State.IN_REVIEW),
        ({"review_answered_on": date(2026, 3, 3)}, State.REFUSED),
        ({"complained_on": date(2026, 3, 10)}, State.WITH_COMMISSIONER),
        ({"refused_on": date(2026, 5, 5)}, State.REFUSED),  # refused anew, on other grounds
        ({"refused_on": None}, State.ANSWERED),  # and answered in the end
    ]
    so_far = {"answered": True}
    for happened, stands in steps:
        so_far |= happened
        assert state(course(**so_far), on=date(2026, 6, 1)) is stands, happened


def test_what_happens_on_one_day_is_taken_in_its_order():
    """A review may be asked for and answered on a day, its outcome be a refusal, and we complain the same evening."""
    day = date(2026, 2, 3)
    facts = {"answered": True, "refused_on": day, "review_asked_on": day}
    assert state(course(**facts), on=day) is State.IN_REVIEW
    facts["review_answered_on"] = day
    assert reviewed(course(**facts))
    assert state(course(**facts), on=day) is State.REFUSED
    assert state(course(**facts, complained_on=day), on=day) is State.WITH_COMMISSIONER


def test_an_answer_ends_a_complaint_of_silence_but_not_a_review_that_nobody_has_closed():
    complained = reminded(complained_on=date(2026, 3, 4))
    assert state(complained, on=date(2026, 3, 5)) is State.WITH_COMMISSIONER
    assert state(reminded(complained_on=date(2026, 3, 4), answered=True), on=date(2026, 3, 5)) is State.ANSWERED
    disputed = {"answered": True, "review_asked_on": date(2026, 2, 9)}
    assert state(course(**disputed), on=date(2026, 3, 5)) is State.IN_REVIEW
    assert state(course(**disputed, complained_on=date(2026, 4, 9)), on=date(2026, 4, 9)) is State.WITH_COMMISSIONER


def test_a_review_letter_that_came_back_is_shown():
    refused = {"answered": True, "refused_on": date(2026, 1, 20), "review_asked_on": date(2026, 2, 3)}
    assert state(course(**refused, bounced_on=date(2026, 2, 3)), on=date(2026, 2, 9)) is State.BOUNCED


@given(any_course(), DAYS)
def test_every_course_has_a_state_on_every_day(facts, on):
    assert state(facts, on=on) in State


@given(DAYS)
def test_a_later_receipt_never_makes_an_earlier_date(received):
    assert due_on(course(received_on=received)) <= due_on(course(received_on=received + DAY))


@given(DAYS, st.integers(1, 30))
def test_days_of_a_fees_notice_are_added_one_by_one(received, stopped):
    without = due_on(course(received_on=received))
    assert due_on(course(received_on=received, days_stopped=stopped)) == add_working_days(without, stopped)


@pytest.mark.parametrize(
    ("changes", "closed_on", "missing"),
    [
        ({"in_scope": False}, CLOSED, "out of scope"),
        ({"chased_on": None}, CLOSED, "No reminder"),
        ({"chased_on": date(2026, 2, 2)}, CLOSED, "No reminder"),  # on the last day itself
        ({"held": True}, CLOSED, "stands still"),
        ({"answered": True}, CLOSED, "has answered"),
        ({"refused_on": date(2026, 2, 9)}, CLOSED, "has answered"),  # a refusal is no silence
        ({"bounced_on": date(2026, 2, 17)}, CLOSED, "came back"),
        ({}, date(2026, 3, 2), "too soon"),  # nine working days after the reminder
        ({}, None, "still open"),
        ({"extended_to": date(2026, 2, 16), "chased_on": date(2026, 2, 16)}, CLOSED, "No reminder"),
        ({"restarted_on": date(2026, 2, 19)}, CLOSED, "No reminder"),  # clarified since: 20 March, then a reminder
    ],
)
def test_silence_is_no_finding_while_one_condition_is_missing(changes, closed_on, missing):
    (words,) = missing_for_silence(reminded(**changes), closed_on=closed_on)
    assert missing in words


def test_silence_is_no_finding_without_proof_of_delivery():
    missing = missing_for_silence(reminded(received_on=None), closed_on=CLOSED)
    assert missing[0] == "There is no proof that the request was delivered."


def test_a_round_that_closes_on_the_legal_date_itself_closes_too_soon():
    missing = missing_for_silence(course(), closed_on=date(2026, 2, 2))
    assert missing[-1] == "The round closed before the legal date had passed."


def test_an_extension_beyond_the_close_is_still_open():
    missing = missing_for_silence(reminded(extended_to=date(2026, 4, 13)), closed_on=CLOSED)
    assert missing[-1] == "The round closed before the extension that the trust took had ended."


def test_silence_is_a_finding_when_all_conditions_hold():
    assert missing_for_silence(reminded(), closed_on=date(2026, 3, 3)) == []


def test_silence_is_a_finding_after_an_extension_that_ended_before_its_reminder():
    extended = reminded(extended_to=date(2026, 2, 16))
    assert missing_for_silence(extended, closed_on=date(2026, 3, 3)) == []
