"""What is asked when a person's consent is recorded."""

from __future__ import annotations

from typing import Any

from django import forms

from whoscounting.pages.models import Consent
from whoscounting.pages.rules.consent import WORDING


class ConsentForm(forms.Form):
    """Who agreed to what, where it may appear, until when, and how to reach them."""

    person = forms.CharField(max_length=120, label="Who agreed", help_text="Their full name. Only staff see it.")
    contact = forms.CharField(
        max_length=200, label="How to reach them", help_text="And, if they named somebody, whom to ask if they die."
    )
    agreed_on = forms.DateField(label="Agreed on", widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(
        label="Until",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Empty means until they take it back. After this day the story is shown no more.",
    )
    wording = forms.CharField(
        label="The wording they agreed to", initial=WORDING, widget=forms.Textarea(attrs={"rows": 8})
    )
    on_home = forms.BooleanField(label="It may also stand on the first page", required=False)
    for_press = forms.BooleanField(label="Journalists may be told of it", required=False)


def filled(consent: Consent) -> dict[str, Any]:
    """The form's values as they are recorded."""
    return {name: getattr(consent, name) for name in ConsentForm.base_fields}
