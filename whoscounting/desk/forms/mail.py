"""Forms of the holding pen, and for files that came with mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from whoscounting.census.actions.answering import LARGEST_FILE
from whoscounting.desk.forms.fields import words_field


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given or [None]]


class BringForm(forms.Form):
    letters = FilesField(
        label="Letters as files",
        widget=ManyFiles(attrs={"accept": ".eml,.mbox,message/rfc822"}),
        help_text="One letter as .eml, many as .mbox; several files at once. What is here already is not added again.",
    )


class RedactedForm(forms.Form):
    file = forms.FileField(label="The copy in which something is blacked out", max_length=200)
    reason = words_field("What was taken out, and why", rows=2, longest=300)

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError("This file is larger than 25 MB.")
        return file
