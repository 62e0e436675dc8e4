"""Two whole finished rounds, built only through the actions that real work uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction
from django.db.models import QuerySet

from whoscounting.accounts.models import User
from whoscounting.census import actions
from whoscounting.census.actions import ReplyDraft
from whoscounting.census.models import Filing, FoiRequest, Round
from whoscounting.census.queries.decisions import decision, with_assessments
from whoscounting.census.rules.deciding import Stage
from whoscounting.census.rules.door import Written
from whoscounting.census.rules.questions import OF_2026
from whoscounting.census.rules.verdicts import Said, suggest
from whoscounting.lib.actors import Actor
from whoscounting.lib.workingdays import DAY
from whoscounting.rehearsal import invented
from whoscounting.rehearsal.post import Envelope, PostOffice, at_ten, office_of, reply, set_up_offices
from whoscounting.rehearsal.troubles import Troubles

SEED = 2013  # the year since which trusts must record
SYSTEM = Actor.system("rehearsal")
VERIFIED_BEFORE = 21 * DAY


@dataclass(frozen=True)
class Calendar:
    """When a rehearsed round happened."""

    code: str
    name: str
    sent: date
    proved: date
    reminded: date
    closed: date
    published: date


A = Calendar(
    "rehearsal-a",
    "Rehearsal A",
    sent=date(2025, 1, 14),
    proved=date(2025, 1, 20),
    reminded=date(2025, 3, 3),
    closed=date(2025, 3, 28),
    published=date(2025, 4, 4),
)
B = Calendar(
    "rehearsal-b",
    "Rehearsal B",
    sent=date(2026, 7, 14),
    proved=date(2026, 7, 20),
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
    with PostOffice() as post:
        _second_round(staff, post, before=_first_round(staff, post))


def _first_round(staff: Staff, post: PostOffice) -> dict[str, str]:
    round = _ask(A)
    request = FoiRequest.objects.get(round=round, trust=MERGED_BETWEEN)
    reason = "Invented reason: it treated breast cancer until it became part of another trust."
    actions.change_scope(request=request, in_scope=True, reason=reason, seen=False, by=SYSTEM, at=_at(A.sent))
    outcomes = {request.trust_id: invented.first_outcome(_random(request)) for request in _asked(round)}
    outcomes |= {MERGED_BETWEEN: "collecting"}
    _play(A, round, outcomes, staff, post, Troubles())
    return outcomes


def _second_round(staff: Staff, post: PostOffice, *, before: dict[str, str]) -> None:
    round = _ask(B)
    outcomes = {
        request.trust_id: invented.next_outcome(before.get(request.trust_id, "partial"), _random(request))
        for request in _asked(round)
    }
    replying = [code for code, outcome in outcomes.items() if outcome != "no_response"]
    _play(B, round, outcomes, staff, post, Troubles.among(replying))
    _late_answers(round, staff, post)


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


def _play(
    calendar: Calendar, round: Round, outcomes: dict[str, str], staff: Staff, post: PostOffice, troubles: Troubles
) -> None:
    """Letters out, replies in the order of the calendar, the reminder, both reviewers, the close and the edition."""
    set_up_offices(_asked(round), verified_on=calendar.sent - VERIFIED_BEFORE, wrong=troubles.bounced)
    actions.send_requests(round=round, by=SYSTEM, at=_at(calendar.sent))
    post.deliver(calendar.sent)
    troubles.play(round, post, sent=calendar.sent, officer=Actor.staff(staff.officer.pk))
    actions.prove_deliveries(by=SYSTEM, at=_at(calendar.proved))
    replies = [
        _reply(request, outcomes[request.trust_id], calendar, hostile=number == 7)
        for number, request in enumerate(_asked(round))
        if outcomes[request.trust_id] != "no_response"
    ]
    _take_in([one for one in replies if one.request.trust_id not in troubles.by_door], staff, post)
    for one in replies:
        if one.request.trust_id in troubles.by_door:
            _through_its_door(one, post)
    actions.send_chasers(round=round, by=SYSTEM, at=_at(calendar.reminded))
    post.deliver(calendar.reminded)
    _assess(round, outcomes, staff, _at(calendar.closed))
    actions.close_round(round=round, on=calendar.closed, by=SYSTEM, at=_at(calendar.closed))
    actions.publish_edition(round=round, by=SYSTEM, at=_at(calendar.published))


@dataclass(frozen=True)
class Reply:
    """What a trust answers on a day: its letter, and what the officer will find in it."""

    request: FoiRequest
    day: date
    drafts: list[ReplyDraft]
    # A file with a name that means harm comes along.
    hostile: bool = False

    @property
    def envelope(self) -> Envelope:
        text = "\n\n".join(draft.words for draft in self.drafts)
        return reply(self.request, text, day=self.day, file=invented.HOSTILE_NAME if self.hostile else "")


def _reply(request: FoiRequest, outcome: str, calendar: Calendar, *, hostile: bool = False) -> Reply:
    random = _random(request)
    first, last = calendar.proved + 5 * DAY, calendar.closed - 4 * DAY
    day = first + timedelta(days=random.randint(0, (last - first).days))
    drafts = invented.reply(outcome, year=calendar.sent.year, random=random)
    return Reply(request, day, invented.hostile(drafts) if hostile else drafts, hostile)


def _take_in(replies: list[Reply], staff: Staff, post: PostOffice) -> None:
    """The letters arrive, and the officer records what each says, with the sentence in the letter that says so."""
    post.receive(one.envelope for one in replies)
    by = Actor.staff(staff.officer.pk)
    letters = {f.request_id: f.inbound for f in _newest_filings([one.request for one in replies])}
    for one in replies:
        actions.take_reply(
            request=one.request,
            answered_on=one.day,
            answers=[invented.found_in(letters[one.request.pk], draft) for draft in one.drafts],
            expected_revision=0,
            by=by,
            at=_at(one.day),
        )


def _through_its_door(one: Reply, post: PostOffice) -> None:
    """The same answers, written behind the trust's own link; a receipt goes out."""
    by, at = Actor.trust(one.request.trust_id), _at(one.day)
    draft = actions.save_draft(
        request=one.request,
        answers={
            said.question: Written(said.disposition, said.value, said.words, said.exemption) for said in one.drafts
        },
        name="Invented name",
        role="Invented role",
        email=office_of(one.request.trust_id),
        seen=0,
        by=by,
        at=at,
    )
    actions.send_answers(request=one.request, seen=draft.version, by=by, at=at)
    post.deliver(one.day)


