"""Reading the outbox: what is due, how far a mailing is, and which letters' fate nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Max, Min, Q, QuerySet

from whoscounting.mail.models import Mailing, Message
from whoscounting.mail.rules.composing import our_domain
from whoscounting.mail.rules.limits import MINUTE, Limits

State = Message.State
IN_HAND = (State.CLAIMED, State.HANDING)
GOING = (State.QUEUED, *IN_HAND)


@dataclass(frozen=True)
class Progress:
    """How far a mailing is."""

    # Every state, also those in which no letter is.
    counts: Mapping[Message.State, int]
    paused: bool
    # When the last letter will have gone, if nothing holds it up; None if nothing is left or it is paused.
    ends_at: datetime | None

    @property
    def all(self) -> int:
        return sum(self.counts.values())

    @property
    def left(self) -> int:
        return sum(self.counts[state] for state in GOING)


def progress(*, mailing: Mailing, limits: Limits, now: datetime) -> Progress:
    """Counts and an estimate, from the limits and from how fast the letters went so far."""
    letters = Message.objects.filter(mailing=mailing)
    counts = dict.fromkeys(State, 0)
    counts |= {State(state): number for state, number in letters.values_list("state").annotate(n=Count("pk"))}
    paused = Mailing.objects.get(pk=mailing.pk).paused
    ends_at = None if paused else _end(letters, limits, now)
    return Progress(counts=counts, paused=paused, ends_at=ends_at)


def counts_by_mailing() -> dict[int | None, dict[str, int]]:
    """How many letters stand in each state, by mailing; None has the single ones. One query."""
    found: dict[int | None, dict[str, int]] = {}
    grouped = Message.objects.order_by().values_list("mailing", "state").annotate(n=Count("pk"))
    for mailing, state, number in grouped:
        found.setdefault(mailing, {})[state] = number
    return found


def waiting_since(*, now: datetime) -> datetime | None:
    """Since when the longest-waiting letter might have gone; None if none waits."""
    first: datetime | None = due(now=now).order_by().aggregate(first=Min("due_at"))["first"]
    return first


def letters_in(*, mailing: Mailing | None, state: str = "") -> QuerySet[Message]:
    """The letters of a mailing, or the single ones, newest first; all of them or those in one state."""
    letters = Message.objects.filter(mailing=mailing).order_by("-id")
    return letters.filter(state=state) if state else letters


def _end(letters: QuerySet[Message], limits: Limits, now: datetime) -> datetime | None:
    going = letters.filter(state__in=GOING)
    waiting = dict(going.order_by().values_list("domain").annotate(n=Count("pk")))
    if not waiting:
        return None
    last_due: datetime = going.aggregate(last=Max("due_at"))["last"]
    return max(last_due, now + max(limits.time_for(waiting), _pace(letters) * sum(waiting.values())))


def _pace(letters: QuerySet[Message]) -> timedelta:
    """How long a letter took so far, on average."""
    seen = letters.aggregate(number=Count("handed_at"), first=Min("handed_at"), last=Max("handed_at"))
    return (seen["last"] - seen["first"]) / (seen["number"] - 1) if seen["number"] > 1 else timedelta()


def due(*, now: datetime) -> QuerySet[Message]:
    """Letters that may go now. Single ones stand before mailings, so that a receipt doesn't wait for 2,000 others."""
    ready = Message.objects.filter(Q(mailing=None) | Q(mailing__paused=False), state=State.QUEUED, due_at__lte=now)
    return ready.order_by(F("mailing").asc(nulls_first=True), "due_at", "id")


def lapsed(*, now: datetime) -> QuerySet[Message]:
    """Letters in the hands of a worker that should long have said what became of them."""
    return Message.objects.filter(state__in=IN_HAND, lease_until__lt=now).order_by("id")


def is_anything_to_do(*, now: datetime) -> bool:
    """Whether a worker should look closer. Two quick questions that hold up nobody who writes."""
    return due(now=now).order_by().exists() or lapsed(now=now).order_by().exists()


def gone_lately(*, now: datetime) -> dict[str, int]:
    """By domain: letters of the last minute, and those in a worker's hands, which may go at any moment."""
    lately = Q(handed_at__gt=now - MINUTE) | Q(state__in=IN_HAND)
    return dict(Message.objects.filter(lately).order_by().values_list("domain").annotate(n=Count("pk")))


def unsure(*, mailing: Mailing | None = None) -> QuerySet[Message]:
    """Letters of which nobody knows whether the server has them. Staff look, and settle each."""
    letters = Message.objects.filter(state=State.UNSURE).order_by("settled_at", "id")
    return letters.filter(mailing=mailing) if mailing else letters


def letters_about(*, about: str) -> QuerySet[Message]:
    """All letters about one subject (`request:12`), oldest first."""
    return Message.objects.filter(about=about).order_by("id")


def letter_named(*, name: str) -> Message | None:
    """The letter that a report or an answer means: by its Message-ID, or by what we called it to the server (ENVID)."""
    whole = name if name.startswith("<") else f"<{name}@{our_domain()}>"
    return Message.objects.filter(message_id=whole).first()
