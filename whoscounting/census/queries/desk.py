"""What staff need to see: how every request stands, and one request with all that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet

from whoscounting.census.models import Answer, Assessment, Evidence, FoiRequest, Question, Round
from whoscounting.census.queries.decisions import course, decision, latest_votes, with_assessments
from whoscounting.census.rules.clock import State, due_on, state
from whoscounting.census.rules.deciding import Decision, Stage
from whoscounting.census.rules.steps import Next, next_step
from whoscounting.census.rules.verdicts import Said, Suggestion, suggest


@dataclass(frozen=True)
class Line:
    """One request on the board."""

    request: FoiRequest
    state: State
    due_on: date | None
    # What the law or our own rules ask for next, and when.
    next: Next
    decision: Decision | None
    # Whether the person who looks may still give a verdict.
    mine_to_assess: bool


@dataclass(frozen=True)
class Case:
    """One request with its questions, its latest answers and what this person may see of the assessments."""

    line: Line
    questions: list[Question]
    answers: dict[str, Answer]
    evidence: dict[str, list[Evidence]]
    suggestion: Suggestion | None
    visible_assessments: list[Assessment]


def rounds() -> QuerySet[Round]:
    """All rounds, newest first."""
    return Round.objects.order_by("-year", "-code")


def board(*, round: Round, viewer: AbstractBaseUser, on: date) -> list[Line]:
    """Every request of a round by trust name. Two queries, whatever the number of trusts."""
    requests = FoiRequest.objects.filter(round=round).select_related("trust__region").order_by("trust__name")
    return [_line(request, round, viewer, on) for request in with_assessments(requests)]


def case(*, request_id: int, viewer: AbstractBaseUser, on: date) -> Case | None:
    """One request, whole. A reviewer sees the colleague's verdict only once both have spoken."""
    requests = FoiRequest.objects.filter(pk=request_id).select_related("trust", "round")
    request = with_assessments(requests).first()
    if request is None:
        return None
    line = _line(request, request.round, viewer, on)
    answers = Answer.objects.filter(request=request, revision=request.revision).select_related("question")
    by_code = {answer.question.code: answer for answer in answers}
    evidence: dict[str, list[Evidence]] = {}
    for piece in Evidence.objects.filter(answer__in=answers).select_related("answer__question"):
        evidence.setdefault(piece.answer.question.code, []).append(piece)
    said = {code: Said(a.disposition, a.value, a.exemption) for code, a in by_code.items()}
    return Case(
        line=line,
        questions=list(Question.objects.filter(round=request.round_id).order_by("position")),
        answers=by_code,
        evidence=evidence,
        suggestion=suggest(said) if said else None,
        visible_assessments=_visible(request, viewer, line.decision),
    )


def _line(request: FoiRequest, round: Round, viewer: AbstractBaseUser, on: date) -> Line:
    decided, facts = decision(request) if request.revision else None, course(request)
    return Line(
        request=request,
        state=state(facts, on=on),
        due_on=due_on(facts),
        next=next_step(facts, on=on, closed_on=round.closed_on),
        decision=decided,
        mine_to_assess=decided is not None
        and decided.stage is not Stage.DECIDED
        and all(vote.reviewer_id != viewer.pk for vote in latest_votes(request)),
    )


def _visible(request: FoiRequest, viewer: AbstractBaseUser, decided: Decision | None) -> list[Assessment]:
    votes = latest_votes(request)
    if decided is not None and decided.stage in {Stage.DIFFER, Stage.DECIDED}:
        return votes
    return [vote for vote in votes if vote.reviewer_id == viewer.pk]
