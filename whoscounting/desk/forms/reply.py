"""Taking in a reply: one form for the letter, and one for each question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, QueryDict

from whoscounting.census.actions import EvidenceDraft, ReplyDraft
from whoscounting.census.actions.answering import LARGEST_FILE, YES_NO
from whoscounting.census.models import Answer, Disposition, Evidence, Exemption, Origin, Question
from whoscounting.census.queries.desk import Case
from whoscounting.census.rules.smallnumbers import published_value, published_words
from whoscounting.desk.forms.fields import DayField, words_field
from whoscounting.lib import vault
from whoscounting.lib.actions import Refused

YES_NO_CHOICES = [("", "Choose"), *((word, word.capitalize()) for word in YES_NO)]
Kind = Question.Kind


def value_field(kind: str) -> forms.Field:
    """What the trust answered, in the question's own terms."""
    if kind == Kind.YES_NO:
        return forms.ChoiceField(label="Answer", choices=YES_NO_CHOICES, required=False)
    if kind == Kind.COUNT:
        return forms.CharField(
            label="Number", max_length=300, required=False, help_text="A whole number, or ‘fewer than 5’."
        )
    if kind == Kind.PERIOD:
        return forms.CharField(
            label="Period", max_length=300, required=False, help_text="For example ‘April 2025 to March 2026’."
        )
    return words_field("Answer", rows=2, longest=300, required=False)


class AnswerForm(forms.Form):
    """What the reply says to one question."""

    disposition = forms.ChoiceField(label="What became of it", choices=Disposition.choices, initial=Disposition.SILENT)
    exemption = forms.ChoiceField(
        label="Section, if refused", choices=[("", "None"), *Exemption.choices[1:]], required=False
    )
    quotation = words_field(
        "The sentence that says so",
        required=False,
        help_text="Word for word, as the trust wrote it: also of a refusal and of ‘not held’.",
    )
    page = forms.CharField(label="Page", max_length=20, required=False)
    field_order = ("disposition", "value", "exemption", "quotation", "page")

    def __init__(self, data: QueryDict | None, *, question: Question, initial: dict[str, Any]) -> None:
        super().__init__(data, prefix=f"q-{question.code}", initial=initial)
        self.question = question
        self.fields["value"] = value_field(question.kind)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Nothing that a person typed may be dropped without a word."""
        cleaned = super().clean() or {}
        became = cleaned.get("disposition")
        if became == Disposition.SILENT and any(cleaned.get(name) for name in ("value", "exemption", "quotation")):
            self.add_error("disposition", "Something is written here. Choose what became of this question.")
        elif became != Disposition.ANSWERED and cleaned.get("value"):
            self.add_error("value", "Only an answered question has an answer. Choose ‘Answered’, or empty this.")
        elif became != Disposition.REFUSED and cleaned.get("exemption"):
            self.add_error("exemption", "A section goes with a refusal. Choose ‘Refused’, or ‘None’ here.")
        if became and became != Disposition.SILENT and not cleaned.get("quotation") and "quotation" not in self.errors:
            self.add_error("quotation", "Quote the sentence that says so.")
        return cleaned

    @property
    def readers_see(self) -> tuple[str, str]:
        """The value and the quotation in this form, masked as they would be published."""
        value, quotation = (str(self[name].value() or "") for name in ("value", "quotation"))
        return published_value(self.question.kind, value.strip()), published_words(quotation)

    def draft(self, place: dict[str, Any]) -> ReplyDraft:
        """The answer for the action; `place` says where the whole reply stands."""
        said = self.cleaned_data
        quotation = said["quotation"]
        pieces = [EvidenceDraft(quotation=quotation, page=said["page"], **place)] if quotation else []
        return ReplyDraft(
            self.question.code, said["disposition"], said["value"], said["exemption"], words=quotation, evidence=pieces
        )


class ReplyForm(forms.Form):
    """The reply as a whole, with a form for each question at `.answers`."""

    answered_on = DayField(label="Date of the reply")
    origin = forms.ChoiceField(label="What it is", choices=Origin.choices, initial=Origin.REPLY)
    url = forms.URLField(
        label="Web address", max_length=400, required=False, assume_scheme="https", help_text="If it stands in public."
    )
    file = forms.FileField(
        label="File", required=False, max_length=200, help_text="The letter itself, up to 25 MB. Staff only."
    )
    keep_file = forms.BooleanField(label="Use the file of the latest reply again", required=False)
    expected_revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, request: HttpRequest, case: Case) -> None:
        data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
        self.kept = next((e for pieces in case.evidence.values() for e in pieces if e.sha256), None)
        super().__init__(data, files, initial=_initial(case))
        # When others got their reply may be unknown.
        self.fields["answered_on"].required = not case.line.request.round.historic
        self.answers = [self.answer_form(data, case, question) for question in case.questions]
        if self.kept is None:
            del self.fields["keep_file"]
        else:
            self.fields["keep_file"].help_text = self.kept.file_name

    def answer_form(self, data: QueryDict | None, case: Case, question: Question) -> AnswerForm:
        return AnswerForm(data, question=question, initial=said_before(case, question.code))

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_FILE:
            raise forms.ValidationError("This file is larger than 25 MB.")
        return file

    def is_valid(self) -> bool:
        parts = [super().is_valid(), *(answer.is_valid() for answer in self.answers)]  # all, so that each is marked
        if not all(parts) and not self.non_field_errors():
            self.add_error(None, "Nothing is saved yet. Please look at what is marked below.")
        return all(parts)

    def drafts(self) -> list[ReplyDraft]:
        place = self._place()
        return [answer.draft(place) for answer in self.answers]

    def _place(self) -> dict[str, Any]:
        """Where the reply stands: its address, and the bytes of its file."""
        place: dict[str, Any] = {"origin": self.cleaned_data["origin"], "url": self.cleaned_data["url"]}
        file = self.cleaned_data["file"]
        if file:
            return place | {"file_name": file.name, "content": file.read()}
        if self.kept and self.cleaned_data.get("keep_file"):
            return place | {"file_name": self.kept.file_name, "content": kept_bytes(self.kept)}
        return place


def kept_bytes(piece: Evidence) -> bytes:
    try:
        return vault.path_of(settings.EVIDENCE_ROOT, piece.sha256).read_bytes()
    except FileNotFoundError:
        raise Refused(f"‘{piece.file_name}’ is not among the evidence files any more. Choose the file again.") from None


def _initial(case: Case) -> dict[str, Any]:
    answers, pieces = list(case.answers.values()), list(_pieces(case))
    first: dict[str, Any] = {"expected_revision": case.line.request.revision, "keep_file": True}
    if answers:
        first["answered_on"] = answers[0].answered_on
    if pieces:
        first |= {"origin": pieces[0].origin, "url": pieces[0].url}
    return first


def _pieces(case: Case) -> Iterator[Evidence]:
    for pieces in case.evidence.values():
        yield from pieces


def said_before(case: Case, code: str) -> dict[str, Any]:
    answer: Answer | None = case.answers.get(code)
    if answer is None:
        return {}
    piece = next(iter(case.evidence.get(code, [])), None)
    return {
        "disposition": answer.disposition,
        "value": answer.value,
        "exemption": answer.exemption,
        "quotation": piece.quotation if piece else answer.words,
        "page": piece.page if piece else "",
    }
