"""Letters that wait in the outbox and whose reason is gone: nobody reminds a trust that has answered meanwhile."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from whoscounting.census.models import FoiRequest, LetterKind
from whoscounting.lib.actions import action
from whoscounting.lib.actors import Actor
from whoscounting.mail.actions import cancel_letters
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
