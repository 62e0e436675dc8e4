"""Uploads: checked for what they are, not for what they are called."""

from __future__ import annotations

from typing import Any

from django import forms
from PIL import Image
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from whoscounting.pages.rules.files import CANT_BE_OPENED, Unfit, pages_of_pdf, without_notes

NEEDS_WORDS = "Say in a sentence what the picture shows, for people who don’t see it."


class PictureField(WagtailImageField):  # type: ignore[misc]  # Wagtail ships no types
    """A picture, cleaned in its place: of several uploaded at once, Wagtail keeps the file that came in."""

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
            if file:
                _put_in_its_place(file, without_notes(file.read()))
        except Unfit as unfit:
            raise forms.ValidationError(str(unfit)) from unfit
        except (OSError, ValueError, Image.DecompressionBombError) as error:  # what Wagtail lets through
            raise forms.ValidationError(CANT_BE_OPENED) from error
        return file


def _put_in_its_place(file: Any, content: bytes) -> None:
    file.seek(0)
    file.truncate()
    file.write(content)
    file.flush()
    file.seek(0)
    file.size = len(content)


class PictureForm(BaseImageForm):  # type: ignore[misc]  # Wagtail ships no types
    """A picture with the words that stand for it. What a camera noted in the file is dropped before it is stored."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "description" in self.fields:
            self.fields["description"].required = True
            self.fields["description"].help_text = NEEDS_WORDS
            self.fields["description"].error_messages["required"] = NEEDS_WORDS
        if "file" in self.fields:
            known = self.fields["file"]
            self.fields["file"] = PictureField(label=known.label, widget=known.widget, required=known.required)


class DownloadForm(BaseDocumentForm):  # type: ignore[misc]
    """A PDF, opened once to see that it is one and to count its pages."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file or "file" not in self.changed_data:
            return file
        try:
            file.seek(0)
            self.instance.pages = pages_of_pdf(file.read())
            file.seek(0)
        except Unfit as unfit:
            raise forms.ValidationError(str(unfit)) from unfit
        return file
