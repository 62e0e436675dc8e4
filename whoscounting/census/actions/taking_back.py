"""Letters that wait in the outbox and whose reason is gone: nobody reminds a trust that has answered meanwhile."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils import timezone

from whoscounting.census.models import FoiRequest, LetterKind
from whoscounting.census.queries.chasing import stale
from whoscounting.lib.actions import Refused, action
from whoscounting.lib.actors import Actor
from whoscounting.mail.actions import cancel_letters, send_again, settle_by_hand
from whoscounting.mail.models import Message

# What presses for an answer.
PRESSING = (LetterKind.CHASER, LetterKind.REVIEW)


@action
def take_back_letters(
    *,
    requests: Collection[FoiRequest],
    kinds: Collection[str] = PRESSING,
    why: str,
    by: Actor,
    at: datetime | None = None,
) -> int:
    """Take back the letters of these kinds that still wait for these requests; returns how many. Idempotent."""
    subjects = [f"request:{request.pk}" for request in requests]
    waiting = Message.objects.filter(about__in=subjects, kind__in=kinds, state=Message.State.QUEUED)
    return cancel_letters(keys=list(waiting.values_list("key", flat=True)), why=why, by=by, at=at)


@action
def try_again(*, message: Message, by: Actor, at: datetime | None = None) -> Message:
    """Send a letter again that failed, or of which nobody knows whether it arrived, unchanged. Idempotent.

    Raises Refused for a reminder or a review whose reason is gone, and for a letter that went.
    """
    if why := stale(message, on=timezone.localdate(at or timezone.now())):
        raise Refused(f"It is not sent again. {why[0]}")
    if message.state == Message.State.UNSURE:
        return settle_by_hand(message=message, was_sent=False, by=by, at=at)
    return send_again(message=message, by=by, at=at)
