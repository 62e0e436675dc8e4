"""Fields that several forms share."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from whoscounting.desk.frame import today


def not_ahead(day: date) -> None:
    """What has not happened yet can't be recorded."""
    if day > today():
        raise ValidationError("This day is still to come. Record it when it has happened.")


class DayField(forms.DateField):
    """A calendar day, with the browser's own picker. It also understands 31/12/2026."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, *, past: bool = True, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y"], validators=[not_ahead] if past else [], **options)


def seen_flag() -> forms.BooleanField:
    """Carries a yes or no that the person saw when the form was opened."""
    return forms.BooleanField(widget=forms.HiddenInput, required=False)


def words_field(label: str, *, rows: int = 3, longest: int = 5000, **options: Any) -> forms.CharField:
    """Some lines of text."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=longest, widget=widget, **options)
