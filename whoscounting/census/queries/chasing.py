"""Which trusts a letter in bulk may go to, and what keeps it from the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from whoscounting.census.models import FoiRequest, Round
from whoscounting.census.queries.correspondence import PREFIX, key_of
from whoscounting.census.queries.decisions import course
from whoscounting.census.queries.preflight import office
from whoscounting.census.queries.unread import unread
from whoscounting.census.rules.chasing import Letter, objections
from whoscounting.census.rules.clock import newest
from whoscounting.census.rules.preflight import unreachable
from whoscounting.mail.models import Message
from whoscounting.register.models import Contact

UNREAD = "A letter from the trust has come that nobody has read yet."
LONG_AGO = timedelta(days=60)  # no letter older than that stands against another one


def chaseable(requests: Sequence[FoiRequest], *, on: date) -> list[FoiRequest]:
    """Those of these requests that may get the one reminder on this day."""
    return [request for request, why in _each(requests, Letter.CHASER, on) if not why]


def chasing_preview(round: Round, *, on: date) -> list[tuple[FoiRequest, list[str]]]:
    """Every request of the round, by trust, with what keeps a reminder from it today; nothing where it may go."""
    requests = FoiRequest.objects.filter(round=round, in_scope=True).select_related("trust").order_by("trust__name")
    return _each(list(requests), Letter.CHASER, on)


def against(request: FoiRequest, letter: Letter, *, on: date) -> list[str]:
    """What keeps this letter from one request."""
    return _each([request], letter, on)[0][1]


def stale(message: Message, *, on: date) -> list[str]:
    """What keeps a letter that pressed for an answer from being sent again; nothing for letters that press nobody."""
    key = key_of(message.about)
    request = FoiRequest.objects.filter(pk=key).select_related("trust").first() if key else None
    if request is None or message.kind not in (Letter.CHASER, Letter.REVIEW):
        return []
    return against(request, Letter(message.kind), on=on)


def _each(requests: Sequence[FoiRequest], letter: Letter, on: date) -> list[tuple[FoiRequest, list[str]]]:
    """Each of these requests with what stands against a letter. Five queries, however many they are."""
    waiting, written, contacts = unread(requests), _written(requests, on), _contacts(requests)
    found = []
    for request in requests:
        why = objections(course(request), letter, on=on, last_letter_on=written.get(request.trust_id))
        if request.pk in waiting:
            why = [*why, UNREAD]
        if letter is not Letter.COMPLAINT and (
            no_way := unreachable(office(request.trust, contacts.get(request.trust_id)), today=on)
        ):
            why = [*why, no_way]
        found.append((request, why))
    return found


def _written(requests: Iterable[FoiRequest], on: date) -> dict[str, date]:
    """The day of our last letter to each of these trusts, whatever round it was of, if that is not long ago."""
    trusts = {request.trust_id for request in requests}
    since = timezone.make_aware(datetime.combine(on - LONG_AGO, time.min))
    recent = Message.objects.filter(about__startswith=PREFIX, handed_at__gte=since)  # by the index on handed_at
    ours = recent.filter(kind__in=["request", *Letter, "clarification"], state__in=["sent", "bounced", "unsure"])
    days: dict[int, date] = {}
    for about, handed_at in ours.values_list("about", "handed_at"):
        key = key_of(about)
        if key is not None and handed_at is not None:
            day = timezone.localdate(handed_at)
            days[key] = max(days.get(key, day), day)
    asked = FoiRequest.objects.filter(pk__in=days, trust__in=trusts).values_list("pk", "trust_id")
    found: dict[str, date] = {}
    for key, trust in asked:
        if (day := days[key]) <= on:
            found[trust] = newest(found.get(trust), day) or day
    return found


def _contacts(requests: Iterable[FoiRequest]) -> dict[str, Contact]:
    trusts = [request.trust_id for request in requests]
    return {one.trust_id: one for one in Contact.objects.filter(role=Contact.Role.FOI, trust__in=trusts)}
