"""Giving a verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join

from whoscounting.census.models import Verdict
from whoscounting.census.queries.desk import Case
from whoscounting.desk.forms.fields import seen_flag, words_field
from whoscounting.desk.frame import go_on_from
from whoscounting.ui.words import WORDS

# Silence is not weighed: it follows from the dates.
GIVEN = [verdict for verdict in Verdict.values if verdict != Verdict.NO_RESPONSE]
REST_ON = {
    "required": "Tick at least one sentence that your verdict rests on.",
    # Only the latest reply's sentences are offered.
    "invalid_choice": "The answers have changed meanwhile. Read them again, then decide.",
}


class AssessForm(forms.Form):
    """A verdict with its reasons. It starts empty, so that nobody is led by what a machine or a colleague thinks."""

    reasons = words_field(
        "Your reasons", rows=5, help_text="In plain words. They are published, with the sentences that you ticked."
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)
    # Whether the page showed two verdicts that differ.
    settles = seen_flag()

    def __init__(self, *args: Any, case: Case, rubric: Mapping[str, Sequence[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.latest = case.line.request.revision
        choices = [(verdict, _with_rule(verdict, rubric.get(verdict, ()))) for verdict in GIVEN]
        self.fields["verdict"] = forms.ChoiceField(label="Your verdict", widget=forms.RadioSelect, choices=choices)
        self.quotations = _quotations(case)
        self.fields["rests_on"] = forms.MultipleChoiceField(
            label="It rests on",
            widget=forms.CheckboxSelectMultiple,
            choices=[(key, f"{number}: ‘{sentence}’") for key, (number, sentence) in self.quotations.items()],
            error_messages=REST_ON,
        )

    def clean(self) -> dict[str, Any]:
        """The reasons end with the sentences that they rest on."""
        cleaned = super().clean() or {}
        if self.has_error("rests_on", "invalid_choice"):
            go_on_from(self, revision=self.latest)
        ticked = [f"‘{self.quotations[key][1]}’" for key in cleaned.pop("rests_on", [])]
        if ticked and "reasons" in cleaned:
            cleaned["reasons"] += f" It says: {' and '.join(ticked)}"
        return cleaned


def _quotations(case: Case) -> dict[str, tuple[str, str]]:
    """The sentences of the latest reply, each with the number of its question."""
    return {
        str(piece.pk): (question.number, " ".join(piece.quotation.split()))
        for question in case.questions
        for piece in case.evidence.get(question.code, [])
    }


def _with_rule(verdict: str, rule: Sequence[str]) -> str:
    sentences = format_html_join(" ", "{}", ((sentence,) for sentence in rule))
    return format_html('<strong>{}</strong> <span class="desk-rule">{}</span>', WORDS[verdict], sentences)
