"""What we did to ask, and what stopped the clock. Each takes many requests, because a round asks many at once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import QuerySet

from whoscounting.census.actions.taking_back import take_back_letters
from whoscounting.census.models import FoiRequest, Hold, Round
from whoscounting.census.queries.decisions import course
from whoscounting.census.rules.chasing import may_be_chased
from whoscounting.ledger.actions import record
from whoscounting.lib.actions import Refused, action
from whoscounting.lib.actors import Actor
from whoscounting.lib.workingdays import DAY, working_days_between


@action
def record_sending(
    *, round: Round, trusts: Collection[str] | None = None, on: date, by: Actor, at: datetime | None = None
) -> int:
    """Record that the request went out to these trusts, or to all that are in scope and not yet asked.

    Returns how many were recorded; a trust that was asked before keeps its first date.
    """
    opened_on = Round.objects.get(pk=round.pk).opened_on
    if opened_on is None or on < opened_on:
        raise Refused("The requests can’t have gone out before the round opened. Check the day.")
    requests = _requests(round, trusts).filter(sent_on__isnull=True)
    return _mark(requests, "request sent", round, by, at, sent_on=on)


@action
def record_delivery(
    *,
    round: Round,
    trusts: Collection[str] | None = None,
    on: date,
    proof: str,
    by: Actor,
    at: datetime | None = None,
) -> int:
    """Record that a verified address had the request on this day, and how we know; the law's clock starts."""
    if not proof.strip():
        raise Refused("Say how we know that a verified address had it, for example ‘delivery receipt’.")
    requests = _requests(round, trusts).filter(sent_on__lte=on, received_on__isnull=True)
    return _mark(requests, "delivery proved", round, by, at, received_on=on, delivery_proof=proof.strip()[:200])


@action
def record_reminder(
    *, round: Round, trusts: Collection[str] | None = None, on: date, by: Actor, at: datetime | None = None
) -> int:
    """Record the one reminder, only to trusts whose legal date has passed without an answer and whose clock runs."""
    waiting = _requests(round, trusts).filter(received_on__lt=on, revision=0)
    late = [request.pk for request in waiting.select_for_update() if may_be_chased(course(request), on=on)]
    return _mark(FoiRequest.objects.filter(pk__in=late), "reminder sent", round, by, at, chased_on=on)


@action
def put_on_hold(
    *, request: FoiRequest, hold: Hold, on: date, seen: str, by: Actor, at: datetime | None = None
) -> FoiRequest:
    """Stop the clock for a reason, or with Hold.NONE let it run again from that day.

    When a clarification was given a fresh count begins; the days of a fees notice are not counted. `seen` is the hold
    that the person saw: raises Refused if it has changed since. Idempotent.
    """
    locked = FoiRequest.objects.select_for_update().get(pk=request.pk)
    if locked.received_on is None:
        raise Refused("The clock has not started: there is no proof of delivery yet.")
    if locked.hold == hold:
        return locked
    if locked.hold != seen:
        raise Refused("Somebody else has changed the clock meanwhile. Look at it, then decide.")
    if on < (locked.hold_since or locked.received_on):
        raise Refused("That day is before the clock began, or before it was stopped.")
    _let_run(locked, on)
    locked.hold, locked.hold_since = hold, on if hold else None
    return _changed_clock(locked, by, at, {"hold": hold.value, "on": on.isoformat()})


@action
def extend(*, request: FoiRequest, until: date, by: Actor, at: datetime | None = None) -> FoiRequest:
    """Record a reasoned extension of which the trust gave notice: it is not late before that day. Idempotent."""
    locked = FoiRequest.objects.select_for_update().get(pk=request.pk)
    if locked.received_on is None or until <= locked.received_on:
        raise Refused("An extension needs a day after the request was received.")
    if locked.extended_to == until:
        return locked
    locked.extended_to = until
    return _changed_clock(locked, by, at, {"extended_to": until.isoformat()})


def _let_run(request: FoiRequest, on: date) -> None:
    """What an ended hold does to the count."""
    if request.hold == Hold.CLARIFICATION:
        request.clock_restarts_on, request.days_stopped = on, 0
    elif request.hold == Hold.FEES and request.hold_since:  # section 10(2): from the notice to the payment, both days
        request.days_stopped += working_days_between(request.hold_since - DAY, on)


def _changed_clock(request: FoiRequest, by: Actor, at: datetime | None, detail: dict[str, str]) -> FoiRequest:
    request.save(update_fields=["hold", "hold_since", "clock_restarts_on", "days_stopped", "extended_to"])
    take_back_letters(requests=[request], why="The clock has changed.", by=by, at=at)
    record(by=by, at=at, verb="clock changed", subject=f"request:{request.pk}", detail=detail, public=True)
    return request


def _requests(round: Round, trusts: Collection[str] | None) -> QuerySet[FoiRequest]:
    requests = FoiRequest.objects.filter(round=round, in_scope=True)
    return requests if trusts is None else requests.filter(trust__in=trusts)


def _mark(
    requests: QuerySet[FoiRequest], verb: str, round: Round, by: Actor, at: datetime | None, **changes: date | str
) -> int:
    """Write the same into all these rows. They are locked first, so that what the ledger names is what changed."""
    locked = {request.pk: request.trust_id for request in requests.select_for_update()}
    if locked:
        FoiRequest.objects.filter(pk__in=locked).update(**changes)
        detail = {"trusts": sorted(locked.values())} | {name: str(value) for name, value in changes.items()}
        record(by=by, at=at, verb=verb, subject=f"round:{round.code}", detail=detail, public=True)
    return len(locked)
