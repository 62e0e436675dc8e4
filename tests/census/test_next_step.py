"""What has to happen next, told day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.census.courses import DAYS, any_course, course, likely_course
from whoscounting.census.rules.chasing import Letter, next_letter_on, objections
from whoscounting.census.rules.clock import State
from whoscounting.census.rules.steps import BY_STATE, ENDS, THEIRS, Step, next_step

DAY = timedelta(days=1)
NEVER = date.max
REFUSED = {"answered": True, "refused_on": date(2026, 3, 2)}


def following(facts, on, closed_on=None):
    step = next_step(course(**facts), on=on, closed_on=closed_on)
    return step.step, step.on


def test_a_silent_trust_is_waited_for_reminded_once_and_taken_to_the_commissioner():
    silent = {}
    assert following(silent, date(2026, 1, 5)) == (Step.WAIT, date(2026, 2, 2))
    assert following(silent, date(2026, 2, 2)) == (Step.WAIT, date(2026, 2, 2))
    assert following(silent, date(2026, 2, 3)) == (Step.CHASE, date(2026, 2, 3))
    assert following(silent, date(2026, 2, 9)) == (Step.CHASE, date(2026, 2, 3))  # still, and longer overdue
    silent["chased_on"] = date(2026, 2, 10)
    assert following(silent, date(2026, 2, 10)) == (Step.WAIT_AFTER_CHASER, date(2026, 2, 24))
    assert following(silent, date(2026, 2, 24)) == (Step.WAIT_AFTER_CHASER, date(2026, 2, 24))
    assert following(silent, date(2026, 2, 25)) == (Step.COMPLAIN, date(2026, 2, 25))
    silent["complained_on"] = date(2026, 2, 26)
    assert following(silent, date(2026, 2, 27)) == (Step.WAIT_FOR_COMMISSIONER, None)
    assert following(silent, date(2026, 3, 31), closed_on=date(2026, 3, 31)) == (Step.SILENCE, None)


def test_nobody_complains_on_a_saturday():
    reminded = {"chased_on": date(2026, 2, 6)}
    assert following(reminded, date(2026, 2, 21)) == (Step.COMPLAIN, date(2026, 2, 23))


def test_a_letter_that_comes_back_needs_another_address_and_begins_anew():
    lost = {"received_on": None}
    assert following(lost, date(2026, 1, 5)) == (Step.PROVE_DELIVERY, date(2026, 1, 5))
    lost["bounced_on"] = date(2026, 1, 6)
    assert following(lost, date(2026, 1, 12)) == (Step.CORRECT_ADDRESS, date(2026, 1, 6))
    again = {"sent_on": date(2026, 1, 13), "received_on": date(2026, 1, 13), "bounced_on": None}
    assert following(again, date(2026, 1, 13)) == (Step.WAIT, date(2026, 2, 10))


def test_an_acknowledgement_is_no_answer_but_proves_delivery():
    assert following({"acknowledged_on": date(2026, 1, 7)}, date(2026, 1, 8)) == (Step.WAIT, date(2026, 2, 2))
    unproved = course(received_on=None, acknowledged_on=date(2026, 1, 7))
    assert "acknowledgement proves it" in next_step(unproved, on=date(2026, 1, 8), closed_on=None).words


def test_a_question_is_answered_first_and_begins_20_fresh_days():
    asked = {"held": True, "hold": "clarification", "hold_since": date(2026, 1, 30)}
    assert following(asked, date(2026, 3, 2)) == (Step.CLARIFY, date(2026, 1, 30))
    assert following({"restarted_on": date(2026, 3, 2)}, date(2026, 3, 2)) == (Step.WAIT, date(2026, 3, 31))


def test_a_fee_is_decided_on_within_three_months_or_the_request_lapses():
    notice = {"held": True, "hold": "fees", "hold_since": date(2026, 1, 10)}
    assert following(notice, date(2026, 4, 9)) == (Step.DECIDE_ON_FEE, date(2026, 4, 9))
    assert following(notice, date(2026, 4, 10)) == (Step.LAPSED, None)
    assert following({"days_stopped": 5}, date(2026, 2, 9)) == (Step.WAIT, date(2026, 2, 9))


def test_a_hold_that_says_nothing_of_itself_is_to_be_cleared():
    assert following({"held": True}, date(2026, 3, 2)) == (Step.LET_RUN, None)


def test_a_refusal_has_its_review_and_then_the_commissioner_each_by_its_day():
    refused = {"answered": True, "refused_on": date(2026, 1, 20)}
    assert following(refused, date(2026, 3, 18)) == (Step.ASK_FOR_REVIEW, date(2026, 3, 18))
    assert following(refused, date(2026, 3, 19)) == (Step.REFUSAL_STANDS, None)
    refused["review_asked_on"] = date(2026, 2, 3)
    assert following(refused, date(2026, 3, 3)) == (Step.WAIT_FOR_REVIEW, date(2026, 3, 3))
    assert following(refused, date(2026, 3, 4)) == (Step.REVIEW_IS_LATE, date(2026, 4, 1))
    assert following(refused, date(2026, 4, 1)) == (Step.REVIEW_IS_LATE, date(2026, 4, 1))
    assert following(refused, date(2026, 4, 2)) == (Step.COMPLAIN, date(2026, 4, 2))
    refused["review_answered_on"] = date(2026, 4, 7)
    assert following(refused, date(2026, 5, 19)) == (Step.COMPLAIN, date(2026, 5, 19))
    assert following(refused, date(2026, 5, 20)) == (Step.REFUSAL_STANDS, None)
    refused["refused_on"] = None
    assert following(refused, date(2026, 5, 20)) == (Step.READ, None)


def test_a_question_that_came_with_a_refusal_is_answered_before_the_review():
    both = {"answered": True, "refused_on": date(2026, 1, 20), "held": True, "hold": "clarification"}
    assert following(both | {"hold_since": date(2026, 1, 20)}, date(2026, 1, 21)) == (Step.CLARIFY, date(2026, 1, 20))
    assert following(both | {"hold_since": date(2026, 1, 9)}, date(2026, 1, 21))[0] is Step.ASK_FOR_REVIEW
    in_review = both | {"hold_since": date(2026, 2, 5), "review_asked_on": date(2026, 2, 3)}
    assert following(in_review, date(2026, 6, 1)) == (Step.CLARIFY, date(2026, 2, 5))


def test_a_fee_for_one_part_that_lapsed_is_cleared_before_the_refusal_of_another_goes_on():
    both = {"answered": True, "refused_on": date(2026, 1, 9), "held": True, "hold": "fees"}
    assert following(both | {"hold_since": date(2026, 1, 10)}, date(2026, 4, 10)) == (Step.LET_RUN, date(2026, 4, 10))


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        ({"in_scope": False}, Step.OUT),
        ({"sent_on": None, "received_on": None}, Step.CLOSED),
        ({"received_on": None}, Step.CLOSED),
        ({"bounced_on": date(2026, 1, 5)}, Step.CLOSED),
        (
            REFUSED | {"review_asked_on": date(2026, 3, 3), "bounced_on": date(2026, 3, 3)},
            Step.CORRECT_ADDRESS,
        ),
        ({}, Step.CHASE),  # nobody reminded it in time: nothing is found, and an answer is still owed
        ({"chased_on": date(2026, 2, 3)}, Step.SILENCE),
        ({"extended_to": date(2026, 6, 1), "chased_on": date(2026, 2, 3)}, Step.WAIT),
        (REFUSED, Step.ASK_FOR_REVIEW),  # the law doesn't end with our round
    ],
)
def test_the_close_of_a_round_ends_what_can_no_longer_be_found(facts, step):
    assert following(facts, date(2026, 4, 1), closed_on=date(2026, 4, 1))[0] is step


def test_a_round_that_has_not_closed_yet_is_open():
    facts = {"sent_on": None, "received_on": None}
    assert following(facts, date(2026, 3, 31), closed_on=date(2026, 4, 1)) == (Step.SEND, None)


def test_every_state_has_its_step_and_every_end_is_an_end():
    assert set(BY_STATE) == set(State)
    assert not THEIRS & ENDS


LOOKED_AT = st.tuples(any_course(), DAYS) | likely_course()


@given(LOOKED_AT, st.none() | DAYS)
def test_there_is_always_a_next_step_told_in_a_sentence(looked_at, closed_on):
    facts, on = looked_at
    step = next_step(facts, on=on, closed_on=closed_on)
    assert step.words.endswith(".")
    assert "not recorded" not in step.words
    if step.step in ENDS:
        assert step.on is None
    if step.step in THEIRS and step.on:
        assert step.on >= on  # what others owe us is never shown as past


@given(LOOKED_AT, st.integers(0, 200), st.none() | DAYS)
def test_the_day_never_goes_back_while_nothing_happens(looked_at, days, closed_on):
    facts, on = looked_at
    now = next_step(facts, on=on, closed_on=closed_on).on or NEVER
    later = next_step(facts, on=on + days * DAY, closed_on=closed_on).on or NEVER
    assert now <= later


@given(LOOKED_AT)
def test_the_board_and_the_bulk_preview_never_say_different_things(looked_at):
    facts, on = looked_at
    step = next_step(facts, on=on, closed_on=None)
    free = {letter for letter in Letter if not objections(facts, letter, on=on)}
    assert (Letter.CHASER in free) == (step.step is Step.CHASE and step.on <= on)
    assert Letter.REVIEW not in free or step.step is Step.ASK_FOR_REVIEW
    assert Letter.COMPLAINT not in free or step.step is Step.COMPLAIN


@given(LOOKED_AT)
def test_what_the_board_asks_for_waits_for_nothing_but_time(looked_at):
    facts, on = looked_at
    step = next_step(facts, on=on, closed_on=None)
    if (next_letter_on(facts.written_on) or on) > on:
        return
    if step.step is Step.ASK_FOR_REVIEW and not facts.extended_to:
        assert objections(facts, Letter.REVIEW, on=on) == []
    if step.step is Step.COMPLAIN and (step.on <= on or facts.replied):
        assert objections(facts, Letter.COMPLAINT, on=on) == []
