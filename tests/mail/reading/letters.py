"""Messages and files for the tests, built from nothing: ordinary ones and some that mean harm."""

from __future__ import annotations

import io
import time
import zipfile
from email.message import EmailMessage
from pathlib import Path

from whoscounting.mail.reading import message
from whoscounting.mail.reading.child import Reader
from whoscounting.mail.reading.shapes import Read, Unreadable

US = "answers+k7x2@whoscounting.invalid"
HEAD = (
    f"From: FOI Office <foi@trust.invalid>\nTo: {US}\nSubject: Your request\nMessage-ID: <1@trust.invalid>\n".encode()
)
ANSWER = "Dear Officer,\n\nWe hold this: 31 people were diagnosed.\n"


def ordinary() -> EmailMessage:
    """What an FOI office sends on an ordinary day."""
    letter = EmailMessage()
    letter["From"] = '"FOI Office, Trust" <foi@Trust.invalid>'
    letter["To"] = f"Campaign <{US}>"
    letter["Subject"] = "RE: Your request"
    letter["Date"] = "Mon, 2 Mar 2026 10:00:00 +0000"
    letter["Message-ID"] = "<answer-1@trust.invalid>"
    letter["In-Reply-To"] = "<asked-1@whoscounting.invalid>"
    letter["References"] = "<asked-0@whoscounting.invalid> <asked-1@whoscounting.invalid>"
    letter.set_content(ANSWER)
    return letter


def with_file(content: bytes, name: str, kind: str = "application/octet-stream") -> EmailMessage:
    letter = ordinary()
    main, _, sub = kind.partition("/")
    letter.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return letter


def read(raw: bytes | EmailMessage, folder: Path) -> Read:
    """In this process, as the child would do it."""
    path = folder / "raw"
    path.write_bytes(raw if isinstance(raw, bytes) else raw.as_bytes())
    into = folder / "into"
    into.mkdir(exist_ok=True)
    return message.read(path, into)


def survived(reader: Reader, raw: bytes, folder: Path, *, within: float = 10) -> Read | Unreadable:
    """Read a hostile message, then an ordinary one: that one must be read as ever, and soon."""
    path, into = folder / "hostile", folder / "hostile-files"
    path.write_bytes(raw)
    begun = time.monotonic()
    found = reader.read(path, into=into)
    next_one(reader, folder)
    assert time.monotonic() - begun < within
    assert path.read_bytes() == raw  # the raw message is left as it came
    return found


def next_one(reader: Reader, folder: Path) -> None:
    path, into = folder / "next", folder / "next-files"
    path.write_bytes(ordinary().as_bytes())
    found = reader.read(path, into=into)
    assert isinstance(found, Read)
    assert found.whole
    assert found.text.startswith("Dear Officer")


def zipped(parts: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()
