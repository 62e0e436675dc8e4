"""Forms for running a round."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from whoscounting.census.models import Hold
from whoscounting.desk.forms.fields import DayField, seen_flag, words_field
from whoscounting.desk.frame import go_on_from


class PlanForm(forms.Form):
    name = forms.CharField(max_length=60, help_text="As readers see it, for example ‘Census 2026’.")
    code = forms.SlugField(
        max_length=30, help_text="For addresses: small letters, digits and hyphens. It never changes again."
    )
    year = forms.IntegerField(min_value=2016, max_value=2100)
    opens_on = DayField(
        label="Planned to open on", past=False, required=False, help_text="Readers see it before the round opens."
    )
    closes_on = DayField(
        label="Planned to close on", past=False, required=False, help_text="Readers see it before the round opens."
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("opens_on"), cleaned.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", "A round closes after it has opened.")
        return cleaned


class OpenForm(forms.Form):
    on = DayField(label="The round opens on", past=False)
    sure = forms.BooleanField(label="I have looked through both lists, and these trusts are to be asked")


class CloseForm(forms.Form):
    on = DayField(label="The round closed on")
    sure = forms.BooleanField(label="I know that from now on silence can become a finding")


class ScopeForm(forms.Form):
    in_scope = forms.TypedChoiceField(
        label="In this round",
        choices=[("yes", "This trust is asked"), ("no", "This trust is not asked")],
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
    )
    reason = words_field("Reason", longest=300, help_text="It is published on the trust’s page.")
    seen = seen_flag()


class HoldForm(forms.Form):
    hold = forms.TypedChoiceField(
        label="What stops the law’s clock",
        choices=[("", "Nothing: the clock runs"), *((h.value, h.label) for h in Hold if h)],
        coerce=Hold,
        empty_value=Hold.NONE,
        required=False,
        widget=forms.RadioSelect,
    )
    on = DayField(
        label="Since when",
        help_text="The day on which it began; or, if the clock runs again, the day on which it ended. A clarification "
        "gives the trust 20 fresh working days from then. The days of a fees notice don’t count.",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class ExtendForm(forms.Form):
    until = DayField(
        label="The trust takes more time until",
        past=False,
        help_text="Only if it gave notice with its reasons. Its reply is not due before this day.",
    )


class RecordForm(forms.Form):
    """What was done for many trusts at once."""

    WHAT = (
        ("sending", "The request was sent"),
        ("delivery", "Delivery is proved"),
        ("reminder", "The reminder was sent"),
    )
    WHICH = (("ticked", "The ticked trusts"), ("all", "All trusts for which this is the next step"))

    what = forms.ChoiceField(label="What happened", choices=WHAT)
    on = DayField(label="On")
    proof = forms.CharField(
        label="Proof of delivery",
        max_length=200,
        required=False,
        help_text="In words, for example ‘delivery receipt from the FOI office’s verified address’.",
    )
    which = forms.ChoiceField(label="For", choices=WHICH, widget=forms.RadioSelect, initial="ticked")

    def __init__(self, *args: Any, codes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["trusts"] = forms.MultipleChoiceField(choices=[(code, code) for code in codes], required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("which") == "ticked" and not cleaned.get("trusts") and not self.errors:
            self.add_error(None, "Tick at least one trust, or choose all of them.")
        self._check_proof(cleaned)
        return cleaned

    def _check_proof(self, cleaned: dict[str, Any]) -> None:
        delivery = cleaned.get("what") == "delivery"
        if delivery and not cleaned.get("proof") and "proof" not in self.errors:
            self.add_error("proof", "Say what proves the delivery.")
        elif not delivery and cleaned.get("proof"):
            self.add_error("proof", "Proof goes with a delivery. Choose ‘Delivery is proved’, or empty this.")

    @property
    def chosen(self) -> list[str] | None:
        """The ticked trusts, or None for all."""
        return self.cleaned_data["trusts"] if self.cleaned_data["which"] == "ticked" else None

    @property
    def ticked(self) -> list[str]:
        """What was ticked, also when the form is refused."""
        return self.data.getlist("trusts") if isinstance(self.data, QueryDict) else []


class PublishForm(forms.Form):
    note = forms.CharField(
        label="What is new, in a sentence", max_length=300, required=False, help_text="Readers see it with the edition."
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None, *, now: str) -> None:
        super().__init__(data, initial={"seen": now})
        self.now = now

    def clean(self) -> dict[str, Any]:
        """What is published can't be taken back, so only what was looked at is."""
        cleaned = super().clean() or {}
        if cleaned.get("seen") != self.now:
            self.add_error(None, "More was decided since you looked. Look through it again, then publish.")
            go_on_from(self, seen=self.now)
        return cleaned
