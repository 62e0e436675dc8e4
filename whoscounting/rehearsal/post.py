"""The post of a rehearsal: ours goes through the outbox into the local mail box, theirs through the reader to the desk.

Nobody wrote these letters and none leaves the machine; but every part that real letters pass is passed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from itertools import groupby
from types import TracebackType

from django.conf import settings

from whoscounting.census import actions
from whoscounting.census.models import FoiRequest
from whoscounting.lib.actors import Actor
from whoscounting.lib.addresses import reply_address
from whoscounting.mail.models import Inbound, Message
from whoscounting.mail.reading.child import Reader
from whoscounting.mail.transport.arriving import read_kept, take_in
from whoscounting.mail.transport.delivering import deliver
from whoscounting.mail.transport.mailbox import Mailbox
from whoscounting.register.actions import import_contacts

BY = Actor.system("rehearsal")
MARK = "REHEARSAL. Nothing in this letter was said by anybody."
AT_ONCE = 200


@dataclass(frozen=True)
class Envelope:
    """A letter that comes in on a day."""

    day: date
    content: bytes


class PostOffice:
    """Delivers and receives; used as a context, because a child process reads the mail."""

    def __enter__(self) -> PostOffice:
        self._reader = Reader()
        self._reader.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._reader.__exit__(kind, error, trace)

    def deliver(self, day: date) -> None:
        """All that waits goes into the local mail box, and the census takes note."""
        at = at_ten(day)
        deliver(Mailbox(settings.MAILBOX_DIR), now=lambda: at)
        actions.note_letters(by=BY, at=at)

    def receive(self, letters: Iterable[Envelope]) -> None:
        """These letters arrive, each on its day, and are read and filed."""
        for day, arriving in groupby(sorted(letters, key=lambda one: (one.day, one.content)), key=lambda one: one.day):
            at = at_ten(day)
            for one in arriving:
                take_in(one.content, source=Inbound.Source.IMAP, received_at=at, by=BY, at=at)
            while read_kept(self._reader, limit=AT_ONCE, by=BY, at=at):
                actions.file_mail(limit=AT_ONCE, by=BY, at=at)


def at_ten(day: date) -> datetime:
    return datetime.combine(day, time(10), tzinfo=UTC)


def office_of(ods_code: str) -> str:
    """The invented address of a trust's office. `.invalid` leads nowhere, by RFC 2606."""
    return f"foi@{ods_code.lower()}.nhs.invalid"


def set_up_offices(requests: Iterable[FoiRequest], *, verified_on: date, wrong: Collection[str] = ()) -> None:
    """Give every trust that is asked an address that was verified that day; `wrong` ones get one that bounces."""
    lines = ["ods_code,role,email,source,verified_on"]
    for request in requests:
        code = request.trust_id
        address = f"old-{office_of(code)}" if code in wrong else office_of(code)
        lines.append(f"{code},foi,{address},Invented for the rehearsal,{verified_on}")
    import_contacts(content="\n".join(lines).encode(), commit=True, by=BY, at=at_ten(verified_on))


def reply(
    request: FoiRequest, text: str, *, day: date, subject: str = "Re: your request", file: str = "", **headers: str
) -> Envelope:
    """A letter from the trust to the secret address of its request; with a file of this name, if there is one."""
    mail = _mail(office_of(request.trust_id), day, subject, f"{request.pk}-{len(text)}-{day}")
    mail["To"] = reply_address(request.pk, request.reply_generation)
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(f"{MARK}\n\n{text}", cte="quoted-printable")
    if file:
        mail.add_attachment(f"{MARK}\n\n{text}", filename=file)
    return Envelope(day, mail.as_bytes())


def stray(text: str, *, day: date, sender: str, subject: str) -> Envelope:
    """A letter that says nowhere which request it answers."""
    mail = _mail(sender, day, subject, f"stray-{day}")
    mail["To"] = settings.MAIL_FROM
    mail.set_content(f"{MARK}\n\n{text}", cte="quoted-printable")
    return Envelope(day, mail.as_bytes())


def bounce(request: FoiRequest, *, day: date, kind: str = "request") -> Envelope:
    """The report that our letter to this trust could not be delivered: RFC 3464."""
    letter = Message.objects.get(about=f"request:{request.pk}", kind=kind)
    lines = [
        "From: Mail Delivery System <mailer-daemon@nhs.invalid>",
        f"To: {reply_address(request.pk, request.reply_generation)}",
        "Subject: Undelivered mail (rehearsal)",
        f"Date: {at_ten(day):%a, %d %b %Y %H:%M:%S +0000}",
        f"Message-ID: <bounce-{kind}-{request.pk}@nhs.invalid>",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="part"',
        "",
        "--part",
        "Content-Type: text/plain",
        "",
        f"{MARK} There is no such address.",
        "--part",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mail.nhs.invalid",
        "",
        f"Final-Recipient: rfc822; {letter.recipient}",
        "Action: failed",
        "Status: 5.1.1",
        "Diagnostic-Code: smtp; 550 5.1.1 No such user",
        "--part",
        "Content-Type: text/rfc822-headers",
        "",
        f"Message-ID: {letter.message_id}",
        f"To: {letter.recipient}",
        "--part--",
        "",
    ]
    return Envelope(day, "\r\n".join(lines).encode())


def _mail(sender: str, day: date, subject: str, key: str) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = f"Invented FOI office <{sender}>"
    mail["Subject"] = f"{subject} (rehearsal)"
    mail["Date"] = at_ten(day)
    mail["Message-ID"] = f"<{key}@nhs.invalid>"
    return mail