def _newest_filings(requests: list[FoiRequest]) -> QuerySet[Filing]:
    return Filing.objects.filter(request__in=requests).select_related("inbound").order_by("inbound__received_at", "pk")


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


def _late_answers(round: Round, staff: Staff, post: PostOffice) -> None:
    """Two that were silent answer after the first edition; the second edition corrects what was found."""
    silent = list(_asked(round).filter(revision=0)[:2])
    outcomes = dict(zip((request.trust_id for request in silent), ("partial", "collecting"), strict=False))
    replies = [
        Reply(one, LATE_ANSWERS, invented.reply(outcomes[one.trust_id], year=2026, random=_random(one)))
        for one in silent
    ]
    _take_in(replies, staff, post)
    _assess(round, outcomes, staff, _at(LATE_ANSWERS))
    note = "Two trusts answered after the first edition."
    actions.publish_edition(round=round, note=note, by=SYSTEM, at=_at(SECOND_EDITION))


def _asked(round: Round) -> QuerySet[FoiRequest]:
    return FoiRequest.objects.filter(round=round, in_scope=True).order_by("trust_id")


def _random(request: FoiRequest) -> Random:
    """Its own chance for every request, so that one trust more or less changes no other trust's story."""
    return Random(f"{SEED} {request.round_id} {request.trust_id}")


def _at(day: date) -> datetime:
    return at_ten(day)
