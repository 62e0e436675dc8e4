"""The public words, and the promise that a rehearsal's words say themselves that they are invented."""

from __future__ import annotations

import pytest

from whoscounting.ui.words import MEANINGS, WORDS, words_for


def test_a_real_answer_is_said_plainly():
    assert words_for("not_collecting", rehearsal=False) == "Not collecting"


def test_an_invented_answer_says_that_it_is_invented():
    assert words_for("not_collecting", rehearsal=True) == "Invented: not collecting"


@pytest.mark.parametrize("verdict", sorted(set(WORDS) - {"not_asked"}))
def test_every_answer_of_a_rehearsal_says_that_it_is_invented(verdict):
    assert words_for(verdict, rehearsal=True).startswith("Invented: ")


def test_a_trust_not_asked_yet_has_no_answer_to_invent():
    assert words_for("not_asked", rehearsal=True) == "Not asked yet"


def test_no_words_are_made_up_for_an_unknown_verdict():
    with pytest.raises(KeyError):
        words_for("excellent", rehearsal=False)


def test_every_verdict_is_explained():
    assert set(MEANINGS) == set(WORDS)
