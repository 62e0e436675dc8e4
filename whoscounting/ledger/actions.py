"""Writing into the ledger. Other rooms' actions call `record` inside their own transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from whoscounting.ledger.models import Book, Event
from whoscounting.lib.actions import Refused, action
from whoscounting.lib.actors import Actor
from whoscounting.lib.world import World


@action
def record(
    *,
    by: Actor,
    at: datetime | None = None,
    verb: str,
    subject: str,
    detail: dict[str, Any] | None = None,
    public: bool = False,
) -> Event:
    """Add one line. `subject` is `noun:key`, for example `trust:RA2`; `at` is when it happened."""
    if public:
        _take_turns()
    return Event.objects.create(
        happened_at=at or timezone.now(),
        actor_kind=by.kind,
        actor_id=by.id,
        verb=verb,
        subject=subject,
        detail=detail or {},
        public=public,
    )


@action
def open_book(*, world: World, by: Actor, at: datetime | None = None) -> Book:
    """Say once which world this database is. Raises Refused if it is already the other one."""
    book = Book.objects.first()
    if book is None:
        book = Book.objects.create(world=world.value)
        record(by=by, at=at, verb="book opened", subject=f"world:{world.value}", public=True)
    elif book.world != world.value:
        raise Refused(f"This database is the {book.world} and can't become the {world.value}.")
    return book


def _take_turns() -> None:
    """Let public lines be committed in the order of their ids, because readers tell what is new by the last id."""
    Book.objects.select_for_update().first()
