"""Names are found by what people remember of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoscounting.register.rules.search import Index, initials, words

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
        ("rsch brighton", 1),
        ("R.S.C.H. Brighton", 1),
        ("addenbroks hospitl", 2),
        ("quen elisabth hosptial", 5),
        ("roayl surey", 0),
    ],
)
def test_the_best_hit_comes_first(index, text, first):
    assert index.look_up(text)[0].entry == first


def test_without_guessing_a_word_is_found_as_it_is_spelt_or_by_its_beginning(index):
    assert index.look_up("adenbrooks", guess=False) == []
    assert index.look_up("addenb", guess=False)[0].entry == 2


def test_all_names_that_fit_as_well_are_there(index):
    assert {hit.entry for hit in index.look_up("St Mary's")} == {3, 4}


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("University College London Hospitals NHS Foundation Trust", "uclh"),
        ("Leeds General Infirmary", "lgi"),
        ("The Royal Victoria Infirmary", "rvi"),
        ("Great Ormond Street Hospital for Children", "gosh"),
        ("Nottingham University Hospitals NHS Trust - Queen's Medical Centre Campus", "qmc"),
        ("Guy's and St Thomas' NHS Foundation Trust", "gstt"),
        ("Barking, Havering and Redbridge University Hospitals NHS Trust", "bhrut"),
        ("Manchester University NHS Foundation Trust", "mft"),
        ("University Hospitals Coventry and Warwickshire NHS Trust", "uhcw"),
        ("The Newcastle upon Tyne Hospitals NHS Foundation Trust", "nuth"),
        ("St George's Hospital (London)", "sgh"),
    ],
)
def test_initials_are_those_that_people_use(name, short):
    assert short in initials(name)


def test_a_name_of_few_words_has_no_initials_that_would_fit_anything():
    assert initials("Addenbrooke's") == initials("The Hospital") == set()


def test_initials_are_found_before_anything_that_is_only_spelt_like_them(index):
    assert [hit.entry for hit in index.look_up("QEH")] == [5]
    assert [hit.beside for hit in index.look_up("smh")] == [False, False]
    assert index.look_up("hospitl trsut") == []


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
