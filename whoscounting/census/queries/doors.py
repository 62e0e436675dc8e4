"""Which request a link opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from whoscounting.census.models import Answer, Door, DoorDraft, FoiRequest, Question
from whoscounting.census.rules.door import Asked, Written
from whoscounting.lib import tokens
from whoscounting.lib.addresses import DOOR


class Knock(StrEnum):
    """What becomes of somebody who follows a link."""

    OPEN = "open"
    # A true link whose time is over, that was replaced, or whose round is closed.
    EXPIRED = "expired"
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
    return Knock.OPEN if generation == door.generation and on <= door.expires_on else Knock.EXPIRED


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
    return {one.question.code: Written(one.disposition, one.value, one.words, one.exemption) for one in answers}


def draft_of(request: FoiRequest) -> DoorDraft | None:
    return DoorDraft.objects.filter(request=request).first()


def written(draft: DoorDraft | None) -> dict[str, Written]:
    """What stands in a draft, by question code."""
    return {code: Written(**said) for code, said in (draft.answers if draft else {}).items()}
