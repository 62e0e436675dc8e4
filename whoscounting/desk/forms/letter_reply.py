"""Taking in a reply from a letter that came: prefilled with what the letter seems to say, resting on the letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from whoscounting.census.actions import ReplyDraft
from whoscounting.census.models import Evidence, Origin, Question
from whoscounting.census.queries.delivery import day_of
from whoscounting.census.queries.desk import Case
from whoscounting.desk.correspondence import Document, Figure
from whoscounting.desk.forms.reply import AnswerForm, ReplyForm, kept_bytes, said_before
from whoscounting.mail.models import Inbound

BEFORE = "before"


class LetterAnswerForm(AnswerForm):
    """What the letter says to one question, and in which of its documents. `figure` is the suggestion, if any."""

    stands = forms.ChoiceField(label="Where it stands")

    def __init__(
        self,
        data: QueryDict | None,
        *,
        question: Question,
        initial: dict[str, Any],
        figure: Figure | None,
        docs: Sequence[Document],
        before: Evidence | None,
    ) -> None:
        super().__init__(data, question=question, initial=initial)
        self.figure, self.docs, self.before = figure, {one.key: one for one in docs}, before
        earlier = [(BEFORE, "Where the earlier reply had it")] if before else []
        self.order_fields([*self.field_order, "stands"])
        self.fields["stands"].choices = [*earlier, *((one.key, one.name) for one in docs)]  # type: ignore[attr-defined]

    def draft(self, place: dict[str, Any]) -> ReplyDraft:
        return super().draft(self._place(self.cleaned_data["stands"]))

    def _place(self, stands: str) -> dict[str, Any]:
        if stands == BEFORE and self.before:
            return carried_on(self.before)
        document = self.docs[stands]
        return {"origin": Origin.REPLY, "inbound": document.inbound, "attachment": document.attachment}


class LetterReplyForm(ReplyForm):
    """The reply as it stands in one letter of a trust, so no file has to be brought."""

    def __init__(
        self, request: HttpRequest, case: Case, *, docs: Sequence[Document], figures: Mapping[str, Figure]
    ) -> None:
        self.docs, self.figures, self.inbound = docs, figures, docs[0].inbound
        super().__init__(request, case)
        for name in ("origin", "url", "file", "keep_file"):
            self.fields.pop(name, None)
        self.initial["answered_on"] = day_of(self.inbound)

    def answer_form(self, data: QueryDict | None, case: Case, question: Question) -> LetterAnswerForm:
        figure, before = self.figures.get(question.code), _before(case, question.code)
        taken = before is not None and before.inbound_id == self.inbound.pk
        initial = said_before(case, question.code)
        if figure and not taken:  # what a person recorded from this very letter is surer than what a rule reads in it
            initial = _suggested(figure)
        elif before:
            initial["stands"] = BEFORE
        else:
            initial["stands"] = _likeliest(self.docs, self.figures)
        return LetterAnswerForm(data, question=question, initial=initial, figure=figure, docs=self.docs, before=before)

    def _place(self) -> dict[str, Any]:
        return {}


def carried_on(piece: Evidence) -> dict[str, Any]:
    """The same place as that of an earlier piece of evidence."""
    if piece.inbound is not None:
        file = piece.inbound.attachments.filter(sha256=piece.sha256).first()
        return {"origin": piece.origin, "inbound": piece.inbound, "attachment": file}
    place: dict[str, Any] = {"origin": piece.origin, "url": piece.url}
    return place | ({"file_name": piece.file_name, "content": kept_bytes(piece)} if piece.sha256 else {})


def files_of(inbound: Inbound) -> list[Document]:
    """Files without words that can be read, such as a scan: a person reads them, and answers may rest on them."""
    unread = [file for file in inbound.attachments.all() if not (file.text or file.inline or file.original_id)]
    return [Document(inbound, "", file) for file in unread]


def _before(case: Case, code: str) -> Evidence | None:
    return next(iter(case.evidence.get(code, [])), None)


def _suggested(figure: Figure) -> dict[str, Any]:
    said = figure.said
    return {
        "disposition": said.disposition,
        "value": said.value,
        "exemption": said.exemption,
        "quotation": said.words,
        "page": said.page or "",
        "stands": figure.document.key,
    }


def _likeliest(docs: Sequence[Document], figures: Mapping[str, Figure]) -> str:
    """Where the others stand."""
    keys = [figure.document.key for figure in figures.values()]
    return max(set(keys), key=keys.count) if keys else docs[0].key
