"""Mail that came in: written down, read, held for a person, dealt with, or put aside.

No action here opens a message: that is done in between, by `transport.arriving`, while no transaction is open. The
ledger names a message by its number and its hash; who wrote it and what about stands only in its own row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from whoscounting.ledger.actions import record
from whoscounting.lib import vault
from whoscounting.lib.actions import Refused, action
from whoscounting.lib.actors import Actor
from whoscounting.mail.models import Attachment, Inbound
from whoscounting.mail.queries.intake import match, reason_to_set_aside, twin_trouble, with_same_id
from whoscounting.mail.reading.shapes import Read, Unreadable
from whoscounting.mail.rules.intake import fields_of, kind_of

LEASE = timedelta(seconds=60)  # for reading one message; no reading takes so long
MOST_TRIES = 3
# What was read beside the columns: see reading.shapes.
ALSO_READ = {"whole", "in_reply_to", "references", "reply_to", "return_path", "to", "cc", "recipients", "hops"}
ALSO_READ |= {"automatic_signs", "bounce", "authentication"}


@action
def keep(
    *,
    sha256: str,
    source: str,
    received_at: datetime | None = None,
    envelope_to: str = "",
    by: Actor,
    at: datetime | None = None,
) -> tuple[Inbound, bool]:
    """Write down a message whose raw bytes lie in the vault already; and whether it is new.

    The same bytes twice are one message. Raises FileNotFoundError where the vault doesn't have them.
    """
    now = at or timezone.now()
    fields = {
        "size": vault.path_of(settings.EVIDENCE_ROOT, sha256).stat().st_size,
        "source": source,
        "received_at": received_at or now,
        "envelope_to": envelope_to[:254],
        "due_at": now,
    }
    inbound, is_new = Inbound.objects.get_or_create(sha256=sha256, defaults=fields)
    if is_new:
        detail = {"source": source, "size": inbound.size, "sha256": sha256}
        _record(inbound, "mail kept", by, at, detail)
    return inbound, is_new


@action
def begin_reading(*, inbound: Inbound, by: Actor, at: datetime | None = None) -> bool:
    """Whether this worker is the one to read it now. It is no other's for a minute.

    A message at which the reading died three times counts as unreadable, so that it holds up no other.
    """
    now = at or timezone.now()
    due = Inbound.objects.filter(pk=inbound.pk, state=Inbound.State.KEPT, due_at__lte=now)
    if not due.update(due_at=now + LEASE, tries=F("tries") + 1):
        return False
    inbound.refresh_from_db(fields=["tries"])
    if inbound.tries <= MOST_TRIES:
        return True
    finish_reading(inbound=inbound, outcome=Unreadable("Whoever read it broke off, three times."), by=by, at=at)
    return False


@action
def put_off_reading(*, inbound: Inbound, by: Actor, at: datetime | None = None) -> None:
    """The disk was at fault, not the message: that was no try, and it is read a minute later."""
    mine = Inbound.objects.filter(pk=inbound.pk, state=Inbound.State.KEPT, tries__gt=0)
    if mine.update(tries=F("tries") - 1, due_at=(at or timezone.now()) + LEASE):
        _record(inbound, "reading put off", by, at)


@action
def finish_reading(*, inbound: Inbound, outcome: Read | Unreadable, by: Actor, at: datetime | None = None) -> Inbound:
    """Write down what could be read, and which letter of ours it answers. Read already: nothing changes.

    The attachments' bytes must lie in the vault. What runs in circles, or came before, is put aside.
    """
    row = Inbound.objects.select_for_update().get(pk=inbound.pk)
    if row.state != Inbound.State.KEPT:
        return row
    if isinstance(outcome, Unreadable):
        row.state, row.trouble, outcome = (
            Inbound.State.UNREADABLE,
            outcome.reason[:300],
            Read(size=row.size, whole=False),
        )
    else:
        row.state = Inbound.State.READ
    _describe(row, outcome)
    row.save()
    Attachment.objects.bulk_create(
        Attachment(
            inbound=row,
            position=file.position,
            name=file.name[:200],
            declared_type=file.declared_type[:100],
            found_type=file.found_type[:100],
            size=file.size,
            sha256=file.sha256,
            inline=file.inline,
            inside=file.inside,
            hides=list(file.hides),
        )
        for file in outcome.files
    )
    detail = {"kind": row.kind, "about": row.about, "matched_by": row.matched_by, "attachments": len(outcome.files)}
    _record(row, "mail read" if row.state == Inbound.State.READ else "mail unreadable", by, at, detail)
    return row


@action
def read_again(*, inbound: Inbound, by: Actor, at: datetime | None = None) -> Inbound:
    """Let a message that could not be read be tried once more, because the reader or the machine is better now.

    It goes through everything as if it had just come. Raises Refused for one that was read.
    """
    row = Inbound.objects.select_for_update().get(pk=inbound.pk)
    if row.state == Inbound.State.KEPT:
        return row
    if row.state != Inbound.State.UNREADABLE:
        raise Refused("This letter was read.")
    row.state, row.trouble, row.tries, row.due_at = Inbound.State.KEPT, "", 0, at or timezone.now()
    row.dealt_with_at, row.held, row.set_aside = None, "", ""
    row.save()
    _record(row, "mail to be read again", by, at)
    return row


@action
def deal_with(*, inbound: Inbound, subjects: Sequence[str], by: Actor, at: datetime | None = None) -> Inbound:
    """Say that a room above has filed it under these subjects. It leaves the holding pen."""
    row = _locked(inbound)
    row.dealt_with_at, row.held, row.set_aside = at or timezone.now(), "", ""
    row.save(update_fields=["dealt_with_at", "held", "set_aside"])
    _record(row, "mail filed", by, at, {"subjects": list(subjects)})
    return row


@action
def hold(*, inbound: Inbound, why: str, by: Actor, at: datetime | None = None) -> Inbound:
    """Let it wait in the holding pen for a person, and say why in a sentence without personal data."""
    row = _locked(inbound)
    row.dealt_with_at, row.held = None, why[:200]
    row.save(update_fields=["dealt_with_at", "held"])
    _record(row, "mail held", by, at, {"why": why})
    return row


@action
def set_aside(*, inbound: Inbound, reason: str, by: Actor, at: datetime | None = None) -> Inbound:
    """Put away what is nobody's answer: advertising, mail that goes in circles. It stays kept. Idempotent."""
    row = _locked(inbound)
    if not reason.strip():
        raise Refused("Say why this is put aside.")
    if row.dealt_with_at is not None:
        raise Refused("This letter is filed. Take it out of its request first.")
    if row.set_aside != reason.strip()[:200]:
        row.set_aside = reason.strip()[:200]
        row.save(update_fields=["set_aside"])
        _record(row, "mail set aside", by, at)
    return row


