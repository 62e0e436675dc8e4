"""A round at a glance: how many stand where, in which region, and how long answers took beside the last round's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Min

from whoscounting.census.models import Answer, Round
from whoscounting.census.queries.desk import Line
from whoscounting.census.queries.pen import in_pen
from whoscounting.census.rules.clock import State
from whoscounting.lib.workingdays import working_days_between
from whoscounting.mail.models import Message

REPLIED = frozenset({State.ANSWERED, State.REFUSED, State.IN_REVIEW, State.WITH_COMMISSIONER})


@dataclass(frozen=True)
class InRegion:
    """How one region's trusts stand."""

    name: str
    asked: int
    replied: int
    overdue: int


@dataclass(frozen=True)
class Glance:
    """What an officer wants to know of a round before anything else."""

    overdue: int
    unsure: int
    in_pen: int
    regions: list[InRegion]
    # Median of working days from receipt to the first reply, and of how many; None without any.
    took: float | None
    of: int
    took_last_round: float | None
    last_round: str


def glance(round: Round, lines: Iterable[Line]) -> Glance:
    """The round's counts. `lines` are its board. Five queries, whatever the number of trusts."""
    asked = [line for line in lines if line.request.in_scope]
    before = _before(round)
    took, last = response_days(round), response_days(before) if before else []
    return Glance(
        overdue=sum(line.state is State.OVERDUE for line in asked),
        unsure=Message.objects.filter(state=Message.State.UNSURE).count(),
        in_pen=in_pen().count(),
        regions=_regions(asked),
        took=median(took) if took else None,
        of=len(took),
        took_last_round=median(last) if last else None,
        last_round=before.name if before else "",
    )


def response_days(round: Round) -> list[int]:
    """For each trust that replied: the working days after receipt up to its first reply. One query."""
    first = Answer.objects.filter(request__round=round, request__received_on__isnull=False, answered_on__isnull=False)
    days = first.values("request", "request__received_on").annotate(day=Min("answered_on"))
    return [_days(one["request__received_on"], one["day"]) for one in days]


def _days(received: date | None, replied: date | None) -> int:
    return working_days_between(received, replied) if received and replied and replied > received else 0


def _before(round: Round) -> Round | None:
    if round.opened_on is None:
        return None
    earlier = Round.objects.filter(rehearsal=round.rehearsal, historic=False, opened_on__lt=round.opened_on)
    return earlier.order_by("-opened_on").first()


def _regions(asked: list[Line]) -> list[InRegion]:
    all_of, replied, overdue = Counter[str](), Counter[str](), Counter[str]()
    for line in asked:
        name = line.request.trust.region.name if line.request.trust.region else "No region"
        all_of[name] += 1
        replied[name] += line.state in REPLIED
        overdue[name] += line.state is State.OVERDUE
    return [InRegion(name, all_of[name], replied[name], overdue[name]) for name in sorted(all_of)]
