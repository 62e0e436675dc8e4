"""The law's clock, example by example. Each day was counted by hand on a wall calendar; the counting stands beside it.

Four weeks hold 20 working days, eight hold 40; every bank holiday of any nation among them adds one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from tests.census.courses import course
from whoscounting.census.rules.chasing import chase_on
from whoscounting.census.rules.clock import (
    Course,
    complain_by,
    due_on,
    fees_lapse_on,
    reminder_until,
    review_by,
    review_due_on,
    review_late_on,
)

Rule = Callable[[Course], date | None]


def day(written: str) -> date:
    return date.fromisoformat(written)


RECEIVED = {
    # Plain weeks.
    "2026-01-05": "2026-02-02",  # Mon, four weeks, no holiday among them
    "2024-02-01": "2024-02-29",  # Thu, four weeks end on the leap day
    # 29 Feb 2024, Thu: Mar 1 is 1, 4-8 6, 11-15 11, not the 18th (St Patrick's, moved), 19-22 15, 25-28 19,
    # not the 29th (Good Friday) nor 1 Apr (Easter Monday), Apr 2 is 20.
    "2024-02-29": "2024-04-02",
    # Weekends of receipt: as if on the next working day, the later of what sources say.
    "2026-01-03": "2026-02-02",  # Sat, as if Mon 5 Jan
    "2026-01-04": "2026-02-02",  # Sun, the same
    "2026-07-12": "2026-08-12",  # Sun; the Mon is kept for the Boyne, so as if Tue 14; 3 Aug is out
    # Christmas, New Year and 2 January, which only Scotland keeps.
    "2026-12-01": "2026-12-31",  # Tue, four weeks end on 29 Dec; 25 (Fri) and 28 (Mon, for Boxing Day) add two
    # 16 Dec 2026, Wed: 17, 18 are 2, 21-24 6, 29-31 9, not Fri 1 Jan nor Mon 4 (for the 2nd), 5-8 13, 11-15 18, 18, 19.
    "2026-12-16": "2027-01-19",
    # 15 Dec 2025, Mon: 16-19 4, 22-24 7, not 25, 26, 29-31 10, not Thu 1 nor Fri 2 Jan, 5-9 15, 12-16 20.
    "2025-12-15": "2026-01-16",
    "2025-12-24": "2026-01-27",  # Wed: 29-31 3, 5-9 8, 12-16 13, 19-23 18, 26, 27
    "2025-12-25": "2026-01-28",  # as if Mon 29 Dec: 30, 31 2, 5-9 7, 12-16 12, 19-23 17, 26-28
    "2024-12-31": "2025-01-30",  # Tue; not 1, 2 Jan; Fri 3 is 1, 6-10 6, 13-17 11, 20-24 16, 27-30
    "2026-01-02": "2026-02-02",  # Fri, a holiday in Scotland, so as if Mon 5 Jan
    "2025-01-02": "2025-01-31",  # Thu, as if Fri 3 Jan, then four weeks
    # 24 Dec 2027, Fri: 25 and 26 fall on the weekend, so not 27, 28; 29-31 3, not 3, 4 Jan (for 1, 2), 5-7 6, 10-14 11,
    # 17-21 16, 24-27.
    "2027-12-24": "2028-01-27",
    "2027-12-01": "2027-12-31",  # Wed: 2, 3 2, 6-10 7, 13-17 12, 20-24 17, not 27, 28, 29-31
    # St Patrick's Day, Northern Ireland.
    "2026-03-02": "2026-03-31",  # Mon, four weeks end on 30 Mar, Tue 17 is out
    "2025-03-14": "2025-04-14",  # Fri, four weeks end on 11 Apr, Mon 17 is out
    # Easter.
    "2026-04-01": "2026-05-01",  # Wed, four weeks end on 29 Apr, Good Friday 3 and Easter Monday 6 are out
    "2026-04-03": "2026-05-06",  # Good Friday, as if Tue 7; four weeks end on 5 May, Mon 4 is out
    "2025-04-17": "2025-05-20",  # Thu, four weeks end on 15 May; 18 and 21 Apr, 5 May are out
    # 4 Mar 2024, Mon: 5-8 4, 11-15 9, not 18, 19-22 13, 25-28 17, not 29 nor 1 Apr, 2-4 20.
    "2024-03-04": "2024-04-04",
    # May, and 15 June 2026 when Scotland plays.
    "2026-04-30": "2026-06-01",  # Thu, four weeks end on 28 May; 4 and 25 May are out
    "2026-05-29": "2026-06-29",  # Fri, four weeks end on 26 June; Mon 15 is out
    # The Battle of the Boyne, on the 12th or, from a weekend, on the Monday after.
    "2024-07-11": "2024-08-12",  # Thu, four weeks end on 8 Aug; Fri 12 July and Mon 5 Aug are out
    "2025-07-11": "2025-08-12",  # Fri, four weeks end on 8 Aug; Mon 14 July (the 12th is a Sat) and Mon 4 Aug are out
    "2026-07-14": "2026-08-12",  # Tue, four weeks end on 11 Aug; Mon 3 is out
    "2027-07-09": "2027-08-10",  # Fri, four weeks end on 6 Aug; Mon 12 July and Mon 2 Aug are out
    # August has two: the first Monday in Scotland, the last elsewhere.
    "2026-07-31": "2026-09-01",  # Fri, four weeks end on 28 Aug; Mon 3 makes it Mon 31, which is out as well
    "2025-08-01": "2025-09-02",  # Fri, four weeks end on 29 Aug; Mon 4 and Mon 25 are out, so Mon 1, Tue 2 Sep
    "2027-08-02": "2027-09-01",  # Scotland's, so as if Tue 3; four weeks end on 31 Aug; Mon 30 is out
    # St Andrew's Day, Scotland, with Christmas behind it.
    "2026-11-30": "2026-12-31",  # the day itself, so as if Tue 1 Dec
    "2026-11-27": "2026-12-30",  # Fri: 1-4 4, 7-11 9, 14-18 14, 21-24 18, 29, 30
    "2025-11-28": "2025-12-31",  # Fri; Mon 1 Dec (the 30th is a Sun) is out: 2-5 4, 8-12 9, 15-19 14, 22-24 17, 29-31
    # 29 Nov 2024, Fri; not Mon 2: 3-6 4, 9-13 9, 16-20 14, 23, 24 16, 27 17, 30, 31 19, not 1, 2 Jan, so Fri 3.
    "2024-11-29": "2025-01-03",
}


@pytest.mark.parametrize(("received", "due"), RECEIVED.items())
def test_a_letter_received_on_this_day_is_due_on_that(received, due):
    assert due_on(course(sent_on=day(received), received_on=day(received))) == day(due)


def notice(since: str) -> dict[str, str | bool]:
    """An open fees notice."""
    return {"held": True, "hold": "fees", "hold_since": since}


# What happens on the way: the facts beside a receipt on Mon 5 Jan 2026, and the day by the rule.
ON_THE_WAY: list[tuple[str, Rule, dict[str, str | int | bool], str | None]] = [
    # Clarification: 20 fresh days, from the last that was given.
    ("clarified on Mon 2 Mar", due_on, {"restarted_on": "2026-03-02"}, "2026-03-31"),
    # Given again Mon 16 Mar: not 17, 18-20 3, 23-27 8, 30-2 Apr 12, not 3, 6, 7-10 16, 13-16 20.
    ("clarified again on Mon 16 Mar", due_on, {"restarted_on": "2026-03-16"}, "2026-04-16"),
    # Sat 19 Dec, as if Mon 21: 22-24 3, 29-31 6, not 1, 4 Jan, 5-8 10, 11-15 15, 18-22 20.
    ("clarified on a Saturday before Christmas", due_on, {"restarted_on": "2026-12-19"}, "2027-01-22"),
    # Fees: the working days from the notice to the payment, both counted, are added.
    ("paid on the day of the notice", due_on, {"days_stopped": 1}, "2026-02-03"),
    ("a working week from notice to payment", due_on, {"days_stopped": 5}, "2026-02-09"),
    # Received Mon 7 Dec, notice Mon 14, paid Mon 11 Jan: 8-11 Dec are 4; then from 12 Jan: 12-15 8, 18-22 13, 25-29 18,
    # 1, 2 Feb. Stopped were 14-18 5, 21-24 9, 29-31 12, 5-8 Jan 16, 11 Jan 17.
    (
        "a fee paid after Christmas",
        due_on,
        {"sent_on": "2026-12-07", "received_on": "2026-12-07", "days_stopped": 17},
        "2027-02-02",
    ),
    # Extensions: a later day holds, an earlier one takes nothing away.
    ("extended to Mon 2 Mar", due_on, {"extended_to": "2026-03-02"}, "2026-03-02"),
    ("extended to a day before the legal date", due_on, {"extended_to": "2026-01-20"}, "2026-02-02"),
    ("extended to a Saturday", due_on, {"extended_to": "2026-02-28"}, "2026-02-28"),
    (
        "extended, and then clarified for longer",
        due_on,
        {"extended_to": "2026-03-20", "restarted_on": "2026-03-02"},
        "2026-03-31",
    ),
    # The letter came back: nothing began.
    ("sent, and back the same day", due_on, {"bounced_on": "2026-01-05"}, None),
    ("back, and delivered on a later day", due_on, {"bounced_on": "2026-01-02", "sent_on": "2026-01-02"}, "2026-02-02"),
    (
        "back from one address, acknowledged at another",
        due_on,
        {"bounced_on": "2026-01-06", "acknowledged_on": "2026-01-06"},
        "2026-02-02",
    ),
    # Reminders.
    ("due Mon 2 Feb", chase_on, {}, "2026-02-03"),
    ("extended to a Saturday", chase_on, {"extended_to": "2026-02-28"}, "2026-03-02"),
    # Wed 4 Mar: 5, 6 2, 9-13 7, 16 8, not 17, 18-20 11, 23-27 16, 30-2 Apr 20. Then Good Friday to Easter Monday.
    ("due before Easter", due_on, {"received_on": "2026-03-04"}, "2026-04-02"),
    ("due before Easter", chase_on, {"received_on": "2026-03-04"}, "2026-04-07"),
    # Wed 25 Nov: 26, 27 2, not 30, 1-4 6, 7-11 11, 14-18 16, 21-24 20. Then Fri 25 to Mon 28.
    ("due on Christmas Eve", due_on, {"received_on": "2026-11-25"}, "2026-12-24"),
    ("due on Christmas Eve", chase_on, {"received_on": "2026-11-25"}, "2026-12-29"),
    # Wed 28 Jan: 29, 30 2, 2-6 7, 9-11 10.
    ("another letter on 28 Jan", partial(chase_on, last_letter_on=date(2026, 1, 28)), {}, "2026-02-11"),
    ("reminded on Tue 17 Feb", reminder_until, {"chased_on": "2026-02-17"}, "2026-03-03"),
    # Mon 21 Dec: 22-24 3, 29-31 6, 5-8 10.
    ("reminded before Christmas", reminder_until, {"chased_on": "2026-12-21"}, "2027-01-08"),
    (
        "reminded before the date that an extension set",
        reminder_until,
        {"chased_on": "2026-02-17", "extended_to": "2026-03-02"},
        None,
    ),
    # Fees: three months that begin with the day of the notice.
    ("a notice of 10 Jan", fees_lapse_on, notice("2026-01-10"), "2026-04-09"),
    ("of the first of a month", fees_lapse_on, notice("2026-12-01"), "2027-02-28"),
    ("of 30 Nov, and no 30 Feb", fees_lapse_on, notice("2026-11-30"), "2027-02-28"),
    ("of 30 Nov before a leap year", fees_lapse_on, notice("2027-11-30"), "2028-02-29"),
    ("of 29 Nov before a leap year", fees_lapse_on, notice("2027-11-29"), "2028-02-28"),
    ("of 31 Mar, and no 31 June", fees_lapse_on, notice("2026-03-31"), "2026-06-30"),
    (
        "a question of theirs costs nothing",
        fees_lapse_on,
        {"held": True, "hold": "clarification", "hold_since": "2026-01-10"},
        None,
    ),
    # Internal review: eight weeks and the holidays among them.
    ("refused on Mon 2 Feb", review_by, {"refused_on": "2026-02-02"}, "2026-03-31"),  # 17 Mar
    ("refused on Fri 27 Feb", review_by, {"refused_on": "2026-02-27"}, "2026-04-29"),  # 17 Mar, 3 and 6 Apr
    ("refused on Sat 28 Feb: the earlier day for us", review_by, {"refused_on": "2026-02-28"}, "2026-04-29"),
    ("nothing refused", review_by, {}, None),
    ("asked on Mon 2 Mar", review_due_on, {"review_asked_on": "2026-03-02"}, "2026-03-31"),
    ("asked on Mon 2 Mar", review_late_on, {"review_asked_on": "2026-03-02"}, "2026-04-30"),  # 17 Mar, 3 and 6 Apr
    ("asked on Sat 28 Feb: the later day for them", review_due_on, {"review_asked_on": "2026-02-28"}, "2026-03-31"),
    ("asked on Tue 1 Dec", review_due_on, {"review_asked_on": "2026-12-01"}, "2026-12-31"),
    # After 31 Dec: 5-8 Jan 24, 11-15 29, 18-22 34, 25-29 39, Mon 1 Feb 40.
    ("asked on Tue 1 Dec", review_late_on, {"review_asked_on": "2026-12-01"}, "2027-02-01"),
    # The Commissioner: 42 days by the calendar.
    ("told on Tue 31 Mar", complain_by, {"review_answered_on": "2026-03-31"}, "2026-05-12"),
    ("told on Tue 1 Dec", complain_by, {"review_answered_on": "2026-12-01"}, "2027-01-12"),
    ("silence has no such day", complain_by, {"chased_on": "2026-02-17"}, None),
]


@pytest.mark.parametrize(("story", "rule", "facts", "expected"), ON_THE_WAY)
def test_what_happens_on_the_way_moves_the_day(story, rule, facts, expected):
    given = {name: day(fact) if name.endswith(("_on", "_to", "_since")) else fact for name, fact in facts.items()}
    assert rule(course(**given)) == (day(expected) if expected else None), story
