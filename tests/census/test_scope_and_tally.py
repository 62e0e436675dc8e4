from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoscounting.census.rules.scope import scope
from whoscounting.census.rules.tally import REPLIED, SHOWN, tally

TODAY = date(2026, 7, 14)


@pytest.mark.parametrize(
    ("treatments", "closed", "asked"),
    [
        (100, None, True),
        (99, None, False),
        (0, None, False),
        (None, None, False),
        (500, date(2026, 7, 14), False),
        (500, date(2026, 7, 15), True),
    ],
)
def test_every_open_trust_with_a_hundred_treatments_is_asked(treatments, closed, asked):
    decided = scope(breast_treatments=treatments, closed=closed, on=TODAY)
    assert decided.asked == asked
    assert decided.reason


@given(st.lists(st.sampled_from(SHOWN)))
def test_every_trust_is_counted_once_and_undecided_ones_count_as_replies(verdicts):
    counted = tally(verdicts)
    assert counted.asked == len(verdicts)
    assert counted.replied == sum(verdict in REPLIED for verdict in verdicts)


def test_a_word_that_is_no_verdict_is_refused():
    with pytest.raises(ValueError, match="counting"):
        tally(["counting"])
