"""Names are found by what people remember of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoscounting.register.rules.search import Index, words

NAMES = [
    ("Royal Surrey County Hospital", "Guildford"),
    ("Royal Sussex County Hospital", "Brighton"),
    ("Addenbrooke's", "Cambridge"),
    ("St Mary's Hospital", "London"),
    ("St Mary's Hospital", "Manchester"),
    ("The Queen Elizabeth Hospital", "King's Lynn"),
    ("Hôpital Exémple", ""),
]


@pytest.fixture(scope="module")
def index():
    found = Index()
    for name, town in NAMES:
        found.add(name, town)
    return found


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Royal Surrey", 0),
        ("surrey county royal", 0),
        ("the ROYAL SURREY hospital nhs trust", 0),
        ("royal surry", 0),
        ("Guilford", 0),
        ("adenbrooks", 2),
        ("addenb", 2),
        ("Addenbrooke’s", 2),
        ("saint marys manchester", 4),
        ("quen elisabeth", 5),
        ("hopital exemple", 6),
    ],
)
def test_the_best_hit_comes_first(index, text, first):
    assert index.look_up(text)[0].entry == first


def test_all_names_that_fit_as_well_are_there(index):
    assert {hit.entry for hit in index.look_up("St Mary's")} == {3, 4}


def test_a_hit_by_its_town_alone_says_so(index):
    assert [(hit.entry, hit.beside) for hit in index.look_up("Brighton")] == [(1, True)]


@pytest.mark.parametrize("text", ["", "hospital", "NHS Trust", "xyzzy", "💙", "' OR 1=1 --", "\0\0", "\u202e"])
def test_nothing_is_found_for_words_that_name_nothing(index, text):
    assert index.look_up(text) == []


@given(st.text(max_size=100))
def test_any_text_finds_something_or_nothing_but_never_an_error(text):
    found = Index()
    for name, town in NAMES:
        found.add(name, town)
    assert all(0.5 < hit.score < 1.2 for hit in found.look_up(text))


def test_words_are_small_plain_and_without_those_that_are_everywhere():
    assert words("The SAINT George’s Hôspital & Clinic") == ["st", "georges", "clinic"]
