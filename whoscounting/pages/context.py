"""What every template may ask for: the help line, as editors have set it."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from whoscounting.ledger.queries import asked
from whoscounting.pages.models.support import Helpline


def the_helpline() -> Helpline:
    """As it is set, or as it begins. (Wagtail's own `load` writes a row where there is none; a reader must not.)"""
    moment = asked()
    if "helpline" in moment:
        return _read(moment["helpline"])
    return Helpline.objects.first() or Helpline()


def _read(answer: dict[str, Any] | str | None) -> Helpline:
    """From what came along with the freshness key, where a date is a text; on SQLite all of it is."""
    fields = json.loads(answer) if isinstance(answer, str) else answer
    return Helpline(**{name: Helpline._meta.get_field(name).to_python(value) for name, value in (fields or {}).items()})


def helpline(request: HttpRequest) -> dict[str, Any]:
    """One query, where a template asks for it."""
    return {"helpline": SimpleLazyObject(the_helpline)}
