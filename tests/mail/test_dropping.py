"""Letters that staff bring as files."""

import io
import mailbox

import pytest

from tests.mail.making import BY
from tests.mail.receiving import arrived_mail, empty_vault, letter
from whoscounting.lib import vault
from whoscounting.lib.actions import Refused
from whoscounting.mail.transport import dropping
from whoscounting.mail.transport.dropping import Dropped, keep_dropped, letters

pytestmark = pytest.mark.django_db
TRICKY = b"""From: a@b.example
Subject: Tricky

Hello

>From the start
>>From twice
 From here
From there, no empty line before


End"""


@pytest.fixture(autouse=True)
def evidence(db, settings, tmp_path):
    return empty_vault(settings, tmp_path)


def drop(content: bytes, name: str = "letters.eml") -> Dropped:
    return keep_dropped(io.BytesIO(content), name, by=BY)


def split(content: bytes) -> list[bytes]:
    return [path.read_bytes() for path in letters(io.BytesIO(content))]


def test_one_letter_is_kept_as_it_is(evidence):
    raw = letter().as_bytes()
    assert drop(raw) == Dropped(new=1, known=0)
    inbound = arrived_mail().get()
    assert inbound.source == "dropped"
    assert vault.path_of(evidence, inbound.sha256).read_bytes() == raw


def test_bringing_it_twice_adds_nothing():
    drop(letter().as_bytes())
    assert drop(letter().as_bytes()) == Dropped(new=0, known=1)


def test_a_mail_box_of_the_standard_library_is_taken_apart(tmp_path):
    box = mailbox.mbox(tmp_path / "box")
    raw = [letter(number).as_bytes() for number in range(5)]
    for one in raw:
        box.add(one)
    box.close()
    assert split((tmp_path / "box").read_bytes()) == raw
    assert drop((tmp_path / "box").read_bytes(), "box.mbox") == Dropped(new=5, known=0)


def test_a_line_that_begins_with_from_does_not_cut_a_letter():
    unmasked = TRICKY.replace(b">From the", b"From the").replace(b">>From", b">From")
    assert split(b"From x\n" + TRICKY + b"\n\nFrom y\nFrom: c@d.example\n\nSecond") == [
        unmasked + b"\n",
        b"From: c@d.example\n\nSecond",
    ]


def test_line_ends_of_windows_are_understood():
    content = b"From x\r\nFrom: a@b.example\r\n\r\nOne\r\n\r\nFrom y\r\nFrom: c@d.example\r\n\r\nTwo\r\n"
    assert split(content) == [b"From: a@b.example\r\n\r\nOne\r\n", b"From: c@d.example\r\n\r\nTwo\r\n"]


def test_an_endless_line_comes_whole():
    raw = b"From: a@b.example\n\n" + b"x" * 3_000_000 + b"From in the middle\n"
    assert split(b"From x\n" + raw) == [raw]


def test_the_file_of_one_letter_is_gone_when_the_next_is_read():
    paths = list(letters(io.BytesIO(b"From x\nA: b\n\n1\n\nFrom y\nA: b\n\n2\n")))
    assert len(paths) == 2
    assert not any(path.exists() for path in paths)


def test_too_many_letters_are_refused_in_words(monkeypatch):
    monkeypatch.setattr(dropping, "MOST", 2)
    with pytest.raises(Refused, match="more than 2 letters"):
        drop(b"".join(b"From x\nA: %d\n\nHello\n\n" % number for number in range(3)), "box.mbox")
    assert arrived_mail().count() == 2


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b" \r\n ", "is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "Outlook file"),
        (b"PK\x03\x04", "is no letter"),
        (b"%PDF-1.7", "is no letter"),
        (b"\x00" * 64, "is no letter"),
    ],
)
def test_what_is_no_letter_is_refused_in_words(content, why):
    with pytest.raises(Refused, match=why):
        drop(content, "brought.msg")
    assert arrived_mail().count() == 0


def test_what_is_far_too_large_is_refused_before_it_is_kept(monkeypatch):
    monkeypatch.setattr(dropping, "LARGEST", 100)
    with pytest.raises(Refused, match="larger than"):
        drop(letter().as_bytes())
