"""Taking in a reply: what the trust said to each question, and the sentence that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from whoscounting.census.actions.taking_back import take_back_letters
from whoscounting.census.models import Answer, Disposition, Evidence, Filing, FoiRequest, Origin, Question
from whoscounting.census.rules.smallnumbers import COUNT, counted
from whoscounting.ledger.actions import record
from whoscounting.lib import vault
from whoscounting.lib.actions import Refused, action
from whoscounting.lib.actors import Actor
from whoscounting.mail.models import Attachment, Inbound

LARGEST_FILE = 25 * 1024 * 1024
YES_NO = ("yes", "no", "partly", "unclear")


@dataclass(frozen=True)
class EvidenceDraft:
    """The sentence an answer rests on. It names a public address, or brings the file itself."""

    quotation: str
    origin: str = Origin.REPLY
    page: str = ""
    url: str = ""
    file_name: str = ""
    content: bytes | None = field(default=None, repr=False)
    # Or the message it came by, and of its files the one that says so (the letter itself if None).
    inbound: Inbound | None = None
    attachment: Attachment | None = None

    @property
    def sha256(self) -> str:
        """The hash of the file under which it lies, or will lie, in the vault."""
        if self.inbound is None:
            return vault.digest(self.content)
        return self.attachment.sha256 if self.attachment else self.inbound.sha256


@dataclass(frozen=True)
class ReplyDraft:
    """What a reply says to one question."""

    question: str
    disposition: str
    value: str = ""
    exemption: str = ""
    words: str = ""
    evidence: Sequence[EvidenceDraft] = ()


@action
def take_reply(
    *,
    request: FoiRequest,
    answered_on: date | None,
    answers: Sequence[ReplyDraft],
    expected_revision: int,
    by: Actor,
    at: datetime | None = None,
) -> FoiRequest:
    """Record one reply as a new revision of the request's answers; earlier revisions stand.

    Questions that the reply does not mention are recorded as silent. `expected_revision` is the revision that the
    person saw: raises Refused if somebody else has taken in a reply since, or if an answer doesn't fit its question.
    Saying the very same twice changes nothing.
    """
    locked = FoiRequest.objects.select_for_update(of=("self",)).select_related("round").get(pk=request.pk)
    if locked.revision == expected_revision + 1 and _is_recorded(locked, answered_on, answers):
        return locked  # the same form was sent twice
    _check_request(locked, answered_on, expected_revision)
    questions = {question.code: question for question in Question.objects.filter(round=locked.round_id)}
    drafts = _by_question(answers, questions)
    locked.revision += 1
    locked.hold, locked.hold_since = "", None
    refuses = any(draft.disposition == Disposition.REFUSED for draft in drafts.values())
    locked.refused_on = answered_on if refuses else None
    locked.save(update_fields=["revision", "hold", "hold_since", "refused_on"])
    silent = [ReplyDraft(code, Disposition.SILENT) for code in questions.keys() - drafts.keys()]
    rows = {
        draft.question: _answer(locked, questions[draft.question], draft, answered_on)
        for draft in [*drafts.values(), *silent]
    }
    Answer.objects.bulk_create(rows.values())
    Evidence.objects.bulk_create(
        _evidence(rows[draft.question], piece) for draft in drafts.values() for piece in draft.evidence
    )
    take_back_letters(requests=[locked], why="The trust has answered.", by=by, at=at)
    detail = {"revision": locked.revision, "questions": sorted(drafts)}
    record(by=by, at=at, verb="reply taken in", subject=f"request:{locked.pk}", detail=detail, public=True)
    return locked


def _check_request(request: FoiRequest, answered_on: date | None, expected_revision: int) -> None:
    if not request.in_scope:
        raise Refused("This trust is out of the round’s scope.")
    if not request.round.historic:
        _check_dates(request.sent_on, answered_on)
    if request.revision != expected_revision:
        raise Refused("Somebody else has taken in a reply meanwhile. Look at it, then save yours again.")


def _check_dates(sent_on: date | None, answered_on: date | None) -> None:
    if sent_on is None:
        raise Refused("Record first that the request was sent.")
    if answered_on is None:
        raise Refused("Give the date of the reply.")
    if answered_on < sent_on:
        raise Refused("A reply can’t be older than the request.")


def _is_recorded(request: FoiRequest, answered_on: date | None, drafts: Sequence[ReplyDraft]) -> bool:
    """Whether the latest revision says all this, to the last word, page and byte, and nothing else."""
    rows = Answer.objects.filter(request=request, revision=request.revision).exclude(disposition=Disposition.SILENT)
    recorded = {
        row.question.code: (
            *(row.disposition, row.value, row.exemption, row.words, row.answered_on),
            [(e.quotation, e.origin, e.page, e.url, e.sha256) for e in row.evidence.order_by("pk")],
        )
        for row in rows.select_related("question")
    }
    drafted = {
        draft.question: (
            *(draft.disposition, _value(draft), _exemption(draft), draft.words, answered_on),
            [(e.quotation, e.origin, e.page, e.url, e.sha256) for e in draft.evidence],
        )
        for draft in drafts
        if draft.disposition != Disposition.SILENT
    }
    return recorded == drafted


def _value(draft: ReplyDraft) -> str:
    return draft.value.strip() if draft.disposition == Disposition.ANSWERED else ""


def _exemption(draft: ReplyDraft) -> str:
    return draft.exemption if draft.disposition == Disposition.REFUSED else ""


def _by_question(answers: Sequence[ReplyDraft], questions: dict[str, Question]) -> dict[str, ReplyDraft]:
    drafts = {draft.question: draft for draft in answers}
    if len(drafts) < len(answers):
        raise Refused("A question is answered twice.")
    if unknown := drafts.keys() - questions.keys():
        raise Refused(f"This round has no question ‘{sorted(unknown)[0]}’.")
    if all(draft.disposition == Disposition.SILENT for draft in answers):
        raise Refused("Record at least one answer, refusal or ‘not held’. An acknowledgement is no reply.")
    for draft in answers:
        _check(draft, questions[draft.question])
    return drafts


def _check(draft: ReplyDraft, question: Question) -> None:
    where = f"Question {question.number}: "
    if draft.disposition == Disposition.REFUSED and not draft.exemption:
        raise Refused(where + "name the section on which the trust refused.")
    if draft.disposition == Disposition.SILENT:
        return
    if not draft.evidence:
        raise Refused(where + "quote the sentence that says so.")
    if draft.disposition == Disposition.ANSWERED:
        _check_value(draft, question, where)


def _check_value(draft: ReplyDraft, question: Question, where: str) -> None:
    if not draft.value.strip():
        raise Refused(where + "record what the trust answered.")
    if question.kind == Question.Kind.YES_NO and draft.value not in YES_NO:
        raise Refused(where + "choose yes, no, partly or unclear.")
    if question.kind == Question.Kind.COUNT and counted(draft.value) is COUNT.UNCLEAR:
        raise Refused(where + "write a whole number, or ‘fewer than 5’.")


def _answer(request: FoiRequest, question: Question, draft: ReplyDraft, answered_on: date | None) -> Answer:
    return Answer(
        request=request,
        question=question,
        revision=request.revision,
        disposition=draft.disposition,
        exemption=_exemption(draft),
        value=_value(draft),
        words=draft.words,
        answered_on=answered_on,
    )


def _evidence(answer: Answer, draft: EvidenceDraft) -> Evidence:
    if not draft.quotation.strip():
        raise Refused("Quote the sentence that the answer rests on.")
    if "@" in urlsplit(draft.url).netloc:
        raise Refused("That address holds a name or a password. Give it without them: it is published.")
    if draft.inbound is None and draft.content is None and not draft.url:
        raise Refused("Add the file, or the address where the sentence stands.")
    name, size = _file(draft, answer.request)
    return Evidence(
        answer=answer,
        origin=draft.origin,
        quotation=draft.quotation,
        page=draft.page,
        url=draft.url,
        file_name=Path(name.replace("\\", "/")).name[:200],
        sha256=draft.sha256,
        size=size,
        inbound=draft.inbound,
    )


def _file(draft: EvidenceDraft, request: FoiRequest) -> tuple[str, int]:
    """Name and size of the file that a piece of evidence rests on; what is brought is put into the vault."""
    if draft.inbound is not None:
        if not Filing.objects.filter(request=request, inbound=draft.inbound).exists():
            raise Refused("That letter is not filed with this request.")
        if draft.attachment is not None and draft.attachment.inbound_id != draft.inbound.pk:
            raise Refused("That file did not come with this letter.")
        file = draft.attachment
        return (file.name, file.size) if file else ("letter.eml", draft.inbound.size)
    if draft.content is not None:
        if len(draft.content) > LARGEST_FILE:
            raise Refused(f"‘{draft.file_name}’ is larger than 25 MB.")
        vault.keep(settings.EVIDENCE_ROOT, draft.content)
    return draft.file_name, len(draft.content or b"")