@action
def bring_back(*, inbound: Inbound, by: Actor, at: datetime | None = None) -> Inbound:
    """Undo putting aside: it is filed as if it had just come, or waits in the holding pen. Idempotent."""
    row = _locked(inbound)
    if row.set_aside:
        row.set_aside = ""
        row.save(update_fields=["set_aside"])
        _record(row, "mail brought back", by, at)
    return row


def _locked(inbound: Inbound) -> Inbound:
    row = Inbound.objects.select_for_update().get(pk=inbound.pk)
    if row.state == Inbound.State.KEPT:
        raise Refused("This letter has not been read yet.")
    return row


def _describe(row: Inbound, read: Read) -> None:
    """Fill the row with what was read. What it belongs to is decided last, because that needs the rest."""
    for name, value in fields_of(read).items():
        setattr(row, name, value)
    row.kind = kind_of(read)
    found = match(row.envelope_to, read)
    row.about, row.matched_by, row.letter = found.about, found.by, found.letter
    before = with_same_id(row)
    twin = twin_trouble(row, read, before)
    row.details = {name: value for name, value in asdict(read).items() if name in ALSO_READ} | {
        "opened": [[one.key, one.generation] for one in found.opened],
        "doubtful": read.authentication.doubtful,
        "troubles": [*read.troubles, *([twin] if twin else [])],
    }
    row.set_aside = reason_to_set_aside(row, read, before)


def _record(
    inbound: Inbound, verb: str, by: Actor, at: datetime | None, detail: dict[str, object] | None = None
) -> None:
    record(by=by, at=at, verb=verb, subject=f"mail:{inbound.pk}", detail=detail)
