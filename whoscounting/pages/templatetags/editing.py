"""What editors’ screens show. `{% load editing %}` brings it."""

from __future__ import annotations

from typing import Any

from django import template
from django.db import models
from django.utils import timezone

from whoscounting.pages.queries import stories_for_press
from whoscounting.pages.rules.wording import hints
from whoscounting.pages.texts import texts

register = template.Library()


@register.simple_tag
def word_hints(thing: models.Model) -> list[dict[str, Any]]:
    """The words to look at again, each with the field or block in which it stands."""
    return [{"where": text.where, "hint": hint} for text in texts(thing) for hint in hints(text.text)]


@register.simple_tag
def told_to_press() -> list[Any]:
    """The stories that journalists may be told of today."""
    return list(stories_for_press(today=timezone.localdate()))
