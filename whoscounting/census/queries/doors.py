"""Which request a link opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.conf import settings

from whoscounting.census.models import Answer, Door, DoorDraft, DoorFile, Evidence, FoiRequest, Question
from whoscounting.census.rules.door import Asked, Written, own_words
from whoscounting.lib import tokens, vault
from whoscounting.lib.addresses import DOOR

SENT_AS = "answers-through-the-link.txt"


class Knock(StrEnum):
    """What becomes of somebody who follows a link."""

    OPEN = "open"
    # A true link whose time is over.
    EXPIRED = "expired"
    # A newer one was given out since.
    REPLACED = "replaced"
    # Staff closed it, or its round is over.
    CLOSED = "closed"


@dataclass(frozen=True)
class Opened:
    """A true link, and the request behind it."""

    knock: Knock
    request: FoiRequest


def opened(token: str, *, on: date) -> Opened | None:
    """The request that this link belongs to; None for what is no link of ours. At most one query."""
    found = tokens.opened(DOOR, token)
    if found is None:
        return None
    door = Door.objects.select_related("request__trust", "request__round").filter(request=found.key).first()
    if door is None:
        return None
    return Opened(_knock(door, found.generation, on), door.request)


def _knock(door: Door, generation: int, on: date) -> Knock:
    if door.closed or door.request.round.closed_on is not None:
        return Knock.CLOSED
    if generation != door.generation:
        return Knock.REPLACED
    return Knock.OPEN if on <= door.expires_on else Knock.EXPIRED


def asked(request: FoiRequest) -> list[Asked]:
    """The questions of the request in their order. One query."""
    questions = Question.objects.filter(round=request.round_id).order_by("position")
    return [Asked(one.code, one.number, one.wording, one.kind, one.voluntary) for one in questions]


def last_time(request: FoiRequest) -> dict[str, Written]:
    """What the trust answered to the same questions in the last round in which it answered. Two queries at most."""
    earlier = FoiRequest.objects.filter(
        trust=request.trust_id, round__rehearsal=request.round.rehearsal, round__historic=False, revision__gt=0
    ).exclude(round=request.round_id)
    before = earlier.order_by("-round__year", "-pk").first()
    if before is None:
        return {}
    answers = Answer.objects.filter(request=before, revision=before.revision).select_related("question")
    return {one.question.code: _written(one) for one in answers}


def _written(answer: Answer) -> Written:
    question = answer.question
    asked = Asked(question.code, question.number, question.wording, question.kind)
    said = Written(answer.disposition, answer.value, answer.words, answer.exemption)
    return Written(said.disposition, said.value, own_words(asked, said), said.exemption)


def files_of(request: FoiRequest) -> list[DoorFile]:
    """What the trust has brought and not taken away again, in its order."""
    return list(DoorFile.objects.filter(request=request, withdrawn=False).order_by("pk"))


def sent_text(request: FoiRequest, draft: DoorDraft | None) -> str:
    """What the trust sent last through its door, word for word; nothing before it has sent anything."""
    if draft is None or not draft.sent_revision:
        return ""
    of_it = Evidence.objects.filter(answer__request=request, answer__revision=draft.sent_revision)
    piece = of_it.filter(file_name=SENT_AS).first()
    return vault.path_of(settings.EVIDENCE_ROOT, piece.sha256).read_text(encoding="utf-8") if piece else ""


def draft_of(request: FoiRequest) -> DoorDraft | None:
    return DoorDraft.objects.filter(request=request).first()


def written(draft: DoorDraft | None) -> dict[str, Written]:
    """What stands in a draft, by question code."""
    return {code: Written(**said) for code, said in (draft.answers if draft else {}).items()}
