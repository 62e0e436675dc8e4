"""Delivering what is due: claim, hand over, settle. The body of the worker's loop."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from whoscounting.lib.actors import Actor
from whoscounting.lib.vault import path_of
from whoscounting.mail import actions
from whoscounting.mail.models import Message
from whoscounting.mail.rules.composing import File, Finished, composed
from whoscounting.mail.rules.placeholders import Unfilled, filled, reply_secret
from whoscounting.mail.transport.handover import Fate, Outcome, Parcel, Transport

BY = Actor.system("letters")
BATCH = 10  # letters claimed at once; few, so that pausing works at once and a worker that dies leaves few lying
BROKE = "Something broke while the server had all of it."
PATIENCE = 60.0  # seconds for which we try to keep the server's answer when the database is away


@dataclass(frozen=True)
class Round:
    """How many letters were tried, and whether the server went away, so that trying on at once would be no use."""

    tried: int = 0
    away: bool = False


def deliver(
    transport: Transport,
    *,
    limit: int | None = None,
    stop: threading.Event | None = None,
    now: Callable[[], datetime] = timezone.now,
) -> Round:
    """Hand over all letters that are due and within the limits, or so many; after `stop` only the one in hand."""
    postman = Postman(transport, stop or threading.Event(), now)
    try:
        return postman.go(limit)
    finally:
        transport.close()


class Postman:
    """One worker on its round."""

    def __init__(self, transport: Transport, stop: threading.Event, now: Callable[[], datetime]) -> None:
        self._transport, self._stop, self._now = transport, stop, now
        self._lease = timedelta(seconds=settings.LETTER_LEASE)

    def go(self, limit: int | None) -> Round:
        tried = 0
        while limit is None or tried < limit:
            claimed_at = time.monotonic()
            most = BATCH if limit is None else min(BATCH, limit - tried)
            letters = self._claim(most) if not self._stop.is_set() else []
            done = self._hand_over_each(letters, until=claimed_at + self._lease.total_seconds() / 2)
            tried += done.tried
            if not letters or done.away:
                return Round(tried, done.away)
        return Round(tried)

    def _claim(self, most: int) -> list[Message]:
        limits = self._transport.limits
        return actions.claim_letters(limits=limits, most=most, lease=self._lease, by=BY, at=self._now())

    def _hand_over_each(self, letters: list[Message], *, until: float) -> Round:
        """One after the other. What we don't get to in time is put back: our lease must not end under us."""
        ahead, away = list(letters), False
        try:
            while ahead and not (away or self._stop.is_set() or time.monotonic() > until):
                away = self._hand_over(ahead.pop(0)).fate is Fate.AWAY
        finally:
            if ahead:
                self._keep(lambda: actions.release_letters(letters=ahead, by=BY, at=self._now()))
        return Round(len(letters) - len(ahead), away)

    def _hand_over(self, letter: Message) -> Outcome:
        """Try one letter and keep what became of it; also when something breaks that nobody has thought of."""
        went, outcome = list[bool](), None

        def about_to() -> bool:
            may = self._may_go(letter)
            went.append(may)
            return may

        try:
            outcome = self._tried(letter, about_to)
        finally:
            became = outcome or (Outcome(Fate.UNSURE, BROKE) if any(went) else Outcome(Fate.LET_GO))
            self._keep(lambda: self._settle(letter, became))
        return became

    def _tried(self, letter: Message, about_to: Callable[[], bool]) -> Outcome:
        """What became of it. A letter that can't be put together never meets the server."""
        try:
            parcel = parcel_of(letter, at=self._now())
        except (Unfilled, ValueError) as error:
            return Outcome(Fate.REFUSED, str(error))
        except FileNotFoundError:
            return Outcome(Fate.REFUSED, "An attachment is not in the vault any more.")
        return self._transport.hand_over(parcel, about_to)

    def _may_go(self, letter: Message) -> bool:
        """Whether the last byte may go. Not after a long wait for the database: others may think us gone by now."""
        asked = time.monotonic()
        may = actions.begin_handover(letter=letter, lease=self._lease, by=BY, at=self._now())
        return may and time.monotonic() - asked < self._lease.total_seconds() / 4

    def _settle(self, letter: Message, outcome: Outcome) -> None:
        words, at = outcome.words, self._now()
        match outcome.fate:
            case Fate.SENT:
                actions.settle_sent(letter=letter, proof=words, by=BY, at=at)
            case Fate.PUT_OFF | Fate.AWAY:
                actions.settle_put_off(letter=letter, words=words, by=BY, at=at)
            case Fate.REFUSED:
                actions.settle_failed(letter=letter, words=words, by=BY, at=at)
            case Fate.UNSURE:
                actions.settle_unsure(letter=letter, words=words, by=BY, at=at)
            case Fate.LET_GO:
                actions.release_letters(letters=[letter], by=BY, at=at)

    def _keep(self, write: Callable[[], object]) -> None:
        """Write what we know, also if the database is away for a minute: nobody else can know it."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                write()
                return
            except (OperationalError, InterfaceError):
                if connection.in_atomic_block or time.monotonic() > deadline:
                    raise
                connection.close()
                time.sleep(0.5)


def parcel_of(letter: Message, *, at: datetime) -> Parcel:
    """The letter as it travels, its secrets put in. Bounces come back to its own reply address, if it has one.

    Raises Unfilled, ValueError or FileNotFoundError if it can't be put together.
    """
    reply_to = reply_secret(letter.secrets)
    content = composed(
        Finished(
            message_id=letter.message_id,
            recipient=letter.recipient,
            subject=letter.subject,
            body=filled(letter.body, letter.secrets),
            reply_to=reply_to,
            in_reply_to=letter.in_reply_to,
            automatic=letter.automatic,
            files=[_file(one) for one in letter.attachments],
        ),
        at=timezone.localtime(at),
    )
    name = letter.message_id.strip("<>").partition("@")[0]
    return Parcel(sender=reply_to or settings.MAIL_FROM, recipient=letter.recipient, content=content, name=name)


def _file(attachment: dict[str, str]) -> File:
    content = path_of(settings.EVIDENCE_ROOT, attachment["sha256"]).read_bytes()
    return File(attachment["name"], attachment["type"], content)
