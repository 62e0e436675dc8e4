"""Two people decide, blind to each other; where they differ, a third settles it."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from whoscounting.census.models import Answer, Assessment, FoiRequest, Verdict
from whoscounting.census.rules.deciding import Vote, next_seat
from whoscounting.census.rules.verdicts import Said, suggest
from whoscounting.ledger.actions import record
from whoscounting.lib.actions import Refused, action
from whoscounting.lib.actors import Actor


@action
def assess(
    *,
    request: FoiRequest,
    revision: int,
    reviewer: AbstractBaseUser,
    verdict: str,
    reasons: str,
    settles: bool = False,
    by: Actor,
    at: datetime | None = None,
) -> Assessment:
    """Record one reviewer's verdict on the answers of this revision, in the next free seat.

    `settles` says that the person was shown what two colleagues see differently. Saying the same twice changes nothing.
    Raises Refused if the answers have changed, if this person has already given another verdict, if both seats agree
    already, if a blind verdict would settle a difference unseen, or for a verdict that people can't give.
    """
    locked = FoiRequest.objects.select_for_update().get(pk=request.pk)
    if revision != locked.revision or revision == 0:
        raise Refused("The answers have changed meanwhile. Read them again, then decide.")
    if verdict not in Verdict.values or verdict == Verdict.NO_RESPONSE:
        raise Refused("Choose one of the verdicts. Silence is not weighed: it follows from the dates.")
    if not reasons.strip():
        raise Refused("Give your reasons in plain words. They are published with the finding.")
    given = list(Assessment.objects.filter(request=locked, revision=revision))
    mine = next((one for one in given if one.reviewer_id == reviewer.pk), None)
    if mine is not None:
        if mine.verdict == verdict:
            return mine
        raise Refused("You have given your verdict on these answers. A colleague has to settle a difference.")
    seat = next_seat(Vote(one.seat, one.verdict, one.reasons) for one in given)
    if seat is None:
        raise Refused("This is decided already.")
    if settles != (seat == 3):
        raise Refused("Your colleagues have moved on meanwhile. Look at the request again, then decide.")
    made = Assessment.objects.create(
        request=locked,
        revision=revision,
        seat=seat,
        reviewer_id=reviewer.pk,
        verdict=verdict,
        suggested=_suggested(locked) or "",
        reasons=reasons.strip(),
        decided_at=at or timezone.now(),
    )
    record(by=by, at=at, verb="assessed", subject=f"request:{locked.pk}", detail={"revision": revision, "seat": seat})
    return made


def _suggested(request: FoiRequest) -> str | None:
    answers = Answer.objects.filter(request=request, revision=request.revision).select_related("question")
    return suggest({a.question.code: Said(a.disposition, a.value, a.exemption) for a in answers}).verdict
