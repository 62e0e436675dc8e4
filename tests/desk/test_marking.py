"""A letter's text is cut up for showing, and nothing of it is lost."""

from hypothesis import given
from hypothesis import strategies as st

from whoscounting.census.rules.understanding import Passage
from whoscounting.desk.marking import marked, page_starts

TEXT = "Dear officer, we need more time. We hold 31 cases."


def passage(start: int, end: int) -> Passage:
    return Passage(TEXT[start:end], start, end)


def test_the_words_on_which_something_rests_are_marked():
    pieces = marked(TEXT, [passage(14, 32)])
    assert [piece.words for piece in pieces if piece.marked] == ["we need more time."]


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted), max_size=6))
def test_nothing_is_lost_or_said_twice_however_passages_overlap(spans):
    pieces = marked(TEXT, [passage(start, end) for start, end in spans])
    assert "".join(piece.words for piece in pieces) == TEXT
    inside = {place for start, end in spans for place in range(start, end)}
    assert sum(len(piece.words) for piece in pieces if piece.marked) == len(inside)


def test_pages_begin_at_their_marks_and_a_mark_within_the_words_is_none():
    text = "[Page 1]\nOne, see\n[Page 9]\n\n[Page 2]\nTwo"
    assert page_starts(text) == [0, text.index("[Page 2]")]
    assert page_starts("No pages") is None
