"""Whether anything that editors write has changed: a part of the key under which public pages are kept."""

from __future__ import annotations

from django.db import connection
from wagtail.models import ModelLogEntry, PageLogEntry

NEWEST = 200  # entries that may be committed after one with a higher number; far more than ever happen at once


def newest_change() -> str:
    """Differs after every line that Wagtail writes into its two logs. One query.

    Writers don't take turns there, so a line may appear after one with a higher number: the newest are counted too.
    """
    logs = [model._meta.db_table for model in (PageLogEntry, ModelLogEntry)]
    newest = [f"(SELECT COALESCE(MAX(id), 0) FROM {log})" for log in logs]  # noqa: S608  # our own tables' names
    counts = [
        f"(SELECT COUNT(*) FROM {log} WHERE id > (SELECT COALESCE(MAX(id), 0) - {NEWEST} FROM {log}))"  # noqa: S608
        for log in logs
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(newest + counts)}")
        return "-".join(str(number) for number in cursor.fetchone())
