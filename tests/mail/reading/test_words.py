"""HTML into plain words, and an answer apart from the letter that it answers."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoscounting.mail.reading import words


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Dear Officer,</p><p>31&nbsp;people</p>", "Dear Officer,\n\n\n31\xa0people"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\n\nc"),
        ("a<script>alert('x')</script>b", "ab"),
        ("a<SCRIPT SRC=x>alert('x')</SCRIPT >b", "ab"),
        ("a<script>never closed", "a"),
        ("<style>p { color: red }</style>words", "words"),
        ("<title>no words</title>words", "words"),
        ("a<!-- hidden <b> -->b", "ab"),
        ("a<!-- never closed", "a"),
        ("<!--[if mso]><p>Outlook</p><![endif]-->words", "words"),
        ("<!DOCTYPE html><html><body>words</body></html>", "words"),
        ('<a title="a > b" href="javascript:alert(1)">link</a>', "link"),
        ('<img src=x onerror="alert(1)">words', "words"),
        ("fewer than 5: <5 and 3 < 4", "fewer than 5: <5 and 3 < 4"),
        ("&lt;b&gt; is shown as it is", "<b> is shown as it is"),
        ("&#0;&#xD800;&#8238;ok", "��ok"),
        ("<p", ""),
        ("", ""),
    ],
)
def test_of_a_page_its_words_stay(page, text):
    assert words.tidy(words.from_html(page)) == text


PIECES = [
    "<",
    "<a",
    '<a "',
    "<a \"'>",
    "<!--",
    "<script>",
    "<script ",
    "</",
    "<style/>",
    "<br>",
    "<td>",
    "&",
    "&#",
    "\n",
]
PIECES += ["<p>On x ", "<br>&gt;", "<br>____", " ", "\t", "<a x='", "<!", "<?", "-->"]


@pytest.mark.parametrize("piece", PIECES)
def test_no_page_takes_long(piece):
    begun = time.monotonic()
    words.own_of(words.tidy(words.from_html((piece * words.MOST_BYTES)[: words.MOST_BYTES])))
    assert time.monotonic() - begun < 5


@given(st.lists(st.sampled_from([*PIECES, "x", ">", '"', "</script>", "=", "/"]), max_size=60))
def test_no_page_keeps_a_script(pieces):
    page = "".join(pieces) + "</script --><script>alert(1)</script>"
    assert "alert" not in words.tidy(words.from_html(page))


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Yes.\n\nOn 1 May 2026, at 10:00, Us <us@x.invalid> wrote:\n> Do you?\n> Please say.", "Yes."),
        ("Yes.\n\nOn 1 May 2026, at 10:00, The Campaign\n<us@x.invalid> wrote:\n> Do you?", "Yes."),
        ("Yes.\n\n-----Original Message-----\nFrom: Us\nDo you?", "Yes."),
        ("Yes.\n\nFrom: Us <us@x.invalid>\nSent: 1 May 2026\nTo: Them\nSubject: Your data\n\nDo you?", "Yes."),
        ("Yes.\n________________________________\nFrom: Us\nDo you?", "Yes."),
        ("> Do you?\n> Please say.\n\nYes.", "Yes."),
        ("On 1 May 2026 Us wrote:\n> Do you?\n\nYes, at both.", "Yes, at both."),
        ("From: the trust\nWe do.", "From: the trust\nWe do."),
        ("On Monday we met.\nWe do.", "On Monday we met.\nWe do."),
        ("Yes.", "Yes."),
        ("", ""),
    ],
)
def test_an_answer_is_told_apart_from_what_it_answers(text, own):
    assert words.own_of(text) == own
