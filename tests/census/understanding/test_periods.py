"""Periods, however they are written, in the words under which they are recorded."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoscounting.census.rules.understanding import suggest_figures
from whoscounting.census.rules.understanding.periods import periods


def only(words: str) -> str:
    found = periods(words.lower())
    return str(found[0]) if len(found) == 1 else f"{len(found)} periods"


@pytest.mark.parametrize(
    "words",
    [
        "April 2024 to March 2025", "1 April 2024 to 31 March 2025", "1st April 2024 - 31st March 2025",
        "Apr 2024 – Mar 2025", "Apr-24 to Mar-25", "Apr ’24 to Mar ’25",
        "from April 2024 until the end of March 2025", "01/04/2024 to 31/03/2025", "1.4.24 - 31.3.25", "2024/25",
        "2024-25", "2024/2025", "FY 2024-25", "FY24/25", "financial year 2024/25", "24/25 FY 24/25",
        "the year ending 31 March 2025", "the 12 months to March 2025", "year to 31 March 2025",
        "April to March 2025", "between 1 April 2024 and 31 March 2025", "twelve months ended 31 March 2025",
    ],
)  # fmt: skip
def test_a_year_from_april_is_known_in_every_dress(words):
    assert only(words.replace("’", "'").replace("–", "-")) == "April 2024 to March 2025"


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("calendar year 2025", "January 2025 to December 2025"),
        ("2025 calendar year", "January 2025 to December 2025"),
        ("January to December 2025", "January 2025 to December 2025"),
        ("last 12 months to 31 Oct 2025", "November 2024 to October 2025"),
        ("12 months to 15 June 2025", "16 June 2024 to 15 June 2025"),
        ("10 May 2024 to 9 May 2025", "10 May 2024 to 9 May 2025"),
        ("the year to 29 February 2024", "March 2023 to February 2024"),
    ],
)
def test_other_periods_are_known_to_the_month_or_the_day(words, period):
    assert only(words) == period


@pytest.mark.parametrize(
    "words",
    [
        "the last 12 months", "2025", "in 2024", "2024/26", "3 June 2026", "March 2025 to April 2024",
        "31 June 2024 to 1 May 2025", "01/13/2024 to 02/14/2025", "20 working days", "FOI 2024-0417",
        "1 April to 31 March", "May to be confirmed",
    ],
)  # fmt: skip
def test_what_names_no_whole_period_is_none(words):
    assert periods(words.lower()) == []


MONTHS = st.tuples(st.integers(2001, 2090), st.integers(1, 12))


@given(MONTHS, st.integers(1, 24), st.sampled_from(["{:%B %Y}", "{:%b %Y}", "{:%d/%m/%Y}", "{:%d %B %Y}", "{:%b-%y}"]))
def test_a_period_of_whole_months_is_the_same_however_its_ends_are_written(start, length, form):
    year, month = start
    last = (month - 1 + length) % 12 + 1, year + (month - 1 + length) // 12
    ends = date(year, month, 1), date(last[1], last[0], monthrange(last[1], last[0])[1])
    written = " to ".join(form.format(end) for end in ends).lower()
    assert only(written) == f"{ends[0]:%B %Y} to {ends[1]:%B %Y}"


def test_two_periods_in_one_sentence_are_both_told():
    assert [str(period) for period in periods("2023/24 and 2024/25")] == [
        "April 2023 to March 2024",
        "April 2024 to March 2025",
    ]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2c. 2024/25", "April 2024 to March 2025"),
        ("These figures cover 2024/25.", "April 2024 to March 2025"),
        ("Period: 2024/25", "April 2024 to March 2025"),
        ("Breast cancer, 2024/25\nNew: 14  Recurrent: 12", "April 2024 to March 2025"),
        ("In 2024/25 there were 14 new cases.", "April 2024 to March 2025"),
        ("In 2024/25 we had 96 beds.", None),
        ("Do you want April 2024 to March 2025?", None),
        ("2c. 2023/24 and 2024/25", None),
    ],
)
def test_a_period_counts_where_it_answers_or_stands_by_the_numbers(text, period):
    found = {figure.question: figure.value for figure in suggest_figures(text)}
    assert found.get("period") == period
