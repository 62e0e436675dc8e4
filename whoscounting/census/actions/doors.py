"""A trust's own door: drafts, files and the sending of its answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from whoscounting.census.actions.answering import EvidenceDraft, ReplyDraft, take_reply
from whoscounting.census.letters import receipt
from whoscounting.census.models import DoorDraft, DoorFile, FoiRequest
from whoscounting.census.queries.doors import SENT_AS, asked, written
from whoscounting.census.queries.letters import rehearsed
from whoscounting.census.rules.door import Asked, Written, objection, quotation, record_of, settled
from whoscounting.ledger.actions import record
from whoscounting.lib import vault
from whoscounting.lib.actions import Refused, action
from whoscounting.lib.actors import Actor
from whoscounting.mail.actions import LetterDraft, plan_mailing, queue_letters

MOST_FILES, LARGEST_FILE = 10, 25 * 1024 * 1024


@action
def save_draft(
    *,
    request: FoiRequest,
    answers: Mapping[str, Written],
    name: str,
    role: str,
    email: str,
    seen: int,
    by: Actor,
    at: datetime | None = None,
) -> DoorDraft:
    """Keep what a trust has written so far; nothing is sent. Saving the same again changes nothing.

    `seen` is the version that the person saw: raises Refused if a colleague has saved another since.
    """
    _locked(request)
    draft = DoorDraft.objects.filter(request=request).first() or DoorDraft(request=request)
    fields = {
        "answers": {code: asdict(said) for code, said in sorted(answers.items())},
        "name": name.strip(),
        "role": role.strip(),
        "email": email.strip(),
    }
    if draft.pk and all(getattr(draft, field) == value for field, value in fields.items()):
        return draft
    if draft.version != seen:
        raise Refused("A colleague has saved these questions meanwhile. Compare, then save yours again.")
    for field, value in fields.items():
        setattr(draft, field, value)
    draft.version, draft.saved_at = draft.version + 1, at or timezone.now()
    draft.save()
    detail = {"version": draft.version}
    record(by=by, at=at, verb="draft saved by the trust", subject=f"request:{request.pk}", detail=detail)
    return draft


@action
def add_door_file(
    *, request: FoiRequest, name: str, found_type: str, content: bytes, by: Actor, at: datetime | None = None
) -> DoorFile:
    """Keep a file that a trust brings. The same file twice is one. Raises Refused for too many or too large."""
    locked = _locked(request)
    if len(content) > LARGEST_FILE:
        raise Refused("This file is larger than 25 MB.")
    sha256 = vault.digest(content)
    there = DoorFile.objects.filter(request=locked, withdrawn=False)
    if same := there.filter(sha256=sha256).first():
        return same
    if there.filter(revision=0).count() >= MOST_FILES:
        raise Refused(f"At most {MOST_FILES} files can be added.")
    vault.keep(settings.EVIDENCE_ROOT, content)
    file = DoorFile.objects.create(
        request=locked,
        name=name[:200],
        found_type=found_type,
        size=len(content),
        sha256=sha256,
        added_at=at or timezone.now(),
    )
    record(by=by, at=at, verb="file added by the trust", subject=f"request:{locked.pk}", detail={"file": file.pk})
    return file


@action
def withdraw_door_file(*, file: DoorFile, by: Actor, at: datetime | None = None) -> None:
    """Take a file away again, as long as it was not sent. Idempotent."""
    _locked(file.request)
    if DoorFile.objects.filter(pk=file.pk, revision=0, withdrawn=False).update(withdrawn=True):
        record(
            by=by,
            at=at,
            verb="file withdrawn by the trust",
            subject=f"request:{file.request_id}",
            detail={"file": file.pk},
        )


@action
def send_answers(*, request: FoiRequest, seen: int, by: Actor, at: datetime | None = None) -> FoiRequest:
    """Send what stands in the draft as the trust's reply, and queue a receipt. Sending the same twice sends it once.

    `seen` is the draft's version that the person looked at: raises Refused if it has changed since, if who answers is
    not named, or if an answer can't stand.
    """
    when = at or timezone.now()
    locked, draft = _locked(request), DoorDraft.objects.filter(request=request).first()
    if draft is None or draft.version != seen:
        raise Refused("A colleague has saved these questions meanwhile. Look at them, then send.")
    if not (draft.name and draft.role):
        raise Refused("Say who answers: a name and a role.")
    files = list(DoorFile.objects.filter(request=locked, withdrawn=False, revision=0))
    if draft.sent_version == draft.version and not files:
        return locked  # the same was sent already
    said = _said(locked, written(draft))
    day = timezone.localdate(when)
    text = record_of(
        trust=locked.trust.name,
        round=locked.round.name,
        name=draft.name,
        role=draft.role,
        day=f"{day:%-d %B %Y}",
        said=said,
        files=[file.name for file in files],
    )
    taken = take_reply(
        request=locked,
        answered_on=max(day, locked.sent_on or day),
        answers=[_reply(one, words, text) for one, words in said],
        expected_revision=locked.revision,
        by=by,
        at=when,
    )
    DoorFile.objects.filter(pk__in=[file.pk for file in files]).update(revision=taken.revision)
    draft.sent_version, draft.sent_revision = draft.version, taken.revision
    draft.save(update_fields=["sent_version", "sent_revision"])
    _queue_receipt(taken, draft, text, by, when)
    return taken


def _locked(request: FoiRequest) -> FoiRequest:
    locked = FoiRequest.objects.select_for_update(of=("self",)).select_related("trust", "round").get(pk=request.pk)
    if locked.round.closed_on is not None:
        raise Refused("This round is closed. Please answer by mail.")
    return locked


def _said(request: FoiRequest, answers: Mapping[str, Written]) -> list[tuple[Asked, Written]]:
    said = [(one, answers.get(one.code, Written())) for one in asked(request)]
    for one, words in said:
        if why := objection(one, words):
            raise Refused(f"Question {one.number}: {why}")
    answered = [(one, settled(words)) for one, words in said if words.disposition != "silent"]
    if not answered:
        raise Refused("Nothing is answered yet. Answer one question at least, or say that you do not hold it.")
    return answered


def _reply(one: Asked, words: Written, text: str) -> ReplyDraft:
    quoted = quotation(one, words)
    evidence = EvidenceDraft(quoted, file_name=SENT_AS, content=text.encode())
    return ReplyDraft(one.code, words.disposition, words.value, words.exemption, quoted, (evidence,))


def _queue_receipt(request: FoiRequest, draft: DoorDraft, text: str, by: Actor, when: datetime) -> None:
    """To the person who answered, if they gave an address; one for each reply."""
    if not draft.email:
        return
    letter = rehearsed(receipt(request.trust.name, text), request.round)
    mailing = plan_mailing(
        key=f"round:{request.round_id}:receipt",
        title=f"{request.round.name}: receipts",
        about=f"round:{request.round_id}",
        by=by,
        at=when,
    )
    draft_letter = LetterDraft(
        key=f"request:{request.pk}:receipt:{request.revision}",
        about=f"request:{request.pk}",
        kind="receipt",
        recipient=draft.email,
        subject=letter.subject,
        body=letter.body,
        automatic=True,
    )
    queue_letters(mailing=mailing, drafts=[draft_letter], by=by, at=when)
