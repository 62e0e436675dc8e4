"""How a letter is cut into sentences, and which of its lines are the trust's own."""

import pytest

from whoscounting.census.rules.understanding.quoted import own_lines
from whoscounting.census.rules.understanding.sentences import lines, sentences


def cut(text: str) -> list[str]:
    return [" ".join(sentence.passage.words.split()) for sentence in sentences(text, lines(text))]


def own(text: str) -> list[str]:
    return [line.text for line in own_lines(lines(text)) if not line.quoted and not line.blank]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("See s. 12 and e.g. no. 4 of it. Then this.", ["See s. 12 and e.g. no. 4 of it.", "Then this."]),
        ("1. Yes. 2a. 14. 2b. 12", ["1. Yes.", "2a. 14.", "2b. 12"]),
        ("There were 4. The rest left.", ["There were 4.", "The rest left."]),
        ("It is 4.5 in all. Yes", ["It is 4.5 in all.", "Yes"]),
        ("New: 14\nRecurrent: 12", ["New: 14", "Recurrent: 12"]),
        ("A line that was wrapped at the end of its measure, as\nletters are, goes on.", None),
        ("A line that was wrapped at the end of its measure by the\nNorthern Example Trust goes on.", None),
        ("- one\n- two", ["- one", "- two"]),
        ("New      14\nOld      12", ["New 14", "Old 12"]),
    ],
)
def test_sentences_points_and_rows_are_told_apart(text, found):
    assert cut(text) == (found or [" ".join(text.split())])


def test_pages_are_counted_at_form_feeds_whatever_ends_a_line():
    found = sentences("One\r\n\fTwo\r\fThree", lines("One\r\n\fTwo\r\fThree"))
    assert [(one.passage.words, one.passage.page) for one in found] == [("One", 1), ("Two", 2), ("Three", 3)]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ours\n> theirs\n>> older\nOurs again", ["Ours", "Ours again"]),
        ("Ours\nOn 9 June 2026 Example wrote:\nolder", ["Ours"]),
        ("Ours\nOn 9 June 2026 Example wrote:\n> older\nOurs again", ["Ours", "Ours again"]),
        (
            "Ours\nOn Monday we wrote to the team.\nOurs again",
            ["Ours", "On Monday we wrote to the team.", "Ours again"],
        ),
        ("Ours\nFrom: a\nSent: b\nTo: c\n\nolder", ["Ours"]),
        ("Ours\nFrom: April 2024\nOurs again", ["Ours", "From: April 2024", "Ours again"]),
        ("\n\nFrom: a\nSent: b\nTo: c\nSubject: d\n\nOurs", ["Ours"]),
        ("Ours\n---------- Forwarded message ----------\nolder", ["Ours"]),
        (
            "Our answers are in red below.\nFrom: a\nSent: b\n\nQuestion\nYes",
            ["Our answers are in red below.", "Question", "Yes"],
        ),
    ],
)
def test_history_is_left_out_and_what_is_new_is_kept(text, kept):
    assert own(text) == kept
