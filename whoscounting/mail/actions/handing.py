"""A letter's way through a worker's hands: claimed before anything is sent, settled with the server's own words.

Every step is one short transaction that takes effect only while the letter is in the hands that it says, so that two
workers, or one that was frozen and wakes up, never send a letter twice. What ends between `begin_handover` and the
server's answer is 'unsure': nobody can know, and a person settles it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import connection
from django.db.models import Case, F, TextField, Value, When
from django.utils import timezone

from whoscounting.ledger.actions import record
from whoscounting.lib.actions import action
from whoscounting.lib.actors import Actor
from whoscounting.mail.models import Mailing, Message
from whoscounting.mail.queries import outbox
from whoscounting.mail.rules.limits import Limits
from whoscounting.mail.rules.pauses import next_pause
from whoscounting.mail.rules.words import code, short

State = Message.State
NOBODYS: dict[str, Any] = {"claim": "", "lease_until": None}
ONE_AFTER_THE_OTHER = 20_130_118  # PostgreSQL's number for the lock under which letters are claimed
GONE = "The worker ended or hung before the server’s answer was kept."


@action
def claim_letters(
    *, limits: Limits, most: int, lease: timedelta, by: Actor, at: datetime | None = None
) -> list[Message]:
    """Take the next letters in hand that are due and within the limits; what others left lying is put right first.

    They count as in hand for the time of the lease. Whoever has not said by then what became of them is thought to be
    gone: a letter that was only claimed goes out again, one that was being handed over is unsure.
    """
    now = at or timezone.now()
    _take_turns()
    _put_right_what_lapsed(now, by, at)
    gone = outbox.gone_lately(now=now)
    waiting = outbox.due(now=now).exclude(domain__in=limits.full(gone))
    locked = waiting.select_for_update(skip_locked=True, of=("self",)).only("pk", "domain")[:most]
    chosen = limits.chosen(((letter.pk, letter.domain) for letter in locked), gone, most)
    claim = str(uuid4())
    taken = {"claim": claim, "claimed_at": now, "lease_until": now + lease, "attempts": F("attempts") + 1}
    Message.objects.filter(pk__in=chosen, state=State.QUEUED).update(state=State.CLAIMED, **taken)
    mine = {letter.pk: letter for letter in Message.objects.filter(pk__in=chosen, claim=claim)}
    return [mine[key] for key in chosen if key in mine]


@action
def begin_handover(*, letter: Message, lease: timedelta, by: Actor, at: datetime | None = None) -> bool:
    """The server is about to get the letter's last byte. False if it must not: it is not ours any more, or paused."""
    now = at or timezone.now()
    # No join: after a wait for another who has taken the letter back PostgreSQL would not look at the claim again.
    paused = Mailing.objects.filter(paused=True)
    ours = _in_hands_of(letter, State.CLAIMED).exclude(mailing__in=paused)
    if not ours.update(state=State.HANDING, handed_at=now, lease_until=now + lease):
        return False
    record(by=by, at=at, verb="letter handed over", subject=_name(letter), detail={"try": letter.attempts})
    return True


@action
def release_letters(*, letters: Collection[Message], by: Actor, at: datetime | None = None) -> int:
    """Put back what was claimed and whose last byte certainly did not go, as if nothing had been; returns how many."""
    released = 0
    words = Case(When(state=State.UNSURE, then=Value("")), default=F("error"), output_field=TextField())
    changes = {"state": State.QUEUED, "attempts": F("attempts") - 1, "handed_at": None, "settled_at": None}
    for letter in letters:
        ours = _in_hands_of(letter, State.CLAIMED, State.HANDING, State.UNSURE)
        if ours.update(**changes, error=words, **NOBODYS):
            record(by=by, at=at, verb="letter put back", subject=_name(letter))
            released += 1
    return released


@action
def settle_sent(*, letter: Message, proof: str, by: Actor, at: datetime | None = None) -> bool:
    """The server has it, and said so in these words. False if somebody else has settled it since."""
    now = at or timezone.now()
    changes = {"state": State.SENT, "proof": short(proof), "error": "", "settled_at": now}
    return _settle(letter, "letter sent", _code(proof), by, at, **changes, **NOBODYS)


@action
def settle_put_off(*, letter: Message, words: str, by: Actor, at: datetime | None = None) -> bool:
    """The server does not have it, but may take it later: it waits, longer each time, and fails after two days."""
    now = at or timezone.now()
    pause = next_pause(letter.attempts)
    if pause is None:
        words = f"Given up after {letter.attempts} tries. The last one: {words}"
        return _settle_failed(letter, words, by, at)
    detail = _code(words) | {"try": letter.attempts, "again_at": (now + pause).isoformat()}
    changes = {"state": State.QUEUED, "due_at": now + pause, "error": short(words), "settled_at": None}
    return _settle(letter, "letter put off", detail, by, at, **changes, **NOBODYS)


@action
def settle_failed(*, letter: Message, words: str, by: Actor, at: datetime | None = None) -> bool:
    """The server does not want it, and said why in these words."""
    return _settle_failed(letter, words, by, at)


@action
def settle_unsure(*, letter: Message, words: str, by: Actor, at: datetime | None = None) -> bool:
    """The server had all of it, and its answer did not reach us."""
    changes = {"state": State.UNSURE, "error": short(words), "settled_at": at or timezone.now()}
    return _settle(letter, "letter unsure", {}, by, at, **changes)


def _in_hands_of(letter: Message, *states: Message.State) -> Any:
    """The letter, if the claim under which we got it still stands. Nobody's letters have no claim."""
    return Message.objects.filter(pk=letter.pk, claim=letter.claim, state__in=states).exclude(claim="")


def _settle(letter: Message, verb: str, detail: dict[str, Any], by: Actor, at: datetime | None, **changes: Any) -> bool:
    """Also for one whose lease has lapsed meanwhile: the server's answer is better than 'unsure'."""
    if not _in_hands_of(letter, State.CLAIMED, State.HANDING, State.UNSURE).update(**changes):
        return False
    record(by=by, at=at, verb=verb, subject=_name(letter), detail=detail)
    return True


def _settle_failed(letter: Message, words: str, by: Actor, at: datetime | None) -> bool:
    changes = {"state": State.FAILED, "error": short(words), "settled_at": at or timezone.now()}
    return _settle(letter, "letter failed", _code(words), by, at, **changes, **NOBODYS)


def _put_right_what_lapsed(now: datetime, by: Actor, at: datetime | None) -> None:
    """What was only claimed goes behind all that waits: if it is what kills the workers, the others go first."""
    left = {letter.pk: letter for letter in outbox.lapsed(now=now).select_for_update(skip_locked=True)}
    for letter in left.values():
        if letter.state == State.CLAIMED:
            _in_hands_of(letter, State.CLAIMED).update(state=State.QUEUED, due_at=now, **NOBODYS)
            record(by=by, at=at, verb="letter waits again", subject=_name(letter), detail={"try": letter.attempts})
        else:
            _in_hands_of(letter, State.HANDING).update(state=State.UNSURE, error=GONE, settled_at=now)
            record(by=by, at=at, verb="letter unsure", subject=_name(letter), detail={"try": letter.attempts})


def _take_turns() -> None:
    """Let workers claim one after the other, so that together they keep the limits. On SQLite they do anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AFTER_THE_OTHER])


def _code(words: str) -> dict[str, Any]:
    """What the ledger may keep of a server's answer."""
    return {"answer": code(words)} if code(words) else {}


def _name(letter: Message) -> str:
    return f"message:{letter.pk}"
