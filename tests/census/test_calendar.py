"""Our clock against a second one, which knows nothing but GOV.UK's table of bank holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.census import calendar
from tests.census.courses import DAYS, course
from whoscounting.census.rules import clock
from whoscounting.census.rules.chasing import chase_on
from whoscounting.lib.workingdays import add_working_days, is_working_day, working_days_between

DAY = timedelta(days=1)


@pytest.mark.parametrize("year", range(calendar.FIRST.year, calendar.LAST.year + 1))
def test_working_days_agree_with_the_bank_holidays_that_the_government_publishes(year):
    ours = [day for day in calendar.ALL_DAYS if day.year == year and is_working_day(day)]
    assert ours == [day for day in calendar.WORKING if day.year == year]


@pytest.mark.parametrize(
    "closed",
    [
        *("2029-01-01", "2029-01-02", "2029-03-19", "2029-03-30", "2029-04-02", "2029-07-12", "2029-11-30"),
        *("2030-08-05", "2030-08-26", "2030-12-02", "2031-07-14", "2032-12-27", "2032-12-28", "2033-01-04"),
    ],
)
def test_beyond_the_published_years_the_standing_bank_holidays_go_on_by_rule(closed):
    """A day that is proclaimed later comes with the next release of `holidays`; no due date is stored meanwhile."""
    assert not is_working_day(date.fromisoformat(closed))


@given(DAYS, st.integers(0, 60))
def test_a_reply_is_due_on_the_same_day_by_both_clocks(received, stopped):
    due = clock.due_on(course(sent_on=received, received_on=received, days_stopped=stopped))
    assert due == calendar.after_having(received, 20 + stopped)


@given(DAYS, DAYS, DAYS)
def test_clarifications_and_extensions_move_both_clocks_alike(received, clarified, extended):
    facts = course(sent_on=received, received_on=received, restarted_on=clarified, extended_to=extended)
    assert clock.due_on(facts) == max(calendar.after_having(clarified, 20), extended)


@given(DAYS, st.integers(0, 40), st.integers(0, 60))
def test_a_fee_paid_later_adds_the_working_days_of_the_notice(received, until_notice, until_payment):
    """Section 10(2): the days from the notice to the payment are as if they were no working days."""
    start = calendar.after_having(received, 0)
    notice = start + (1 + until_notice) * DAY
    paid = notice + until_payment * DAY
    assert working_days_between(notice - DAY, paid) == calendar.how_many(notice, paid)
    if notice > calendar.after(start, 20):
        return  # the day had passed
    counting = [day for day in calendar.WORKING if day > start and not notice <= day <= paid]
    facts = course(sent_on=start, received_on=start, days_stopped=calendar.how_many(notice, paid))
    assert clock.due_on(facts) == counting[19]


@given(DAYS)
def test_reviews_and_reminders_take_as_long_by_both_clocks(day):
    facts = course(refused_on=day, review_asked_on=day, review_answered_on=day)
    assert clock.review_by(facts) == calendar.after(day, 40)
    assert clock.review_due_on(facts) == calendar.after_having(day, 20)
    assert clock.review_late_on(facts) == calendar.after_having(day, 40)
    assert clock.complain_by(facts).toordinal() - day.toordinal() == 42


@given(DAYS, DAYS)
def test_the_first_day_for_a_reminder_is_the_same_by_both_clocks(received, written):
    facts = course(sent_on=received, received_on=received)
    due, earliest = calendar.after_having(received, 20), calendar.after_having(written, 10)
    assert chase_on(facts, last_letter_on=written) == max(calendar.after(due, 1), earliest)


@given(DAYS)
def test_a_reminder_runs_ten_working_days_by_both_clocks(received):
    sent = calendar.after(calendar.after_having(received, 20), 1)
    facts = course(sent_on=received, received_on=received, chased_on=sent)
    assert clock.reminder_until(facts) == calendar.after(sent, 10)


@given(st.dates(date(2024, 1, 1), date(2040, 12, 31)))
def test_a_fee_can_be_paid_until_the_day_before_three_months_are_full(notice):
    """Where the third month has no such day, its last day is the last."""
    after = clock.fees_lapse_on(course(held=True, hold="fees", hold_since=notice)) + DAY
    months = (after.year - notice.year) * 12 + after.month - notice.month
    assert (months, after.day) == (3, notice.day) or (months, after.day, notice.day > 28) == (4, 1, True)


@given(DAYS, st.data())
def test_silence_is_found_under_every_condition_as_the_second_clock_counts_them_and_else_never(received, data):
    def later(since: date, most: int, least: int = 0) -> date:
        return since + data.draw(st.integers(least, most)) * DAY

    def perhaps(day: date) -> date | None:
        return data.draw(st.sampled_from([None, None, day]))

    clarified, extended = perhaps(later(received, 14)), perhaps(later(received, 50))
    chased_on = later(received, 70, least=27)
    closed_on, returned = later(chased_on, 35), perhaps(chased_on + DAY)
    held, answered = data.draw(st.sampled_from([(False, False)] * 4 + [(True, False), (False, True)]))
    facts = course(
        sent_on=received,
        received_on=received,
        restarted_on=clarified,
        extended_to=extended,
        chased_on=chased_on,
        bounced_on=returned,
        held=held,
        answered=answered,
    )
    due = max(calendar.after_having(clarified or received, 20), extended or received)
    reminded = due < chased_on and calendar.after_having(chased_on, 10) <= closed_on
    found = reminded and not (held or answered or returned)
    assert found == (clock.missing_for_silence(facts, closed_on=closed_on) == [])


@given(DAYS, st.integers(0, 40))
def test_adding_working_days_counts_exactly_that_many(day, count):
    end = add_working_days(day, count)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(map(is_working_day, between)) == count


@given(DAYS, st.integers(0, 30))
def test_working_days_between_two_days_add_up_again(day, count):
    assert working_days_between(day, add_working_days(day, count)) == count
