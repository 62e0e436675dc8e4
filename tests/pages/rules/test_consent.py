"""When a person's consent holds."""

from datetime import date

import pytest

from whoscounting.pages.rules.consent import WORDING, in_force

DAY = date(2026, 7, 31)


@pytest.mark.parametrize(
    ("state", "until", "holds"),
    [
        ("current", None, True),
        ("current", DAY, True),
        ("current", date(2026, 7, 30), False),
        ("in_memory", None, True),
        ("in_memory", date(2026, 7, 30), False),
        ("paused", None, False),
        ("withdrawn", None, False),
        ("withdrawn", DAY, False),
    ],
)
def test_it_holds_to_the_last_day_unless_paused_or_taken_back(state, until, holds):
    assert in_force(state, until, DAY) is holds


def test_the_wording_says_what_cannot_be_promised():
    assert "cannot be called back" in WORDING
    assert "at any time" in WORDING
    assert "never printed in a report" in WORDING
