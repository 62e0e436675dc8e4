"""Forms for what a letter does, and for what we answer to it."""

from __future__ import annotations

from django import forms

from whoscounting.census.models import NoticeKind
from whoscounting.desk.forms.fields import DayField, words_field


class NoticeForm(forms.Form):
    """What a letter does. A click on a suggestion sends the same fields."""

    kind = forms.TypedChoiceField(
        label="What the letter does", choices=[("", "Choose"), *NoticeKind.choices], coerce=NoticeKind
    )
    words = words_field(
        "The words that say so", longest=20_000, rows=4, help_text="Word for word, as they stand there."
    )
    noted_on = DayField(label="Day of the letter")
    until = DayField(
        label="Until",
        past=False,
        required=False,
        help_text="Of an extension the day until which the trust takes more time.",
    )

    def clean_words(self) -> str:
        """As they stand in the letter: browsers send lines with ends of their own."""
        return str(self.cleaned_data["words"]).replace("\r\n", "\n")


class OurWordsForm(forms.Form):
    """What stands in a letter of ours besides its fixed words."""

    words = words_field("In our words", rows=8)

    def __init__(self, *args: object, help_text: str = "", **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["words"].help_text = help_text


class ComplaintForm(forms.Form):
    on = DayField(label="The complaint was made on")
