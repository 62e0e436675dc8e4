"""Whether anything that editors write has changed: a part of the key under which public pages are kept."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Value
from django.db.models.expressions import Combinable, Subquery
from django.db.models.functions import Coalesce, JSONObject
from wagtail.models import ModelLogEntry, PageLogEntry

from whoscounting.pages.models.support import Helpline

LATE = 200  # entries that may be committed after one with a higher number; far more than ever happen at once


def newest_changes() -> dict[str, Combinable]:
    """What differs after every line that Wagtail writes into its two logs, to be asked for within another query."""
    logs = {
        f"{name}_{what}": one
        for name, log in (("pages", PageLogEntry), ("models", ModelLogEntry))
        for what, one in (("newest", _newest(log)), ("late", _late(log)))
    }
    return logs | {"helpline": _helpline()}


def _helpline() -> Combinable:
    """Every page shows it, so it comes along with what every page asks."""
    fields = {field.name: F(field.name) for field in Helpline._meta.concrete_fields}
    return Subquery(Helpline.objects.order_by("pk").values(all=JSONObject(**fields))[:1])


def _newest(log: Any) -> Combinable:
    return Coalesce(Subquery(log.objects.order_by("-pk").values("pk")[:1]), Value(0))


def _late(log: Any) -> Combinable:
    """Writers don't take turns there, so a line may appear after one with a higher number: the newest are counted."""
    newest = log.objects.filter(pk__gt=_newest(log) - LATE).order_by().annotate(all=Value(1)).values("all")
    return Coalesce(Subquery(newest.annotate(lines=Count(F("pk"))).values("lines")), Value(0))
