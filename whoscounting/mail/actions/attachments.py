"""Files that came with mail: their words, and whether anybody outside may see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from whoscounting.ledger.actions import record
from whoscounting.lib import vault
from whoscounting.lib.actions import Refused, action
from whoscounting.lib.actors import Actor
from whoscounting.mail.models import Attachment
from whoscounting.mail.reading import clean, kinds

State = Attachment.State


@action
def write_down_words(
    *,
    attachment: Attachment,
    text: str,
    missing: str,
    hides: Sequence[str] | None = None,
    by: Actor,
    at: datetime | None = None,
) -> Attachment:
    """Keep the words of a file, what of it could not be read, and what it hides if that is news. Once for each."""
    row = Attachment.objects.select_for_update().get(pk=attachment.pk)
    if row.text_at is None:
        row.text, row.text_missing, row.text_at = text.replace("\0", ""), missing[:300], at or timezone.now()
        row.hides = row.hides if hides is None else list(hides)
        row.save(update_fields=["text", "text_missing", "text_at", "hides"])
        _record(row, "attachment read", by, at)
    return row


@action
def approve_attachment(*, attachment: Attachment, seen: str, by: Actor, at: datetime | None = None) -> Attachment:
    """A person has looked at it: it may be published. Idempotent.

    `seen` is the state that the person saw. Raises Refused if it has changed since, if a redacted copy stands for this
    file, which is then what may be published, or if this is such a copy and nobody has looked yet what it still hides.
    """
    row = _locked(attachment)
    if row.redacted_copies.exists():
        raise Refused("A redacted copy stands for this file. Approve the copy.")
    if row.original_id is not None and row.text_at is None:
        raise Refused(
            "This copy is still being looked into: black bars can hide words that are there. Try in a minute."
        )
    return _decide(row, State.APPROVED, seen, "attachment approved", by, at)


@action
def withhold_attachment(*, attachment: Attachment, seen: str, by: Actor, at: datetime | None = None) -> Attachment:
    """It must not be published. Idempotent. `seen` as for approving."""
    return _decide(_locked(attachment), State.WITHHELD, seen, "attachment withheld", by, at)


@action
def add_redacted_copy(
    *, attachment: Attachment, content: bytes, name: str, reason: str, by: Actor, at: datetime | None = None
) -> Attachment:
    """Put a copy with something blacked out in a file's place, and say why. The file itself is withheld from now on.

    The copy waits for a person to approve it, like any other file. The same bytes twice are one copy.
    """
    row = _locked(attachment)
    if not reason.strip():
        raise Refused("Say what was taken out, and why.")
    if row.original_id is not None:
        raise Refused("This is a redacted copy itself. Make the new one from the original.")
    if vault.digest(content) == row.sha256 or not content:
        raise Refused("This is the same file, or an empty one. Bring the copy in which something is blacked out.")
    sha256 = vault.keep(settings.EVIDENCE_ROOT, content)
    there = row.redacted_copies.filter(sha256=sha256).first()
    if there:
        return there
    copy = _copy_of(row, sha256, content, name, reason)
    row.state = State.WITHHELD
    row.save(update_fields=["state"])
    _record(copy, "redacted copy added", by, at, {"original": row.pk, "sha256": sha256})
    return copy


def _copy_of(row: Attachment, sha256: str, content: bytes, name: str, reason: str) -> Attachment:
    last = row.inbound.attachments.aggregate(last=Max("position"))["last"]
    harmless = clean.file_name(name, f"redacted-{row.position}{Path(row.name).suffix}")
    return Attachment.objects.create(
        inbound=row.inbound,
        position=last + 1,
        name=harmless,
        found_type=kinds.found(vault.path_of(settings.EVIDENCE_ROOT, sha256), harmless, "")[:100],
        size=len(content),
        sha256=sha256,
        original=row,
        redaction_reason=reason.strip()[:300],
    )


def _decide(row: Attachment, state: str, seen: str, verb: str, by: Actor, at: datetime | None) -> Attachment:
    if row.state == state:
        return row
    if row.state != seen:
        raise Refused("Somebody else has decided on this file meanwhile. Look at it, then decide.")
    row.state = state
    row.save(update_fields=["state"])
    _record(row, verb, by, at)
    return row


def _locked(attachment: Attachment) -> Attachment:
    """With its message, whose attachments are numbered."""
    row = Attachment.objects.select_for_update(of=("self",)).select_related("inbound").get(pk=attachment.pk)
    type(row.inbound).objects.select_for_update().get(pk=row.inbound_id)
    return row


def _record(
    row: Attachment, verb: str, by: Actor, at: datetime | None, detail: dict[str, object] | None = None
) -> None:
    detail = {"attachment": row.pk} | (detail or {})
    record(by=by, at=at, verb=verb, subject=f"mail:{row.inbound_id}", detail=detail)
