"""What waits to be sent: mailings, their letters, pausing them and taking them back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from whoscounting.ledger.actions import record
from whoscounting.lib.actions import Refused, action
from whoscounting.lib.actors import Actor
from whoscounting.mail.models import Mailing, Message
from whoscounting.mail.rules.composing import message_id
from whoscounting.mail.rules.drafts import LetterDraft, objection


@action
def plan_mailing(*, key: str, title: str, about: str, by: Actor, at: datetime | None = None) -> Mailing:
    """The mailing with this key; planning it twice makes one."""
    mailing, is_new = Mailing.objects.get_or_create(key=key, defaults={"title": title, "about": about})
    if is_new:
        record(by=by, at=at, verb="mailing planned", subject=_name(mailing), detail={"key": key, "about": about})
    return mailing


@action
def queue_letters(
    *,
    mailing: Mailing | None = None,
    drafts: Sequence[LetterDraft],
    due_at: datetime | None = None,
    by: Actor,
    at: datetime | None = None,
) -> int:
    """Let these letters go out, not before `due_at`. Returns how many are new: a key that is there stays as it is.

    Raises Refused, and queues none of them, if one can't be sent as it is. To be called in the transaction of what
    happened, so that a letter goes out exactly if it did happen.
    """
    _refuse_what_cannot_go(drafts)
    now = at or timezone.now()
    letters = [_letter(draft, mailing, now, due_at or now) for draft in drafts]
    new = _added(letters)
    for letter in new:
        detail = {"about": letter.about, "kind": letter.kind}
        record(by=by, at=at, verb="letter queued", subject=f"message:{letter.pk}", detail=detail)
    return len(new)


@action
def pause(*, mailing: Mailing, by: Actor, at: datetime | None = None) -> bool:
    """Hold back all letters of this mailing that have not been handed over. False if it was paused already."""
    return _set_paused(mailing, True, by, at)


@action
def resume(*, mailing: Mailing, by: Actor, at: datetime | None = None) -> bool:
    """Let the letters go again. False if it was not paused."""
    return _set_paused(mailing, False, by, at)


@action
def cancel_letters(*, keys: Collection[str], why: str, by: Actor, at: datetime | None = None) -> int:
    """Take back those of these letters that still wait; returns how many. What is being sent can't be taken back."""
    waiting = Message.objects.filter(key__in=keys, state=Message.State.QUEUED)
    locked = list(waiting.select_for_update().values_list("pk", flat=True))
    Message.objects.filter(pk__in=locked).update(state=Message.State.CANCELLED, settled_at=at or timezone.now())
    for letter in locked:
        record(by=by, at=at, verb="letter cancelled", subject=f"message:{letter}", detail={"why": why})
    return len(locked)


def _refuse_what_cannot_go(drafts: Sequence[LetterDraft]) -> None:
    for draft in drafts:
        if why := objection(draft):
            raise Refused(f"Nothing was queued. {why}")
    if len({draft.key for draft in drafts}) < len(drafts):
        raise Refused("Nothing was queued. Two of these letters are the same one.")


def _letter(draft: LetterDraft, mailing: Mailing | None, now: datetime, due_at: datetime) -> Message:
    return Message(
        key=draft.key,
        mailing=mailing,
        about=draft.about,
        kind=draft.kind,
        recipient=draft.recipient,
        domain=draft.domain,
        recipient_verified_on=draft.recipient_verified_on,
        subject=draft.subject,
        body=draft.body,
        secrets={name: list(secret) for name, secret in draft.secrets.items()},
        attachments=[dict(one) for one in draft.attachments],
        message_id=message_id(draft.key),
        in_reply_to=draft.in_reply_to,
        automatic=draft.automatic,
        queued_at=now,
        due_at=due_at,
    )


def _added(letters: Sequence[Message]) -> list[Message]:
    """Those of these letters that were not there. If another adds one of them meanwhile, we look once more."""
    for is_last in (False, False, True):
        there = set(Message.objects.filter(key__in=[one.key for one in letters]).values_list("key", flat=True))
        new = [one for one in letters if one.key not in there]
        try:
            with transaction.atomic():
                return Message.objects.bulk_create(new)
        except IntegrityError:
            if is_last:
                raise
    return []


def _set_paused(mailing: Mailing, paused: bool, by: Actor, at: datetime | None) -> bool:
    changed = Mailing.objects.filter(pk=mailing.pk, paused=not paused).update(paused=paused)
    if changed:
        record(by=by, at=at, verb="mailing paused" if paused else "mailing resumed", subject=_name(mailing))
    return bool(changed)


def _name(mailing: Any) -> str:
    return f"mailing:{mailing.pk}"
