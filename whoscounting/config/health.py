"""/healthz: whether this process can do its work."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from whoscounting.ledger.queries import world_of_database


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """'ok' if the database answers, is of this world and has every migration; otherwise 503 and what is wrong."""
    wrong = trouble()
    return HttpResponse(wrong or "ok", content_type="text/plain; charset=utf-8", status=503 if wrong else 200)


def trouble() -> str:
    """What is wrong with the database, in a sentence; empty if nothing is."""
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except DatabaseError:
        return "The database does not answer."
    missing = len(_all_migrations() - applied.keys())
    if missing:
        return f"The database is not up to date: {missing} migrations are missing."
    world = world_of_database()
    return "" if world == settings.WORLD else f"The database is of another world: {world or 'none yet'}."


@cache
def _all_migrations() -> frozenset[tuple[str, str]]:
    """What this release came with. Reading it takes a tenth of a second, and it can't change while we run."""
    return frozenset(MigrationLoader(None).graph.nodes)
