"""What can be said of each trust in a round, as things stand now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from whoscounting.census.models import Answer, Assessment, FoiRequest, Round, Stage, Verdict
from whoscounting.census.queries.unread import unread
from whoscounting.census.rules.clock import Course, due_on, missing_for_silence
from whoscounting.census.rules.deciding import Decision, Vote, decide


@dataclass(frozen=True)
class Conclusion:
    """A verdict that is ready to be published, and what it rests on."""

    request: FoiRequest
    verdict: str
    reason: str
    decided_on: date
    answered_on: date | None
    revision: int


def course(request: FoiRequest) -> Course:
    """The facts of a request that its state follows from."""
    return Course(
        in_scope=request.in_scope,
        sent_on=request.sent_on,
        received_on=request.received_on,
        chased_on=request.chased_on,
        held=bool(request.hold),
        answered=request.revision > 0,
        restarted_on=request.clock_restarts_on,
        days_stopped=request.days_stopped,
        extended_to=request.extended_to,
        acknowledged_on=request.acknowledged_on,
        bounced_on=request.bounced_on,
        refused_on=request.refused_on,
        review_asked_on=request.review_asked_on,
        review_answered_on=request.review_answered_on,
        complained_on=request.complained_on,
        hold=request.hold or None,
        hold_since=request.hold_since,
    )


def stage_of(request: FoiRequest) -> Stage:
    """What can truly be said of a trust about which nothing is decided."""
    if request.sent_on is None:
        return Stage.NOT_ASKED
    return Stage.BEING_READ if request.revision else Stage.AWAITING


def with_assessments(requests: QuerySet[FoiRequest]) -> QuerySet[FoiRequest]:
    """The requests with the assessments of their latest revision at `.votes_cast`; one query more."""
    assessments = Assessment.objects.order_by("seat")
    return requests.prefetch_related(Prefetch("assessments", queryset=assessments, to_attr="votes_cast"))


def decision(request: FoiRequest) -> Decision:
    """How far the reply has come. The request must come through `with_assessments`."""
    return decide(Vote(a.seat, a.verdict, a.reasons) for a in latest_votes(request))


def latest_votes(request: FoiRequest) -> list[Assessment]:
    """The assessments of the latest answers. The request must come through `with_assessments`."""
    votes: list[Assessment] = request.votes_cast  # type: ignore[attr-defined]
    return [vote for vote in votes if vote.revision == request.revision]


def conclusions(*, round: Round) -> list[Conclusion]:
    """All that is decided in a round, by ODS code: agreed or settled verdicts, and silence where it is proved."""
    requests = with_assessments(FoiRequest.objects.filter(round=round, in_scope=True).order_by("trust_id"))
    answered_on = {
        (request, revision): day
        for request, revision, day in Answer.objects.filter(request__round=round).values_list(
            "request_id", "revision", "answered_on"
        )
    }
    waiting = unread(requests)
    found = (
        _conclusion(request, round, answered_on.get((request.pk, request.revision)))
        for request in requests
        # While a letter waits to be read, nobody is called silent.
        if request.revision or request.pk not in waiting
    )
    return [conclusion for conclusion in found if conclusion is not None]


def _conclusion(request: FoiRequest, round: Round, answered_on: date | None) -> Conclusion | None:
    if request.revision:
        return _decided(request, answered_on)
    if round.closed_on is None or missing_for_silence(course(request), closed_on=round.closed_on):
        return None
    due = due_on(course(request))
    reason = f"No answer by {due:%-d %B %Y}, the last day that the law allows, nor to a reminder."
    return Conclusion(request, Verdict.NO_RESPONSE, reason, round.closed_on, None, 0)


def _decided(request: FoiRequest, answered_on: date | None) -> Conclusion | None:
    """The decision on the latest answers; while a newer reply is being weighed, nothing is said."""
    carried = decision(request).carried_by
    if carried is None:
        return None
    decided_at = max(vote.decided_at for vote in latest_votes(request))
    return Conclusion(
        request, carried.verdict, carried.reasons, timezone.localdate(decided_at), answered_on, request.revision
    )
