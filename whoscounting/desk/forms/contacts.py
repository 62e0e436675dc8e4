"""Where trusts are written to."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from django import forms
from django.http import QueryDict

from whoscounting.register.models import Contact

LARGEST_LIST = 1024 * 1024


class ContactForm(forms.Form):
    email = forms.EmailField(label="E-mail address", max_length=254, help_text="An office’s address, not a person’s.")
    source = forms.CharField(max_length=200, help_text="Where the address comes from: a web page, or who told us.")
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None, *, contact: Contact | None) -> None:
        known = {name: getattr(contact, name) for name in ("email", "source")} if contact else {}
        super().__init__(data, initial=known | {"seen": _mark(contact)})
        self.contact = contact

    def clean(self) -> dict[str, Any]:
        """What a colleague saved since this form was opened is not overwritten unread."""
        cleaned = super().clean() or {}
        seen = cleaned.pop("seen", "")
        said = self.contact and all(getattr(self.contact, name) == value for name, value in cleaned.items())
        cleaned["verified_on"] = None  # a second person sees to that
        cleaned["expected"] = seen.split("|")[0] or None
        if seen != _mark(self.contact) and not said:
            now = self.contact.email if self.contact else "nothing"
            self.add_error(None, f"Somebody else changed this contact meanwhile, to {now}. Save again to use yours.")
            self.data = dict(self.data.items()) | {"seen": _mark(self.contact)}
        return cleaned


class VerifyForm(forms.Form):
    """Says which address the person has checked."""

    seen = forms.EmailField(widget=forms.HiddenInput)
    sure = forms.BooleanField(label="I have found this address on the trust’s own page, or asked the trust")


class ImportForm(forms.Form):
    """A list of contacts: first the file, then, once it was looked through, its content again."""

    file = forms.FileField(label="CSV file", required=False, max_length=200)
    content = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if file and file.size > LARGEST_LIST:
            self.add_error("file", "This file is larger than 1 MB. A list of contacts is far smaller.")
        elif not file and not cleaned.get("content"):
            self.add_error("file", "Choose a file.")
        elif not self.errors:
            cleaned["bytes"] = file.read() if file else self._carried(cleaned["content"])
        return cleaned

    def _carried(self, content: object) -> bytes:
        try:
            return base64.b64decode(str(content), validate=True)
        except binascii.Error:
            self.add_error("file", "Choose the file again.")
            return b""

    @property
    def carry(self) -> str:
        """The file's bytes for the hidden field, so that nobody has to choose it twice."""
        return base64.b64encode(self.cleaned_data["bytes"]).decode()


def _mark(contact: Contact | None) -> str:
    return f"{contact.email}|{contact.source}|{contact.verified_on}" if contact else ""
