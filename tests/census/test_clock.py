"""The law's clock: Freedom of Information Act 2000, section 10."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import whoscounting.register
from whoscounting.census.rules.clock import Course, State, due_on, may_be_chased, missing_for_silence, state
from whoscounting.lib.workingdays import add_working_days, is_working_day, working_days_between

PUBLISHED = Path(whoscounting.register.__file__).parent / "facts" / "bank_holidays.csv"
DAYS = st.dates(date(2019, 1, 1), date(2028, 11, 30))


def published_bank_holidays() -> set[date]:
    with PUBLISHED.open() as file:
        return {date.fromisoformat(row["date"]) for row in csv.DictReader(file)}


@pytest.mark.parametrize("year", range(2019, 2029))
def test_working_days_agree_with_the_bank_holidays_that_the_government_publishes(year):
    """GOV.UK's list of all three parts of the UK is the independent calendar."""
    closed = published_bank_holidays()
    day = date(year, 1, 1)
    while day.year == year:
        assert is_working_day(day) == (day.weekday() < 5 and day not in closed), day
        day += timedelta(days=1)


def course(**changes) -> Course:
    facts = {
        "in_scope": True,
        "sent_on": date(2026, 1, 5),
        "received_on": date(2026, 1, 5),
        "chased_on": date(2026, 2, 17),
        "held": False,
        "answered": False,
    }
    return Course(**(facts | changes))


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 1, 5), date(2026, 2, 2)),  # nothing but weekends between
        (date(2026, 3, 2), date(2026, 3, 31)),  # St Patrick's Day counts as a holiday for an English trust too
        (date(2026, 7, 14), date(2026, 8, 12)),  # and the Scottish one of 3 August
        (date(2026, 12, 1), date(2026, 12, 31)),  # Christmas and the day kept for Boxing Day
        (date(2026, 1, 3), date(2026, 2, 2)),  # a Saturday counts as the Monday after it
    ],
)
def test_a_reply_is_due_on_the_twentieth_working_day_after_receipt(received, due):
    assert due_on(course(received_on=received)) == due


@given(DAYS, st.integers(0, 40))
def test_adding_working_days_counts_exactly_that_many(day, count):
    end = add_working_days(day, count)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(map(is_working_day, between)) == count


@given(DAYS)
def test_a_later_receipt_never_makes_an_earlier_date(received):
    assert due_on(course(received_on=received)) <= due_on(course(received_on=received + timedelta(days=1)))


def test_a_request_is_overdue_only_the_day_after_the_legal_date():
    assert state(course(), on=date(2026, 2, 2)) is State.WAITING
    assert state(course(), on=date(2026, 2, 3)) is State.OVERDUE


def test_nobody_is_late_while_the_clock_stands_still_or_delivery_is_unproved():
    assert state(course(held=True), on=date(2027, 1, 1)) is State.ON_HOLD
    assert state(course(received_on=None), on=date(2027, 1, 1)) is State.ON_ITS_WAY


def test_a_request_that_was_not_received_has_no_date():
    assert due_on(course(received_on=None)) is None


def test_a_clarification_starts_a_fresh_count_when_it_is_given():
    """Received 5 January, clarified 2 March: nobody is late on 3 March."""
    clarified = course(restarted_on=date(2026, 3, 2))
    assert due_on(clarified) == date(2026, 3, 31)
    assert state(clarified, on=date(2026, 3, 3)) is State.WAITING


def test_the_days_of_a_fees_notice_are_not_counted():
    assert due_on(course(days_stopped=3)) == date(2026, 2, 5)


def test_an_extension_moves_the_date_but_never_forward_to_an_earlier_one():
    assert due_on(course(extended_to=date(2026, 3, 2))) == date(2026, 3, 2)
    assert due_on(course(extended_to=date(2026, 1, 20))) == date(2026, 2, 2)


def test_the_reminder_waits_for_the_legal_date_and_goes_out_once():
    assert not may_be_chased(course(chased_on=None), on=date(2026, 2, 2))
    assert may_be_chased(course(chased_on=None), on=date(2026, 2, 3))
    assert not may_be_chased(course(chased_on=None, held=True), on=date(2026, 2, 3))
    assert not may_be_chased(course(), on=date(2026, 2, 20))


@pytest.mark.parametrize(
    ("changes", "closed_on"),
    [
        ({"chased_on": None}, date(2026, 4, 1)),
        ({"chased_on": date(2026, 2, 2)}, date(2026, 4, 1)),  # a reminder on the last day itself
        ({"held": True}, date(2026, 4, 1)),
        ({"answered": True}, date(2026, 4, 1)),
        ({}, date(2026, 3, 2)),  # nine working days after the reminder
        ({}, None),
        ({"extended_to": date(2026, 2, 16), "chased_on": date(2026, 2, 16)}, date(2026, 4, 1)),
    ],
)
def test_silence_is_no_finding_while_one_condition_is_missing(changes, closed_on):
    assert len(missing_for_silence(course(**changes), closed_on=closed_on)) == 1


def test_silence_is_no_finding_without_proof_of_delivery():
    missing = missing_for_silence(course(received_on=None), closed_on=date(2026, 4, 1))
    assert missing[0] == "There is no proof that the request was delivered."


def test_silence_is_a_finding_when_all_conditions_hold():
    assert missing_for_silence(course(), closed_on=date(2026, 3, 3)) == []


@given(DAYS, st.integers(0, 30))
def test_working_days_between_two_days_add_up_again(day, count):
    end = add_working_days(day, count)
    assert working_days_between(day, end) == count
