"""Two whole finished rounds, built only through the actions that real work uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from django.db import transaction
from django.db.models import QuerySet

from whoscounting.accounts.models import User
from whoscounting.census import actions
from whoscounting.census.models import FoiRequest, Round
from whoscounting.census.queries.decisions import decision, with_assessments
from whoscounting.census.rules.deciding import Stage
from whoscounting.census.rules.questions import OF_2026
from whoscounting.census.rules.verdicts import Said, suggest
from whoscounting.lib.actors import Actor
from whoscounting.rehearsal import invented

SEED = 2013  # the year since which trusts must record
SYSTEM = Actor.system("rehearsal")


@dataclass(frozen=True)
class Calendar:
    """When a rehearsed round happened."""

    code: str
    name: str
    sent: date
    delivered: date
    reminded: date
    closed: date
    published: date


A = Calendar(
    "rehearsal-a",
    "Rehearsal A",
    sent=date(2025, 1, 14),
    delivered=date(2025, 1, 15),
    reminded=date(2025, 3, 3),
    closed=date(2025, 3, 28),
    published=date(2025, 4, 4),
)
B = Calendar(
    "rehearsal-b",
    "Rehearsal B",
    sent=date(2026, 7, 14),
    delivered=date(2026, 7, 15),
    reminded=date(2026, 9, 1),
    closed=date(2026, 10, 2),
    published=date(2026, 10, 8),
)
LATE_ANSWERS = date(2026, 10, 27)
SECOND_EDITION = date(2026, 11, 5)
MERGED_BETWEEN = "RVJ"  # North Bristol answered in A and had joined another trust by B


@dataclass(frozen=True)
class Staff:
    """Who works in the rehearsal."""

    officer: User
    first: User
    second: User


@transaction.atomic
def rehearse(*, staff: Staff) -> None:
    """Play both rounds from the first letter to the last edition. All of it is there afterwards, or nothing."""
    _second_round(staff, before=_first_round(staff))


def _first_round(staff: Staff) -> dict[str, str]:
    round = _ask(A)
    request = FoiRequest.objects.get(round=round, trust=MERGED_BETWEEN)
    reason = "Invented reason: it treated breast cancer until it became part of another trust."
    actions.change_scope(request=request, in_scope=True, reason=reason, seen=False, by=SYSTEM, at=_at(A.sent))
    _send(A, round)
    outcomes = {request.trust_id: invented.first_outcome(_random(request)) for request in _asked(round)}
    outcomes |= {MERGED_BETWEEN: "collecting"}
    _play(A, round, outcomes, staff)
    return outcomes


def _second_round(staff: Staff, *, before: dict[str, str]) -> None:
    round = _ask(B)
    _send(B, round)
    outcomes = {
        request.trust_id: invented.next_outcome(before.get(request.trust_id, "partial"), _random(request))
        for request in _asked(round)
    }
    _play(B, round, outcomes, staff)
    _late_answers(round, staff)


def _ask(calendar: Calendar) -> Round:
    round = actions.plan_round(
        code=calendar.code,
        name=calendar.name,
        year=calendar.sent.year,
        questions=OF_2026,
        rehearsal=True,
        by=SYSTEM,
        at=_at(calendar.sent),
    )
    actions.open_round(round=round, on=calendar.sent, by=SYSTEM, at=_at(calendar.sent))
    return round


def _send(calendar: Calendar, round: Round) -> None:
    actions.record_sending(round=round, on=calendar.sent, by=SYSTEM, at=_at(calendar.sent))
    proof = "Invented: a delivery receipt."
    actions.record_delivery(round=round, on=calendar.delivered, proof=proof, by=SYSTEM, at=_at(calendar.delivered))


def _play(calendar: Calendar, round: Round, outcomes: dict[str, str], staff: Staff) -> None:
    """Replies in the order of the calendar, the reminder, both reviewers, the close and the edition."""
    for number, request in enumerate(_asked(round)):
        outcome = outcomes[request.trust_id]
        if outcome != "no_response":
            _reply(request, outcome, calendar, staff, hostile=number == 7)
    actions.record_reminder(round=round, on=calendar.reminded, by=SYSTEM, at=_at(calendar.reminded))
    _assess(round, outcomes, staff, _at(calendar.closed))
    actions.close_round(round=round, on=calendar.closed, by=SYSTEM, at=_at(calendar.closed))
    actions.publish_edition(round=round, by=SYSTEM, at=_at(calendar.published))


def _reply(request: FoiRequest, outcome: str, calendar: Calendar, staff: Staff, *, hostile: bool = False) -> None:
    random = _random(request)
    day = calendar.delivered + timedelta(days=random.randint(5, (calendar.closed - calendar.delivered).days - 4))
    drafts = invented.reply(outcome, year=calendar.sent.year, random=random)
    actions.take_reply(
        request=request,
        answered_on=day,
        answers=invented.hostile(drafts) if hostile else drafts,
        expected_revision=request.revision,
        by=Actor.staff(staff.officer.pk),
        at=_at(day),
    )


def _assess(round: Round, outcomes: dict[str, str], staff: Staff, at: datetime) -> None:
    """Both reviewers read every reply that is not decided yet; where they differ, the officer settles it."""
    for request in with_assessments(_asked(round).filter(revision__gt=0)):
        if decision(request).stage is Stage.DECIDED:
            continue
        verdict, reasons = outcomes[request.trust_id], _reasons(request)
        differs = _random(request).random() < 0.06
        other = "undecided" if verdict != "undecided" else "partial"
        _vote(request, staff.first, verdict, reasons, at)
        _vote(request, staff.second, other if differs else verdict, reasons, at)
        if differs:
            _vote(request, staff.officer, verdict, reasons, at, settles=True)


def _vote(
    request: FoiRequest, reviewer: User, verdict: str, reasons: str, at: datetime, *, settles: bool = False
) -> None:
    actions.assess(
        request=request,
        revision=request.revision,
        reviewer=reviewer,
        verdict=verdict,
        reasons=reasons,
        settles=settles,
        by=Actor.staff(reviewer.pk),
        at=at,
    )


def _reasons(request: FoiRequest) -> str:
    """What the rubric says of the answers; two people would weigh the rest."""
    answers = request.answers.filter(revision=request.revision).select_related("question")
    said = {a.question.code: Said(a.disposition, a.value, a.exemption) for a in answers}
    return suggest(said).reasons[0]


def _late_answers(round: Round, staff: Staff) -> None:
    """Two that were silent answer after the first edition; the second edition corrects what was found."""
    silent = list(_asked(round).filter(revision=0)[:2])
    outcomes = {}
    for request, outcome in zip(silent, ("partial", "collecting"), strict=False):
        drafts = invented.reply(outcome, year=2026, random=_random(request))
        actions.take_reply(
            request=request,
            answered_on=LATE_ANSWERS,
            answers=drafts,
            expected_revision=0,
            by=Actor.staff(staff.officer.pk),
            at=_at(LATE_ANSWERS),
        )
        outcomes[request.trust_id] = outcome
    _assess(round, outcomes, staff, _at(LATE_ANSWERS))
    note = "Two trusts answered after the first edition."
    actions.publish_edition(round=round, note=note, by=SYSTEM, at=_at(SECOND_EDITION))


def _asked(round: Round) -> QuerySet[FoiRequest]:
    return FoiRequest.objects.filter(round=round, in_scope=True).order_by("trust_id")


def _random(request: FoiRequest) -> Random:
    """Its own chance for every request, so that one trust more or less changes no other trust's story."""
    return Random(f"{SEED} {request.round_id} {request.trust_id}")


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10), tzinfo=UTC)
