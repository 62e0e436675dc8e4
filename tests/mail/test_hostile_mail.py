"""Each message that means harm is kept as it came, and the next ordinary letter is filed within ten seconds.

What reading makes of each stands in tests/mail/reading/test_hostile.py; here they go the whole way.
"""

import time
from collections.abc import Callable
from email.message import EmailMessage

import pytest

from tests.census.asked import BY, asked
from tests.mail.reading.letters import zipped
from tests.mail.receiving import arrived_mail, empty_vault, kept, letter, reader, secret
from whoscounting.census.actions import file_mail
from whoscounting.census.models import FoiRequest
from whoscounting.lib import vault
from whoscounting.mail.models import Inbound
from whoscounting.mail.transport.arriving import read_attachments, read_kept

MB = 1024 * 1024
SOON = 10.0  # seconds


@pytest.fixture(autouse=True)
def evidence(db, settings, tmp_path):
    return empty_vault(settings, tmp_path)


@pytest.fixture
def request_(world) -> FoiRequest:
    return asked("RA2")[0]


def with_file(mail: EmailMessage, content: bytes, name: str) -> bytes:
    mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def heading(mail: EmailMessage) -> bytes:
    return mail.as_bytes().partition(b"\n\n")[0] + b"\n"


def nested(mail: EmailMessage, depth: int) -> bytes:
    head = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(depth))
    start = "\n".join(line for line in heading(mail).decode().splitlines() if not line.startswith("Content-"))
    return f"{start}\n{head}\nHello".encode()


def bomb() -> bytes:
    return zipped({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>", "xl/sheet1.xml": b"\0" * 300 * MB})


HOSTILE: dict[str, Callable[[EmailMessage], bytes]] = {
    "half a megabyte of empty lines": lambda mail: heading(mail) + b"\n" * (MB // 2),
    "empty lines in a part": lambda mail: (
        heading(mail) + b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\n' + b"\r" * MB
    ),
    "a zip bomb that calls itself a table": lambda mail: with_file(mail, bomb(), "answers.xlsx"),
    "fifty megabytes": lambda mail: heading(mail) + b"\n" + b"x" * 75 * 1024 + (b"y" * 75 + b"\n") * (50 * MB // 76),
    "nested 400 deep": lambda mail: nested(mail, 400),
    "five megabytes of headings": lambda mail: heading(mail) + b"X-Much: 1\n" * (MB // 2) + b"\nHello",
    "a heading of five megabytes": lambda mail: heading(mail) + b"X-Long: " + b"a b\n " * MB + b"\n\nHello",
    "a hundred thousand parts": lambda mail: (
        heading(mail) + b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\n" * 100_000
    ),
    "a name that leads out": lambda mail: with_file(mail, b"x", "../../../../etc/cron.d/x"),
    "a name that reads backwards": lambda mail: with_file(mail, b"MZ", "answers\u202efdp.exe"),
    "scripts": lambda mail: (
        heading(mail) + b"Content-Type: text/html\n\n<script>alert(1)</script><img src=x onerror=a()>Hello"
    ),
    "a broken encoding": lambda mail: (
        heading(mail) + b"Content-Type: text/plain; charset=no-such\n\n\xff\xfe\x80\0Hello"
    ),
    "base64 that is none": lambda mail: heading(mail) + b"Content-Transfer-Encoding: base64\n\n\0\0=====\xff",
    "nothing but zeros": lambda mail: bytes(MB),
}


def through(to: str) -> None:
    """Read and file, as the worker does in turns, until this address has its letter."""
    end = time.monotonic() + 60
    while not Inbound.objects.filter(details__recipients__icontains=to, dealt_with_at__isnull=False).exists():
        read_kept(reader(), by=BY)
        file_mail(by=BY)
        assert time.monotonic() < end


@pytest.mark.parametrize("what", HOSTILE)
def test_it_is_kept_and_holds_up_no_other(request_, evidence, what):
    mail = letter(1, to=secret(request_.pk))
    for name in ("Content-Type", "Content-Transfer-Encoding", "MIME-Version"):
        if "file" not in what and "name" not in what and "bomb" not in what:
            del mail[name]
    raw = HOSTILE[what](mail)
    hostile = kept(raw, envelope_to=secret(request_.pk))
    ordinary = kept(letter(2, to=secret(request_.pk)))
    begun = time.monotonic()
    read_kept(reader(), by=BY)
    file_mail(by=BY)
    read_kept(reader(), by=BY)
    file_mail(by=BY)
    assert time.monotonic() - begun < SOON
    ordinary.refresh_from_db()
    hostile.refresh_from_db()
    assert ordinary.filings.exists()
    assert hostile.state in {"read", "unreadable"}
    assert hostile.filings.exists()  # it came to a secret address, so a person should see it there
    assert vault.path_of(evidence, hostile.sha256).read_bytes() == raw
    assert all("<script" not in one.text and "\u202e" not in one.subject for one in arrived_mail().all())
    assert all("/" not in one.name and "\u202e" not in one.name for one in hostile.attachments.all())


def test_the_words_of_a_bomb_are_not_read_and_the_next_ones_are(request_):
    kept(with_file(letter(1, to=secret(request_.pk)), bomb(), "answers.xlsx"))
    kept(with_file(letter(2, to=secret(request_.pk)), b"Site,People\nNorth,31\n", "answers.csv"))
    begun = time.monotonic()
    read_kept(reader(), by=BY)
    file_mail(by=BY)
    while read_attachments(reader(), by=BY):
        pass
    assert time.monotonic() - begun < SOON
    bad, good = [one.attachments.get() for one in arrived_mail()]
    assert (bad.text, bool(bad.text_missing)) == ("", True)
    assert "North,31" in good.text


def test_a_forged_sender_gets_no_further_than_the_pen(request_):
    forged = kept(letter(1, **{"from": "foi@royalsurrey.nhs.uk", "subject": f"Re: request {request_.pk}"}))
    read_kept(reader(), by=BY)
    file_mail(by=BY)
    forged.refresh_from_db()
    assert forged.held
    assert not forged.filings.exists()


def test_ten_hostile_ones_in_a_row_hold_up_no_reading_of_the_next(request_):
    for number in range(10):
        kept(heading(letter(number)) + b"\n" * (MB // 2))
    kept(letter(50, to=secret(request_.pk)))
    begun = time.monotonic()
    through(secret(request_.pk))
    assert time.monotonic() - begun < SOON
