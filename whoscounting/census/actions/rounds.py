"""Planning, opening and closing a round, and who is in its scope."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import F, Q, QuerySet

from whoscounting.census.actions.taking_back import take_back_letters
from whoscounting.census.models import FoiRequest, LetterKind, Question, Round, Rubric
from whoscounting.census.rules import verdicts
from whoscounting.census.rules.questions import Wording
from whoscounting.census.rules.scope import scope
from whoscounting.ledger.actions import record
from whoscounting.lib.actions import Refused, action
from whoscounting.lib.actors import Actor
from whoscounting.register.models import Trust


@action
def adopt_rubric(*, by: Actor, at: datetime | None = None) -> Rubric:
    """Put the rubric that this code executes on record. Idempotent."""
    rubric, made = Rubric.objects.get_or_create(
        version=verdicts.VERSION, defaults={"adopted_on": verdicts.ADOPTED_ON, "words": verdicts.WORDS}
    )
    if made:
        record(by=by, at=at, verb="rubric adopted", subject=f"rubric:{rubric.version}", public=True)
    return rubric


@action
def plan_round(
    *,
    code: str,
    name: str,
    year: int,
    questions: Iterable[Wording],
    rehearsal: bool,
    historic: bool = False,
    opens_on: date | None = None,
    closes_on: date | None = None,
    by: Actor,
    at: datetime | None = None,
) -> Round:
    """Write down a round, its questions and its planned days before it opens. Raises Refused if the code is taken."""
    if Round.objects.filter(code=code).exists():
        raise Refused(f"There is a round ‘{code}’ already.")
    rubric = Rubric.objects.latest("version")
    planned = Round.objects.create(
        code=code,
        name=name,
        year=year,
        rehearsal=rehearsal,
        historic=historic,
        rubric=rubric,
        opens_on=opens_on,
        closes_on=closes_on,
    )
    earlier = _questions_by_code(_round_before(planned))
    Question.objects.bulk_create(
        Question(
            round=planned,
            code=question.code,
            number=question.number,
            position=position,
            wording=question.wording,
            kind=question.kind,
            voluntary=question.voluntary,
            previous=earlier.get(question.code),
        )
        for position, question in enumerate(questions, start=1)
    )
    record(by=by, at=at, verb="round planned", subject=f"round:{code}", public=True)
    return planned


@action
def open_round(*, round: Round, on: date, by: Actor, at: datetime | None = None) -> int:
    """Open a planned round over the scope and return how many trusts are asked.

    Every trust open on that day gets a request row: in scope, or out of it with the reason. Raises Refused if the round
    is open already, or is history.
    """
    locked = _locked(round)
    if locked.opened_on is not None:
        raise Refused(f"{locked.name} is open already.")
    if locked.historic:
        raise Refused(f"{locked.name} is history: others asked it.")
    if abs(on.year - locked.year) > 1:
        raise Refused(f"{locked.name} is the round of {locked.year}. Check the year of the day.")
    requests = FoiRequest.objects.bulk_create(_request(locked, trust, on) for trust in _open_trusts(on))
    locked.opened_on = on
    locked.save(update_fields=["opened_on"])
    asked = sum(request.in_scope for request in requests)
    record(by=by, at=at, verb="round opened", subject=f"round:{locked.code}", detail={"asked": asked}, public=True)
    return asked


@action
def add_historic_request(*, round: Round, trust: Trust, by: Actor, at: datetime | None = None) -> FoiRequest:
    """Put a request on record that others made before us. Idempotent. Raises Refused for a round of our own."""
    if not round.historic:
        raise Refused(f"{round.name} is no historic round.")
    reason = "Its answer to an earlier request is on record."
    request, made = FoiRequest.objects.get_or_create(
        round=round, trust=trust, defaults={"in_scope": True, "scope_reason": reason}
    )
    if made:
        record(by=by, at=at, verb="historic request added", subject=f"request:{request.pk}", public=True)
    return request


@action
def close_round(*, round: Round, on: date, by: Actor, at: datetime | None = None) -> Round:
    """Close a round: from now on silence can become a finding, where the law's conditions hold."""
    locked = _locked(round)
    if locked.opened_on is None or on < locked.opened_on:
        raise Refused(f"{locked.name} was not open on {on:%-d %B %Y}.")
    if locked.closed_on is None:
        locked.closed_on = on
        locked.save(update_fields=["closed_on"])
        kinds = (LetterKind.REQUEST, LetterKind.CHASER)
        asked = list(FoiRequest.objects.filter(round=locked, in_scope=True))
        take_back_letters(requests=asked, kinds=kinds, why="The round is closed.", by=by, at=at)
        record(by=by, at=at, verb="round closed", subject=f"round:{locked.code}", public=True)
    return locked


@action
def change_scope(
    *, request: FoiRequest, in_scope: bool, reason: str, seen: bool, by: Actor, at: datetime | None = None
) -> FoiRequest:
    """Take a trust into a round or out of it, with a reason that is published. Idempotent.

    `seen` is whether it was in scope when the person looked: raises Refused if that has changed since.
    """
    locked = FoiRequest.objects.select_for_update().get(pk=request.pk)
    if not reason.strip():
        raise Refused("Give the reason. It is published on the trust’s page.")
    if not in_scope and locked.sent_on is not None:
        raise Refused("This trust has been asked already, so it stays in the round.")
    if (locked.in_scope, locked.scope_reason) == (in_scope, reason.strip()):
        return locked
    if locked.in_scope != seen:
        raise Refused("Somebody else has changed the scope meanwhile. Look at it, then decide.")
    locked.in_scope, locked.scope_reason = in_scope, reason.strip()
    locked.save(update_fields=["in_scope", "scope_reason"])
    detail = {"in_scope": in_scope, "reason": reason}
    record(by=by, at=at, verb="scope changed", subject=f"request:{locked.pk}", detail=detail, public=True)
    return locked


def _locked(round: Round) -> Round:
    return Round.objects.select_for_update().get(pk=round.pk)


def _open_trusts(on: date) -> QuerySet[Trust]:
    """The trusts that exist on a day, by code."""
    begun, not_ended = Q(opened__isnull=True) | Q(opened__lte=on), Q(closed__isnull=True) | Q(closed__gt=on)
    return Trust.objects.filter(begun & not_ended).order_by("ods_code")


def _request(round: Round, trust: Trust, on: date) -> FoiRequest:
    decided = scope(breast_treatments=trust.breast_treatments, closed=trust.closed, on=on)
    return FoiRequest(round=round, trust=trust, in_scope=decided.asked, scope_reason=decided.reason)


def _round_before(planned: Round) -> Round | None:
    others = Round.objects.filter(rehearsal=planned.rehearsal).exclude(pk=planned.pk)
    return others.order_by(F("opened_on").desc(nulls_last=True), "-year", "-code").first()


def _questions_by_code(round: Round | None) -> dict[str, Question]:
    return {question.code: question for question in round.questions.all()} if round else {}
