"""Reading the ledger."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.db.models import Max, QuerySet

from whoscounting.ledger.models import Book, Event
from whoscounting.lib.world import World

Mark = tuple[str, int, datetime | None]


def last_public_id() -> int:
    """The id of the newest event after which public pages may differ; 0 in an empty book. One indexed query."""
    return Event.objects.filter(public=True).aggregate(last=Max("id"))["last"] or 0


def newest_public() -> Mark:
    """What to remember derived things under: the database, and its last public line.

    With the line's time, because a number whose transaction was rolled back is given again. One indexed query.
    """
    last = Event.objects.filter(public=True).order_by("-id").values_list("id", "recorded_at").first()
    return (str(connection.settings_dict["NAME"]), *(last or (0, None)))


def world_of_database() -> World | None:
    """Which world the database says it is, or None before it was opened."""
    book = Book.objects.first()
    return World(book.world) if book else None


def history(*, subject: str) -> QuerySet[Event]:
    """All that happened to one subject, oldest first."""
    return Event.objects.filter(subject=subject).order_by("id")
