"""Reading the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Value
from django.db.models.expressions import Combinable, Subquery
from django.db.models.functions import Coalesce

from whoscounting.ledger.models import Book, Event
from whoscounting.lib.world import World

Mark = tuple[str, int, datetime | None]


def last_public(beside: Mapping[str, Combinable]) -> tuple[Any, ...]:
    """The id of the newest event after which public pages may differ, and what else is to be known of the same moment.

    One query, whatever stands `beside`; empty before the book is opened.
    """
    last = Coalesce(Subquery(Event.objects.filter(public=True).order_by("-id").values("id")[:1]), Value(0))
    return Book.objects.annotate(last=last, **beside).values_list("last", *beside).first() or ()


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
