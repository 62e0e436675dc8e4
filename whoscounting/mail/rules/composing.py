"""A letter as the bytes that travel. Pure: what it says in, RFC 5322 out."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage

from django.conf import settings
from django.utils.crypto import salted_hmac

LENGTH = 32  # characters of base32: 160 bits


@dataclass(frozen=True)
class File:
    """What travels with a letter."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True)
class Finished:
    """A letter with nothing left open."""

    message_id: str
    recipient: str
    subject: str
    body: str
    reply_to: str = ""
    in_reply_to: str = ""
    automatic: bool = False
    files: Sequence[File] = ()


def message_id(key: str) -> str:
    """The name under which mail programmes know the letter with this key: always the same, and nobody can guess it."""
    mac = salted_hmac("whoscounting.mail.message_id", key, algorithm="sha256")
    return f"<{base64.b32encode(mac.digest()).decode().lower()[:LENGTH]}@{our_domain()}>"


def our_domain() -> str:
    """What stands behind the @ of the address that our letters come from."""
    return settings.MAIL_FROM.rpartition("@")[2].lower() or "localhost"


def composed(letter: Finished, *, at: datetime) -> bytes:
    """The whole letter with its headers, in lines as short as mail wants them."""
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"] = Address(settings.CHARITY_NAME, addr_spec=settings.MAIL_FROM)
    mail["To"] = Address(addr_spec=letter.recipient)
    if letter.reply_to:
        mail["Reply-To"] = Address(addr_spec=letter.reply_to)
    mail["Subject"] = letter.subject
    mail["Date"] = at
    mail["Message-ID"] = letter.message_id
    if letter.automatic:  # RFC 3834: whoever answers by machine leaves it unanswered
        mail["Auto-Submitted"] = "auto-generated"
    # Quoted-printable passes every server, and none will put a '>' before a line that begins with 'From'.
    mail.set_content(letter.body, cte="quoted-printable")
    for file in letter.files:
        kind, _, subkind = file.type.partition("/")
        mail.add_attachment(file.content, maintype=kind, subtype=subkind, filename=file.name)
    return _references(letter.in_reply_to) + mail.as_bytes()


def _references(answered: str) -> bytes:
    """What letter this one answers. By hand, because Python would encode a long name so that nobody finds it again."""
    return f"In-Reply-To: {answered}\r\nReferences: {answered}\r\n".encode("ascii") if answered else b""
