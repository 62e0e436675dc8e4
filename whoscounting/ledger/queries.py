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
from whoscounting.lib.compiled import first_row
from whoscounting.lib.world import World

Mark = tuple[str, int, datetime | str | None]


Moment = dict[str, Any]

# What was asked last, while one page is drawn.
_asked: ContextVar[Moment | None] = ContextVar("asked", default=None)


@contextmanager
def at_one_moment() -> Iterator[None]:
    """Within it, what is newest is asked once. For readers only: who writes within it would not see their own lines."""
    token = _asked.set({})
    try:
        yield
    finally:
        _asked.reset(token)


def asked() -> Moment:
    """What `last_public` found for the page that is being drawn; empty outside `at_one_moment`."""
    return _asked.get() or {}


def last_public(beside: Mapping[str, Combinable]) -> Moment:
    """The newest line of the ledger after which public pages may differ, and what else there is at the same moment.

    `last` is its id and `recorded_at` its time. One query, whatever stands `beside`; empty before the book is opened.
    """
    names = tuple(sorted(beside))
    found: Moment = first_row((names, tuple(id(beside[name]) for name in names)), lambda: _question(beside))
    asking = _asked.get()
    if asking is not None:
        asking |= found
    return found


def _question(beside: Mapping[str, Combinable]) -> Any:
    newest = Event.objects.filter(public=True).order_by("-id")
    parts = {
        "last": Coalesce(Subquery(newest.values("id")[:1]), Value(0)),
        "recorded_at": Subquery(newest.values("recorded_at")[:1]),
        **beside,
    }
    return Book.objects.annotate(**parts).order_by("pk").values(*parts)


def newest_public() -> Mark:
    """What to remember derived things under: the database, and its last public line.

    With the line's time, because a number whose transaction was rolled back is given again. One indexed query, none for
    a page for which it was asked already.
    """
    moment = asked() or last_public({})
    return (str(connection.settings_dict["NAME"]), moment.get("last", 0), moment.get("recorded_at"))


def world_of_database() -> World | None:
    """Which world the database says it is, or None before it was opened."""
    book = Book.objects.first()
    return World(book.world) if book else None


def history(*, subject: str) -> QuerySet[Event]:
    """All that happened to one subject, oldest first."""
    return Event.objects.filter(subject=subject).order_by("id")
