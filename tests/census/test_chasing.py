"""Who may be written to again, and why the others may not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.census import calendar
from tests.census.courses import DAYS, any_course, course
from whoscounting.census.rules.chasing import Letter, may_be_chased, objections
from whoscounting.census.rules.clock import State, state

DAY = timedelta(days=1)
LATE = date(2026, 2, 3)  # the day after the legal date
REFUSED = {"answered": True, "refused_on": date(2026, 1, 20)}
REVIEWED = REFUSED | {"review_asked_on": date(2026, 2, 3), "review_answered_on": date(2026, 3, 3)}
QUESTION = {"held": True, "hold": "clarification", "hold_since": date(2026, 1, 30)}
FEE = QUESTION | {"hold": "fees"}


def test_the_reminder_waits_for_the_legal_date_and_goes_out_once():
    assert not may_be_chased(course(), on=date(2026, 2, 2))
    assert may_be_chased(course(), on=LATE)
    assert not may_be_chased(course(held=True), on=LATE)
    assert not may_be_chased(course(chased_on=date(2026, 2, 17)), on=date(2026, 3, 20))


@pytest.mark.parametrize(
    ("happened", "on", "why"),
    [
        ({"in_scope": False}, LATE, "The trust is out of scope."),
        ({"answered": True}, LATE, "The trust has answered."),
        (REFUSED, LATE, "The trust has answered."),
        ({"sent_on": None, "received_on": None}, LATE, "The request has not been sent."),
        ({"received_on": None}, LATE, "There is no proof that the request was delivered."),
        ({"bounced_on": date(2026, 1, 5)}, LATE, "Our letter came back: the address has to be corrected."),
        (QUESTION, LATE, "The trust asked what we mean, and waits for our answer."),
        (FEE, LATE, "A fees notice is open."),
        ({"held": True}, LATE, "The clock stands still."),
        ({"extended_to": date(2026, 2, 16)}, LATE, "The trust took more time, until 16 February 2026."),
        ({}, date(2026, 2, 2), "The trust has until 2 February 2026 to answer."),
        # Due on Maundy Thursday: Good Friday and Easter Monday are no days for it.
        (
            {"received_on": date(2026, 3, 4)},
            date(2026, 4, 6),
            "The first working day after the legal date is 7 April 2026.",
        ),
        (
            {"chased_on": date(2026, 2, 3)},
            date(2026, 3, 20),
            "A reminder went out on 3 February 2026; there is only one.",
        ),
        (
            {"complained_on": date(2026, 2, 20)},
            date(2026, 3, 20),
            "The Commissioner has our complaint of 20 February 2026.",
        ),
    ],
)
def test_a_trust_that_gets_no_reminder_says_why(happened, on, why):
    assert objections(course(**happened), on=on) == [why]


def test_every_reason_is_told_and_not_the_first_alone():
    assert objections(course(**QUESTION, chased_on=date(2026, 1, 28)), on=date(2026, 2, 2)) == [
        "The trust asked what we mean, and waits for our answer.",
        "The trust has until 2 February 2026 to answer.",
        "Our last letter went out on 28 January 2026; the next may follow on 11 February 2026.",
    ]


def test_a_review_letter_that_came_back_is_to_be_sent_again_not_waited_for():
    returned = course(**REFUSED, review_asked_on=LATE, bounced_on=LATE)
    assert objections(returned, Letter.REVIEW, on=date(2026, 3, 3)) == [
        "Our letter came back: the address has to be corrected.",
        "A review was asked for on 3 February 2026.",
    ]
    assert objections(returned, Letter.COMPLAINT, on=date(2026, 4, 2)) == [
        "Our letter came back: the address has to be corrected."
    ]


def test_a_letter_of_another_round_counts_too():
    why = objections(course(), on=date(2026, 2, 10), last_letter_on=date(2026, 1, 28))
    assert why == ["Our last letter went out on 28 January 2026; the next may follow on 11 February 2026."]
    assert may_be_chased(course(), on=date(2026, 2, 11), last_letter_on=date(2026, 1, 28))


def test_a_new_legal_date_may_have_its_own_reminder():
    """The first reminder was answered with a question. We told them, and 20 days later there is silence again."""
    clarified = course(chased_on=date(2026, 2, 3), restarted_on=date(2026, 3, 2))
    assert not may_be_chased(clarified, on=date(2026, 3, 31))
    assert may_be_chased(clarified, on=date(2026, 4, 1))


@pytest.mark.parametrize(
    ("happened", "on", "why"),
    [
        ({}, LATE, "After silence no review is needed."),
        ({"answered": True}, LATE, "The trust has refused nothing."),
        (REFUSED | {"bounced_on": date(2026, 1, 21)}, LATE, None),  # they had our letter all the same
        (REFUSED | QUESTION, LATE, "The trust asked what we mean, and waits for our answer."),
        (REFUSED | QUESTION | {"hold_since": date(2026, 1, 9)}, LATE, None),  # the refusal was their next word
        (REFUSED | {"extended_to": date(2026, 2, 16)}, LATE, "The trust took more time, until 16 February 2026."),
        (REFUSED | {"extended_to": date(2026, 6, 1)}, LATE, None),  # longer than we have
        (REFUSED, date(2026, 3, 18), None),  # 40 working days without St Patrick's
        (REFUSED, date(2026, 3, 19), "The last day to ask for a review was 18 March 2026."),
        (REFUSED | {"review_asked_on": LATE}, date(2026, 3, 3), "A review was asked for on 3 February 2026."),
        (REVIEWED, date(2026, 3, 4), "The review has been; the next step is the Commissioner."),
        (
            REVIEWED | {"complained_on": date(2026, 3, 5)},
            date(2026, 3, 20),
            "The Commissioner has our complaint of 5 March 2026.",
        ),
        (
            REFUSED | {"refused_on": date(2026, 1, 7)},
            date(2026, 1, 16),
            "Our last letter went out on 5 January 2026; the next may follow on 19 January 2026.",
        ),
    ],
)
def test_a_review_is_asked_for_once_in_time_and_never_while_the_trust_waits_for_us(happened, on, why):
    assert objections(course(**happened), Letter.REVIEW, on=on) == ([why] if why else [])


@pytest.mark.parametrize(
    ("happened", "on", "why"),
    [
        ({}, LATE, "The one reminder comes first."),
        ({"chased_on": LATE}, date(2026, 2, 17), "The trust has until 17 February 2026 to answer our last letter."),
        ({"chased_on": LATE}, date(2026, 2, 18), None),
        ({"chased_on": LATE, "answered": True}, date(2026, 2, 18), "The trust has answered."),
        ({"chased_on": LATE} | FEE, date(2026, 2, 18), "A fees notice is open."),
        (
            {"chased_on": LATE, "bounced_on": date(2026, 2, 4)},
            date(2026, 2, 18),
            "Our letter came back: the address has to be corrected.",
        ),
        (
            {"chased_on": LATE, "complained_on": date(2026, 2, 18)},
            date(2026, 2, 19),
            "The Commissioner has our complaint of 18 February 2026.",
        ),
        # A review of silence needs no waiting for; the reminder does not become needless by it.
        ({"review_asked_on": LATE}, date(2026, 5, 1), "The one reminder comes first."),
        (REFUSED, date(2026, 2, 18), "The internal review comes first."),
        # Asked for on 3 February: eight weeks and St Patrick's.
        (REFUSED | {"review_asked_on": LATE}, date(2026, 4, 1), "The review may take until 1 April 2026."),
        (REFUSED | {"review_asked_on": LATE}, date(2026, 4, 2), None),
        (REVIEWED, date(2026, 4, 14), None),
        (REVIEWED, date(2026, 4, 15), "The last day to complain was 14 April 2026."),
    ],
)
def test_the_commissioner_comes_after_what_the_law_wants_first(happened, on, why):
    assert objections(course(**happened), Letter.COMPLAINT, on=on) == ([why] if why else [])


@given(any_course(), DAYS, DAYS)
def test_objections_can_always_be_told_and_each_is_a_sentence(facts, on, last):
    for letter in Letter:
        for why in objections(facts, letter, on=on, last_letter_on=last):
            assert why.endswith(".")
            assert "not recorded" not in why


@given(any_course(), DAYS, DAYS)
def test_a_reminder_goes_to_nobody_who_answered_or_waits_for_us_or_has_time_left(facts, on, last):
    if not may_be_chased(facts, on=on, last_letter_on=last):
        return
    assert state(facts, on=on) is State.OVERDUE
    assert not facts.held
    assert not facts.extended_to or facts.extended_to < on
    assert calendar.after_having(last, 10) <= on


@given(DAYS, st.integers(0, 90), st.integers(0, 90))
def test_a_bulk_reminder_reaches_everybody_who_is_late_and_had_no_letter_lately(received, days, quiet):
    on, facts = received + days * DAY, course(sent_on=received, received_on=received)
    last = on - quiet * DAY
    late = calendar.after(calendar.after_having(received, 20), 1) <= on
    expected = late and calendar.after_having(max(last, received), 10) <= on
    assert may_be_chased(facts, on=on, last_letter_on=last) == expected
