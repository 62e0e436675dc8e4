"""Reading the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Value
from django.db.models.expressions import Combinable, Subquery
from django.db.models.functions import Coalesce

from whoscounting.ledger.models import Book, Event
from whoscounting.lib.world import World

Mark = tuple[str, int, datetime | None]


# The newest mark, while one page is drawn for which it was asked already.
_asked: ContextVar[list[Mark] | None] = ContextVar("asked", default=None)


@contextmanager
def at_one_moment() -> Iterator[None]:
    """Within it, what is newest is asked once. For readers only: who writes within it would not see their own lines."""
    token = _asked.set([])
    try:
        yield
    finally:
        _asked.reset(token)


def last_public(beside: Mapping[str, Combinable]) -> tuple[Any, ...]:
    """The id of the newest event after which public pages may differ, and what else is to be known of the same moment.

    One query, whatever stands `beside`; empty before the book is opened.
    """
    newest = Event.objects.filter(public=True).order_by("-id")
    last = Coalesce(Subquery(newest.values("id")[:1]), Value(0))
    when = Subquery(newest.values("recorded_at")[:1])
    rows = Book.objects.annotate(last=last, when=when, **beside).values_list("when", "last", *beside)
    recorded_at, *found = rows.first() or (None,)
    if found:
        _remember((_database(), found[0], recorded_at))
    return tuple(found)


def newest_public() -> Mark:
    """What to remember derived things under: the database, and its last public line.

    With the line's time, because a number whose transaction was rolled back is given again. One indexed query.
    """
    if asked := _asked.get():
        return asked[0]
    last = Event.objects.filter(public=True).order_by("-id").values_list("id", "recorded_at").first()
    return _remember((_database(), *(last or (0, None))))


def _remember(mark: Mark) -> Mark:
    asked = _asked.get()
    if asked is not None:
        asked[:] = [mark]
    return mark


def _database() -> str:
    return str(connection.settings_dict["NAME"])


def world_of_database() -> World | None:
    """Which world the database says it is, or None before it was opened."""
    book = Book.objects.first()
    return World(book.world) if book else None


def history(*, subject: str) -> QuerySet[Event]:
    """All that happened to one subject, oldest first."""
    return Event.objects.filter(subject=subject).order_by("id")
