"""Mail for the tests of receiving, kept and read by the same steps as real mail."""

from __future__ import annotations

from email.message import EmailMessage
from functools import cache
from pathlib import Path

from django.db.models import Max, QuerySet
from django.utils import timezone

from tests.mail.making import BY, LEASE, draft
from whoscounting.lib.addresses import reply_address
from whoscounting.mail import actions
from whoscounting.mail.models import Attachment, Inbound, Message
from whoscounting.mail.reading.child import Reader
from whoscounting.mail.rules.limits import Limits
from whoscounting.mail.transport.arriving import read_kept, take_in

_before = {"mail": 0}
ANSWER = "Dear Officer,\n\nWe hold this: 31 people were diagnosed.\n"


def empty_vault(settings, folder: Path) -> Path:
    """A vault for one test. From here on `arrived_mail()` is what the test brings; the rehearsal's own is done with."""
    settings.EVIDENCE_ROOT = folder / "evidence"
    _before["mail"] = Inbound.objects.aggregate(last=Max("pk"))["last"] or 0
    Attachment.objects.filter(text_at=None).update(text_at=timezone.now())
    return settings.EVIDENCE_ROOT


def arrived_mail() -> QuerySet[Inbound]:
    return Inbound.objects.filter(pk__gt=_before["mail"]).order_by("pk")


def letter(number: int = 1, *, to: str = "", text: str = ANSWER, **headings: str) -> EmailMessage:
    """What the office of an invented trust sends; `in_reply_to=` becomes In-Reply-To, and so on."""
    mail = EmailMessage()
    named = {name.replace("_", "-"): value for name, value in headings.items()}
    usual = {
        "From": f"FOI Office <foi@trust-{number}.example>",
        "To": to or "census@charity.example",
        "Subject": "RE: How many people do you count?",
        "Date": "Mon, 9 Mar 2026 10:00:00 +0000",
        "Message-ID": f"<answer-{number}@trust-{number}.example>",
    }
    lower = {name.lower() for name in named}
    for name, value in [*((n, v) for n, v in usual.items() if n.lower() not in lower), *named.items()]:
        mail[name] = value
    mail.set_content(text)
    return mail


def report(sent: Message, *, to: str = "", action: str = "failed", status: str = "5.1.1") -> bytes:
    """A mail server says what became of our letter."""
    return f"""Return-Path: <>
From: MAILER-DAEMON@mx.trust.example
To: {to or "census@charity.example"}
Subject: Undelivered Mail Returned to Sender
Date: Tue, 3 Mar 2026 10:00:00 +0000
Message-ID: <report-{sent.pk}-{action}@mx.trust.example>
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b

About your letter.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.trust.example

Final-Recipient: rfc822; {sent.recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} No such office here

--b
Content-Type: text/rfc822-headers

Message-ID: {sent.message_id}
Subject: {sent.subject}

--b--
""".encode()


def secret(number: int, generation: int = 1) -> str:
    return reply_address(number, generation)


def kept(raw: bytes | EmailMessage, **rest) -> Inbound:
    return take_in(raw if isinstance(raw, bytes) else raw.as_bytes(), source="imap", by=BY, **rest)[0]


def arrived(raw: bytes | EmailMessage, **rest) -> Inbound:
    """Kept and read."""
    inbound = kept(raw, **rest)
    read_kept(reader(), by=BY)
    inbound.refresh_from_db()
    return inbound


@cache
def reader() -> Reader:
    """One for all tests, for it takes a moment to start; its child ends with us."""
    return Reader()


def sent(number: int = 1, **rest) -> Message:
    """A letter of ours that went out."""
    actions.queue_letters(drafts=[draft(number, **rest)], by=BY)
    (one,) = actions.claim_letters(limits=Limits(), most=1, lease=LEASE, by=BY)
    assert actions.begin_handover(letter=one, lease=LEASE, by=BY)
    assert actions.settle_sent(letter=one, proof="250 taken", by=BY)
    one.refresh_from_db()
    return one
