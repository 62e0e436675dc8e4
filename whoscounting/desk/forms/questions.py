"""The questions of a planned round."""

from __future__ import annotations

from typing import Any

from django import forms

from whoscounting.census.models import Question
from whoscounting.census.rules.questions import Wording
from whoscounting.desk.forms.fields import words_field


class RewordForm(forms.Form):
    number = forms.CharField(max_length=4, help_text="As the letter counts it, for example ‘2a’.")
    wording = words_field("Wording", help_text="As the letter puts it. Its code stays, so that years can be compared.")


class AddForm(forms.Form):
    code = forms.SlugField(
        max_length=30,
        help_text="Small letters, digits and underscores. A code that an earlier round had makes this its successor.",
    )
    number = forms.CharField(max_length=4, help_text="As the letter counts it, for example ‘6’.")
    kind = forms.ChoiceField(label="What is answered", choices=Question.Kind.choices)
    wording = words_field("Wording")
    voluntary = forms.BooleanField(
        label="It stands outside the request: trusts may leave it, and it is never scored", required=False
    )

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).lower()

    @property
    def said(self) -> Wording:
        cleaned: dict[str, Any] = self.cleaned_data
        return Wording(**cleaned)
