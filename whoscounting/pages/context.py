"""What every template may ask for: the help line, as editors have set it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from whoscounting.pages.models.support import Helpline


def the_helpline() -> Helpline:
    """As it is set, or as it begins. (Wagtail's own `load` writes a row where there is none; a reader must not.)"""
    return Helpline.objects.first() or Helpline()


def helpline(request: HttpRequest) -> dict[str, Any]:
    """One query, where a template asks for it."""
    return {"helpline": SimpleLazyObject(the_helpline)}
