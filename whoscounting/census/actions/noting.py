"""What our letters and theirs change: the census pulls what the mail room settled, a person confirms the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.db.models import Max
from django.utils import timezone

from whoscounting.census.actions.asking import extend, put_on_hold
from whoscounting.census.actions.taking_back import take_back_letters
from whoscounting.census.models import Answer, FoiRequest, Hold, LetterKind, Notice, NoticeKind
from whoscounting.census.queries.correspondence import proved_by_time, unnoted_letters
from whoscounting.census.queries.decisions import course
from whoscounting.census.rules.chasing import Letter, objections
from whoscounting.ledger.actions import record
from whoscounting.lib.actions import Refused, action
from whoscounting.lib.actors import Actor
from whoscounting.mail.actions import mark_noted
from whoscounting.mail.models import Inbound, Message

# What the sending of a letter is called in the ledger, and the date that it writes.
SENT: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        LetterKind.REQUEST: ("request sent", "sent_on"),
        LetterKind.CHASER: ("reminder sent", "chased_on"),
        LetterKind.REVIEW: ("internal review asked for", "review_asked_on"),
    }
)
# A request that is sent once more, to a better address, has to be proved once more.
AFRESH: Mapping[str, Any] = MappingProxyType(
    {
        "bounced_on": None,
        "received_on": None,
        "delivery_proof": "",
        "acknowledged_on": None,
        "chased_on": None,
        "hold": Hold.NONE,
        "hold_since": None,
        "clock_restarts_on": None,
        "days_stopped": 0,
        "extended_to": None,
    }
)
PROOF = "Accepted for a verified address, and not returned in two working days: ‘{words}’"


@action
def note_letters(*, by: Actor, at: datetime | None = None, limit: int = 500) -> int:
    """Write into the requests what the mail room has sent since, and return how many letters that were. Idempotent.

    A request counts as sent on the day of the server's answer, which the letter keeps.
    """
    letters = unnoted_letters(limit)
    groups: dict[tuple[str, date], dict[int, Message]] = defaultdict(dict)
    for key, letter in letters:
        groups[letter.kind, _day(letter)][key] = letter
    for (kind, day), letters_of_day in groups.items():
        found = {key: one for key, one in letters_of_day.items() if one.state == Message.State.SENT}
        if kind == LetterKind.REQUEST:  # what came back at once had gone all the same
            FoiRequest.objects.filter(pk__in=letters_of_day.keys() - found, sent_on=None).update(sent_on=day)
        if kind == LetterKind.CLARIFICATION:
            _clarified(found, day, by, at)
        elif kind in SENT:
            _sent(kind, found, day, by, at)
    mark_noted(messages=[letter for _, letter in letters], by=by, at=at)
    return len(letters)


@action
def prove_deliveries(*, by: Actor, at: datetime | None = None) -> int:
    """Start the law's clock of requests that a server took for a verified address and that did not come back.

    Two working days are long enough for a bounce. The clock starts on the day on which the letter was taken; what
    proves it is the server's own answer. Returns how many were proved. Idempotent.
    """
    when = at or timezone.now()
    found = proved_by_time(today=timezone.localdate(when))
    for request, letter in found:
        proof = PROOF.format(words=" ".join(letter.proof.split()))[:200]
        day = max(_day(letter), request.sent_on or _day(letter))
        unproved = FoiRequest.objects.filter(pk=request.pk, received_on__isnull=True)
        unproved.update(received_on=day, delivery_proof=proof)
        # The server's words may hold an address, and nothing is ever taken out of the ledger again.
        detail = {"received_on": day.isoformat(), "message": letter.pk}
        record(by=by, at=when, verb="delivery proved", subject=f"request:{request.pk}", detail=detail, public=True)
    return len(found)


@action
def confirm_notice(
    *,
    request: FoiRequest,
    inbound: Inbound | None,
    kind: NoticeKind,
    words: str,
    noted_on: date,
    until: date | None = None,
    by: Actor,
    at: datetime | None = None,
) -> Notice:
    """Record what a letter did, with its words, and let the clock follow. Idempotent per letter and kind.

    Raises Refused if the words are missing, or if an extension names no day.
    """
    if not words.strip():
        raise Refused("Quote the words that say so.")
    if kind == NoticeKind.EXTENSION and until is None:
        raise Refused("Give the day until which the trust takes more time.")
    locked = FoiRequest.objects.select_for_update().get(pk=request.pk)
    if locked.sent_on is None or noted_on < locked.sent_on:
        raise Refused("The trust can’t have written this before we asked.")
    fields = {"words": words.strip(), "noted_on": noted_on, "until": until}
    notice, made = Notice.objects.get_or_create(request=locked, inbound=inbound, kind=kind, defaults=fields)
    if made:
        detail = {"notice": kind.value, "on": noted_on.isoformat()}
        record(by=by, at=at, verb="letter understood", subject=f"request:{locked.pk}", detail=detail)
        take_back_letters(requests=[locked], why="A letter from the trust was read.", by=by, at=at)
        _EFFECTS.get(kind, _nothing)(locked, notice, by, at)
    return notice


@action
def record_complaint(*, request: FoiRequest, on: date, by: Actor, at: datetime | None = None) -> FoiRequest:
    """Record that we asked the Information Commissioner for help. Idempotent.

    Raises Refused while the law has another step before it, or while the Commissioner has our complaint.
    """
    locked = FoiRequest.objects.select_for_update().get(pk=request.pk)
    if locked.sent_on is None or on < locked.sent_on:
        raise Refused("We can’t have complained before we asked.")
    if locked.complained_on == on:
        return locked
    if why := objections(course(locked), Letter.COMPLAINT, on=on):
        raise Refused(" ".join(why))
    _set(locked, "complaint made", by, at, complained_on=on)
    return locked


def _sent(kind: str, found: Mapping[int, Message], day: date, by: Actor, at: datetime | None) -> None:
    """One update and one public line a round for all letters of a kind and day."""
    verb, field = SENT[kind]
    rounds: dict[str, list[FoiRequest]] = defaultdict(list)
    for request in FoiRequest.objects.select_for_update().filter(pk__in=found):
        if kind != LetterKind.REQUEST or request.sent_on is None or request.bounced_on is not None:
            rounds[request.round_id].append(request)
    for code, requests in rounds.items():
        changes: dict[str, Any] = {"bounced_on": None, field: day, **(AFRESH if kind == LetterKind.REQUEST else {})}
        FoiRequest.objects.filter(pk__in=[request.pk for request in requests]).update(**changes)
        detail = {"trusts": sorted(request.trust_id for request in requests), field: day.isoformat()}
        record(by=by, at=at, verb=verb, subject=f"round:{code}", detail=detail, public=True)


def _clarified(found: Iterable[int], day: date, by: Actor, at: datetime | None) -> None:
    for request in FoiRequest.objects.filter(pk__in=found, hold=Hold.CLARIFICATION):
        since = request.hold_since or day
        put_on_hold(request=request, hold=Hold.NONE, on=max(day, since), seen=Hold.CLARIFICATION, by=by, at=at)


def _day(letter: Message) -> date:
    return timezone.localdate(letter.handed_at or letter.settled_at)


def _set(request: FoiRequest, verb: str, by: Actor, at: datetime | None, **changes: date | str | None) -> None:
    FoiRequest.objects.filter(pk=request.pk).update(**changes)
    for name, value in changes.items():
        setattr(request, name, value)
    detail = {name: str(value) for name, value in changes.items() if value is not None}
    record(by=by, at=at, verb=verb, subject=f"request:{request.pk}", detail=detail, public=True)


def _nothing(request: FoiRequest, notice: Notice, by: Actor, at: datetime | None) -> None:
    """Most notices are kept and change no date."""


def _acknowledged(request: FoiRequest, notice: Notice, by: Actor, at: datetime | None) -> None:
    if request.acknowledged_on is None:
        _set(request, "acknowledged", by, at, acknowledged_on=notice.noted_on)


def _asks_what_we_mean(request: FoiRequest, notice: Notice, by: Actor, at: datetime | None) -> None:
    put_on_hold(request=request, hold=Hold.CLARIFICATION, on=notice.noted_on, seen=request.hold, by=by, at=at)


def _wants_a_fee(request: FoiRequest, notice: Notice, by: Actor, at: datetime | None) -> None:
    put_on_hold(request=request, hold=Hold.FEES, on=notice.noted_on, seen=request.hold, by=by, at=at)


def _takes_more_time(request: FoiRequest, notice: Notice, by: Actor, at: datetime | None) -> None:
    if notice.until:
        extend(request=request, until=notice.until, by=by, at=at)


def _refused(request: FoiRequest, notice: Notice, by: Actor, at: datetime | None) -> None:
    """An older refusal undoes neither a newer answer nor a newer refusal."""
    answers = Answer.objects.filter(request=request, revision=request.revision)
    newest = answers.aggregate(day=Max("answered_on"))["day"]
    if max(newest or date.min, request.refused_on or date.min) >= notice.noted_on:
        return
    _set(request, "refused", by, at, refused_on=notice.noted_on)


def _reviewed(request: FoiRequest, notice: Notice, by: Actor, at: datetime | None) -> None:
    if request.review_asked_on is None:
        raise Refused("We have not asked this trust for an internal review.")
    _set(request, "internal review answered", by, at, review_answered_on=notice.noted_on)


_EFFECTS: Mapping[str, Callable[[FoiRequest, Notice, Actor, datetime | None], None]] = MappingProxyType(
    {
        NoticeKind.ACKNOWLEDGEMENT: _acknowledged,
        NoticeKind.CLARIFICATION: _asks_what_we_mean,
        NoticeKind.FEES: _wants_a_fee,
        NoticeKind.EXTENSION: _takes_more_time,
        NoticeKind.REFUSAL: _refused,
        NoticeKind.REVIEW_OUTCOME: _reviewed,
    }
)
