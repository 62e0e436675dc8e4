"""Writing a round's letters, and sending them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from whoscounting.census.models import FoiRequest
from whoscounting.census.rules.letters import LONGEST_SUBJECT, Words
from whoscounting.desk.forms.fields import words_field
from whoscounting.desk.frame import go_on_from

LONGEST_LETTER = 20_000


class LetterForm(forms.Form):
    """Subject and text with merge fields, and the trust for which one wants to see the letter."""

    subject = forms.CharField(max_length=LONGEST_SUBJECT, widget=forms.TextInput(attrs={"size": 80}))
    body = words_field("Text", rows=24, longest=LONGEST_LETTER)
    trust = forms.ChoiceField(label="Show it as it would go to", required=False)

    def __init__(self, data: QueryDict | None, *, words: Words, requests: Sequence[FoiRequest], trust: str) -> None:
        super().__init__(data, initial={"subject": words.subject, "body": words.body, "trust": trust})
        self.saved = words
        self.fields["trust"].choices = [(one.trust_id, one.trust.name) for one in requests]  # type: ignore[attr-defined]

    @property
    def words(self) -> Words:
        """What stands in the form, also while something is wrong with it."""
        if not self.is_bound:
            return self.saved
        return Words(self.data.get("subject", ""), self.data.get("body", "").replace("\r\n", "\n"))


class TestLetterForm(forms.Form):
    recipient = forms.EmailField(
        label="Your address", max_length=254, help_text="The letter says TEST, and its link opens nothing."
    )


class SendForm(forms.Form):
    """Sends just as many letters as the person saw announced."""

    number = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, now: int) -> None:
        super().__init__(data, initial={"number": now})
        self.now = now

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("number") != self.now:
            self.add_error(None, f"Now it is {self.now} since you looked. Look through it again, then send.")
            go_on_from(self, number=self.now)
        return cleaned


class ChaseForm(forms.Form):
    """Which of the trusts that may be reminded are reminded, and how many of them at once."""

    most = forms.IntegerField(
        label="At most",
        required=False,
        min_value=1,
        help_text="The first so many of those ticked. Empty: all.",
    )

    def __init__(self, data: QueryDict | None, *, due: Sequence[FoiRequest]) -> None:
        super().__init__(data)
        gone = {"invalid_choice": "Some of these trusts answered or changed meanwhile. Look again, then send."}
        self.fields["trusts"] = forms.MultipleChoiceField(
            choices=[(one.trust_id, one.trust.name) for one in due],
            error_messages=gone | {"required": "Tick at least one trust."},
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "trusts" in cleaned:
            cleaned["trusts"] = cleaned["trusts"][: cleaned.get("most")]
        return cleaned

    @property
    def left_out(self) -> set[str]:
        """The trusts whose tick was taken away, when the form is refused."""
        ticked = self.data.getlist("trusts") if isinstance(self.data, QueryDict) else None
        offered = [code for code, _ in self.fields["trusts"].choices]  # type: ignore[attr-defined]
        return set() if ticked is None else set(offered) - set(ticked)


class CancelForm(forms.Form):
    why = forms.CharField(label="Why", max_length=200, help_text="It stands in the history.")
