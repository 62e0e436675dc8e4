"""What a message that came in belongs to, and what came before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from whoscounting.lib.tokens import Opened
from whoscounting.mail.models import Attachment, Inbound, Message
from whoscounting.mail.models.inbound import TO_BE_FILED
from whoscounting.mail.reading.shapes import Bounce, Read
from whoscounting.mail.rules.intake import in_circles, opened

AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Match:
    """What it belongs to, how we know, and which letter of ours it answers or brings back."""

    about: str = ""
    by: str = ""
    letter: Message | None = None
    opened: tuple[Opened, ...] = ()


def match(envelope_to: str, read: Read) -> Match:
    """By a secret address, else by the letter that it answers. Whom it says to be from counts for nothing."""
    ours = tuple(opened([envelope_to, *read.recipients]))
    named = [read.bounce.original_id] if read.bounce else []
    letter = _letter([*named, read.in_reply_to, *reversed(read.references)])
    if ours:
        about = f"request:{ours[0].key}"
        same = letter if letter and letter.about == about else None
        return Match(about, "address", same or _returned(read.bounce, about), ours)
    if letter and letter.about:
        return Match(letter.about, "references", letter)
    return Match()


def to_be_read(*, now: datetime, most: int) -> list[Inbound]:
    """What waits to be read, the oldest first."""
    due = Inbound.objects.filter(state=Inbound.State.KEPT, due_at__lte=now).order_by("due_at", "id")
    return list(due[:most])


def words_to_be_read(*, most: int) -> list[Attachment]:
    """Attachments of which nobody has tried yet to read the words, the oldest first."""
    return list(Attachment.objects.filter(text_at__isnull=True).order_by("id")[:most])


def is_anything_to_do(*, now: datetime) -> bool:
    """Whether a worker should look closer. Three quick questions that hold up nobody who writes."""
    due = Inbound.objects.filter(state=Inbound.State.KEPT, due_at__lte=now)
    return (
        due.exists()
        or Inbound.objects.filter(TO_BE_FILED).exists()
        or Attachment.objects.filter(text_at__isnull=True).exists()
    )


def with_same_id(row: Inbound) -> list[Inbound]:
    """Messages that were read before this one and bear the same Message-ID."""
    if not row.message_id:
        return []
    others = Inbound.objects.filter(message_id=row.message_id, state=Inbound.State.READ).exclude(pk=row.pk)
    return list(others.prefetch_related("attachments").order_by("id")[:20])


def twin_trouble(row: Inbound, read: Read, before: Iterable[Inbound]) -> str:
    """What staff should know if this is one of two messages that can't both be true, in a sentence; or nothing."""
    if all(_says_the_same(one, row, read) for one in before):
        return ""
    return "Another message has the same Message-ID but other words. One of them may be forged."


def reason_to_set_aside(row: Inbound, read: Read, before: Iterable[Inbound]) -> str:
    """Why nobody needs to look at it, in a sentence; or nothing."""
    is_ours = bool(read.message_id) and _letter([read.message_id]) is not None
    circles = in_circles(read, is_ours=is_ours, automatic_before=_automatic_before(row) if read.automatic else 0)
    # The same for the same request from the same sender: only its way was another.
    same = [one for one in before if (one.about, one.sender) == (row.about, row.sender)]
    came_before = any(_says_the_same(one, row, read) for one in same)
    return circles or ("The same message came before, by another way." if came_before else "")


def _letter(ids: Iterable[str]) -> Message | None:
    """The first of these that is a letter of ours. The most telling id comes first."""
    wanted = [f"<{one}>" for one in dict.fromkeys(ids) if one]
    found = {letter.message_id: letter for letter in Message.objects.filter(message_id__in=wanted)}
    return next((found[one] for one in wanted if one in found), None)


def _returned(bounce: Bounce | None, about: str) -> Message | None:
    """The letter that came back without saying which: the newest one to an address that failed, else the newest."""
    if bounce is None:
        return None
    sent = list(Message.objects.filter(about=about, handed_at__isnull=False).order_by("-id")[:50])
    failed = {address.lower() for address in bounce.recipients}
    return next((letter for letter in sent if letter.recipient.lower() in failed), sent[0] if sent else None)


def _says_the_same(one: Inbound, row: Inbound, read: Read) -> bool:
    """The same words with the same files; the headings may differ."""
    files = sorted(attachment.sha256 for attachment in one.attachments.all())
    return one.text == row.text and files == sorted(file.sha256 for file in read.files)


def _automatic_before(row: Inbound) -> int:
    """Counted about one thing: a case system that acknowledges fifty requests at once goes in no circles."""
    earlier = Inbound.objects.filter(sender=row.sender, about=row.about, received_at__gt=row.received_at - AN_HOUR)
    return earlier.exclude(automatic="").exclude(pk=row.pk).count()
