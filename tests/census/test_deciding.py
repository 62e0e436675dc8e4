from hypothesis import given
from hypothesis import strategies as st

from whoscounting.census.rules.deciding import Stage, Vote, decide, next_seat

VERDICTS = ("collecting", "partial", "not_collecting", "undecided")


def votes(*verdicts):
    return [Vote(seat, verdict, f"reasons {seat}") for seat, verdict in enumerate(verdicts, start=1)]


def test_one_person_alone_decides_nothing():
    assert decide([]).stage is Stage.NEEDS_FIRST
    assert decide(votes("partial")).stage is Stage.NEEDS_SECOND
    assert decide(votes("partial")).verdict is None


def test_two_who_agree_decide():
    assert decide(votes("partial", "partial")).verdict == "partial"


def test_a_third_settles_what_two_see_differently_even_with_a_verdict_of_its_own():
    assert decide(votes("partial", "collecting")).stage is Stage.DIFFER
    assert decide(votes("partial", "collecting", "undecided")).carried_by.reasons == "reasons 3"


@given(st.lists(st.sampled_from(VERDICTS), max_size=3))
def test_there_is_a_next_seat_exactly_until_it_is_decided(verdicts):
    cast = votes(*verdicts)
    assert (next_seat(cast) is None) == (decide(cast).stage is Stage.DECIDED)
