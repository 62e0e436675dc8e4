"""What is seen in raw bytes before any parser sees them."""

import pytest

from tests.mail.reading.letters import HEAD, ordinary
from whoscounting.mail.reading import caps


@pytest.fixture
def looked(tmp_path):
    def look(raw: bytes) -> caps.Look:
        path = tmp_path / "raw"
        path.write_bytes(raw)
        return caps.look(path)

    return look


def test_nothing_speaks_against_an_ordinary_letter(looked):
    look = looked(ordinary().as_bytes())
    assert look.objection == ""
    assert caps.is_no_message(look) == ""
    assert look.head_lines == 11


def test_a_letter_over_30_mb_is_not_read_beyond_its_heading(looked):
    look = looked(HEAD + b"\n" + b"x" * 76 * 450_000)
    assert look.objection == "It is 33 MB large; more than 30 MB are not read."
    assert look.head == HEAD + b"\n"


def test_of_an_endless_heading_whole_lines_are_kept_up_to_64_kb(looked):
    look = looked(b"X-A: b\n" * 100_000)
    assert look.objection.startswith("Its heading is far too long")
    assert 0 < len(look.head) <= caps.LONGEST_HEAD
    assert look.head.endswith(b"X-A: b\n")


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_a_long_run_of_empty_lines_is_seen_even_over_the_seams_of_reading(looked, end):
    assert looked(HEAD + b"\n" + b"x" * (caps.MB - len(HEAD) - 3000) + end * 6000).blank_run


def test_some_empty_lines_are_nothing_special(looked):
    assert looked(HEAD + b"\n" + b"words\n\n\n\n" * 2000).objection == ""


def test_too_many_lines_are_too_much(looked):
    assert "lines" in looked(HEAD + b"\n" + b"x\n" * 700_000).objection


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_the_heading_ends_at_the_first_empty_line_of_either_kind(looked, end):
    head = end.join([b"From: a@b.invalid", b"To: c@d.invalid", b"", b""])
    assert looked(head + b"body: x" + end + end).head == head


def test_what_a_program_left_before_the_first_line_is_passed_over(looked):
    assert looked(b"\xef\xbb\xbf\r\n" + HEAD + b"\nwords").head == HEAD + b"\n"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "The file is empty."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "Outlook file"),
        (b"%PDF-1.4", "not an e-mail message"),
        (b"\0" * 100, "not an e-mail message"),
    ],
)
def test_what_is_no_message_at_all_is_told_in_words(looked, raw, said):
    assert said in caps.is_no_message(looked(raw))
