"""Who came after whom, through mergers, splits and mistakes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoscounting.register.queries import successors_of
from whoscounting.register.rules.successions import circular, heirs


@pytest.mark.parametrize(
    ("after", "ends"),
    [
        ({}, ()),
        ({"A": ["B"]}, ("B",)),
        ({"A": ["B"], "B": ["C"]}, ("C",)),
        ({"A": ["C", "B"]}, ("B", "C")),
        ({"A": ["B", "C"], "B": ["D"], "C": ["D"]}, ("D",)),
        ({"A": ["B"], "B": ["A"]}, ()),
        ({"A": ["B", "C"], "B": ["A"]}, ("C",)),
        ({"A": ["A"]}, ()),
    ],
)
def test_heirs_are_the_ends_of_all_chains(after, ends):
    assert heirs("A", after) == ends


@given(st.dictionaries(st.sampled_from("ABCDEF"), st.lists(st.sampled_from("ABCDEF"), max_size=4)))
def test_whatever_the_successions_heirs_have_none_themselves(after):
    for end in heirs("A", after):
        assert not after.get(end)
        assert end != "A"
    if circular("A", after):
        assert any("A" in following for following in after.values())


@pytest.mark.django_db
def test_a_split_trust_has_two_successors_and_an_open_one_none():
    assert {trust.ods_code for trust in successors_of("RW6")} == {"R0A", "RM3"}
    assert successors_of("RA2") == []
    assert successors_of("no such code") == []
