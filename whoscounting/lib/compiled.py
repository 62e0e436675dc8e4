"""A question that is asked at every request: Django builds its SQL once for each process, not each time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import QuerySet

Build = Callable[[], QuerySet[Any, dict[str, Any]]]
Built = tuple[str, tuple[Any, ...], list[str], Build]
_built: dict[object, Built] = {}


def first_row(key: object, build: Build) -> dict[str, Any]:
    """The first row of what `build` asks for by `values()`, by name, as the database driver hands it over; or nothing.

    `key` tells questions apart; what `build` holds on to lives as long as it. SQLite hands over dates and JSON as text.
    """
    kept = (connection.vendor, key)
    if kept not in _built:
        rows = build()[:1]
        sql, params = rows.query.sql_with_params()
        _built[kept] = (sql, params, [*rows.query.values_select, *rows.query.annotation_select], build)
    sql, params, names, _ = _built[kept]
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        row = cursor.fetchone()
    return dict(zip(names, row, strict=True)) if row else {}
