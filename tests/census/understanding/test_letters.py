"""Letters in the manner of English FOI offices: what each does and says, and nothing beside it."""

from collections import Counter

import pytest

from tests.census.understanding.letter import RECEIVED, Letter
from tests.census.understanding.letters_answering import ANSWERING
from tests.census.understanding.letters_elsewhere import ELSEWHERE
from tests.census.understanding.letters_refusing import REFUSING
from tests.census.understanding.letters_traps import TRAPS
from tests.census.understanding.letters_unseen import UNSEEN
from tests.census.understanding.letters_waiting import WAITING
from whoscounting.census.rules.understanding import Figure, suggest_figures, suggest_notices

LETTERS: list[Letter] = [*WAITING, *REFUSING, *ELSEWHERE, *ANSWERING, *TRAPS, *UNSEEN]
each_letter = pytest.mark.parametrize("letter", LETTERS, ids=str)


def notices(letter: Letter):
    return suggest_notices(letter.text, received_on=RECEIVED, automatic=letter.automatic)


def done_by(letter: Letter) -> set[str]:
    return {str(notice.kind) for notice in notices(letter)}


def said_by(letter: Letter) -> dict[str, str]:
    return {figure.question: in_short(figure) for figure in suggest_figures(letter.text)}


def in_short(figure: Figure) -> str:
    words = {"answered": figure.value, "not_held": "not held", "refused": f"refused {figure.exemption}"}
    return words[figure.disposition]


def test_the_table_is_long_enough_and_names_no_letter_twice():
    assert len(LETTERS) >= 140
    assert Counter(str(letter) for letter in LETTERS).most_common(1)[0][1] == 1


@each_letter
def test_a_letter_does_what_it_does_and_nothing_else(letter):
    assert done_by(letter) == letter.does


@each_letter
def test_a_letter_says_what_it_says_and_nothing_else(letter):
    assert said_by(letter) == letter.says


@each_letter
def test_every_suggestion_rests_on_words_that_stand_in_the_letter(letter):
    for suggestion in [*notices(letter), *suggest_figures(letter.text)]:
        assert suggestion.because.endswith(".")
        assert suggestion.words.strip()
        assert all(letter.text[passage.start : passage.end] == passage.words for passage in suggestion.passages)


def test_no_receipt_refusal_or_absence_is_taken_for_an_answer():
    """Of all letters that don't answer, none is called one: the mistake that would harm a trust most."""
    silent = [letter for letter in LETTERS if "answer" not in letter.does]
    assert len(silent) > 80
    assert [str(letter) for letter in silent if "answer" in done_by(letter)] == []


def test_over_the_whole_table_every_suggestion_is_right_and_none_is_missing():
    right, suggested, wanted = 0, 0, 0
    for letter in LETTERS:
        found = done_by(letter)
        right += len(found & letter.does)
        suggested += len(found)
        wanted += len(letter.does)
    assert (right / suggested, right / wanted) == (1, 1)


def test_every_kind_of_letter_stands_in_the_table():
    from whoscounting.census.rules.understanding import NoticeKind

    assert set().union(*(letter.does for letter in LETTERS)) == set(NoticeKind)
