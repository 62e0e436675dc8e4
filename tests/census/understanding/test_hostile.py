"""Whatever a letter holds, the rules take linear time, end, and quote only what stands there."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.census.understanding.letter import RECEIVED
from tests.census.understanding.test_also_for import TRUSTS
from whoscounting.census.rules.understanding import also_for, suggest_figures, suggest_notices
from whoscounting.census.rules.understanding.notices import _RULES
from whoscounting.census.rules.understanding.sentences import LONGEST_TEXT, MOST_SENTENCES, lines, sentences

MEGABYTE = 1_000_000
NEEDED = sorted({word for rule in _RULES for word in rule.needs})
TELLING = """section 12 40(2) exempt applies we do not hold transferred to NHS England please 3 June 2026 from
2025/26 1 April 31 new recurrent 14 <5 fewer than de novo people were recorded metastatic breast cancer if and or
( ) : ; , . ? 2a 2b (a) (b) 1. yes no partly only on behalf of Southern Example NHS Trust £ 450 the"""
OTHERS = TELLING.split()
RUNS = [
    "a", " ", "\n", "\r\n", "\f", "\t", ".", ". ", "? ", ">", "> ", ">\n", "1", "1 ", "1/", "1,", "(", "-", "|",
    "@", "İ", "ﬁ", "\u202e", "x\n", "section ", "section 12 ", "s12 and ", "section 12((", "2a ", "(a) ", "q1. ",
    "On \n", "From:\n", "From: a\nSent: b\n", "1. Yes\n", "New: 14 Recurrent: 12\n", "new recurrent ", "new 14 ",
    "De novo   Recurrent\n1   2\n", "april 2025 to ", "1 april ", "2025/26 ", "fy 25/", "Northern and of the ",
    "transferred it to Northern and of ", "http://", "www.", "public interest extend ", "We do not hold. ",
    "on behalf of Southern Example. ", "don't ", "please confirm what ", "spread to other parts of the body and ",
    "acknowledge receipt ", "not able respond sorry ", "The reply may:\n- ",
]  # fmt: skip


def took(text: str) -> float:
    """Seconds of processor time for the slowest of the three."""
    slowest = 0.0
    for rules in (
        lambda: suggest_notices(text, received_on=RECEIVED, automatic=False),
        lambda: suggest_figures(text),
        lambda: also_for(text, TRUSTS),
    ):
        begun = time.process_time()
        rules()
        slowest = max(slowest, time.process_time() - begun)
    return slowest


@pytest.mark.parametrize("run", RUNS, ids=repr)
def test_a_megabyte_of_one_thing_is_read_in_under_a_second(run):
    assert took((run * (MEGABYTE // len(run) + 1))[:MEGABYTE]) < 1


@pytest.mark.parametrize("between", [" ", ". ", "\n", "\n\n", ": ", "   "], ids=repr)
def test_a_megabyte_of_the_very_words_that_the_rules_look_for_is_read_in_under_a_second(between):
    chosen = random.Random(7)
    text = between.join(chosen.choice(NEEDED + OTHERS) for _ in range(MEGABYTE // 6))[:MEGABYTE]
    assert took(text) < 1


def test_what_comes_after_the_longest_text_is_not_looked_at():
    assert suggest_figures("1. Yes" + " " * LONGEST_TEXT + "\n2a. 14") == suggest_figures("1. Yes")


def test_a_letter_of_endless_sentences_is_cut():
    assert len(sentences("Yes. " * 40_000, lines("Yes. " * 40_000))) == MOST_SENTENCES


WORDS = st.lists(st.sampled_from([*NEEDED, *OTHERS, "\n", "\n\n", "\f", "   ", "> ", "?"]), max_size=60).map(" ".join)


def check(text: str) -> None:
    suggested = [
        *suggest_notices(text, received_on=RECEIVED, automatic=False),
        *suggest_notices(text, received_on=RECEIVED, automatic=True),
        *suggest_figures(text),
        *also_for(text, TRUSTS),
    ]
    for one in suggested:
        assert one.passages
        assert all(text[passage.start : passage.end] == passage.words.strip() for passage in one.passages)
        assert one.because


@given(st.text(max_size=400))
def test_any_text_is_understood_or_left_alone(text):
    check(text)


@given(WORDS)
def test_any_jumble_of_the_words_of_letters_is_quoted_as_it_stands(text):
    check(text)


@given(WORDS)
def test_quoted_lines_alone_say_nothing(text):
    quoted = "\n".join(f"> {line}" for line in text.splitlines())
    assert suggest_notices(quoted, received_on=RECEIVED, automatic=False) == []
    assert suggest_figures(quoted) == []
