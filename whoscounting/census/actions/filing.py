"""Which mail belongs to which request, and what follows from that it came."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.db import OperationalError, transaction
from django.utils import timezone

from whoscounting.census.models import Evidence, Filing, FoiRequest, Hold, LetterKind, Notice, NoticeKind
from whoscounting.census.queries.delivery import day_of, proof_of, unproved
from whoscounting.census.rules.delivery import rests_on
from whoscounting.ledger.actions import record
from whoscounting.lib.actions import Refused, action
from whoscounting.lib.actors import Actor
from whoscounting.mail.actions import deal_with, hold, mark_bounced
from whoscounting.mail.models import Inbound, Message
from whoscounting.mail.models.inbound import TO_BE_FILED
from whoscounting.register.actions import mark_contact_bounced

log = logging.getLogger(__name__)

NOBODYS = "Nothing in it says to which request it belongs."
REPLACED = "It came to a secret address that has been replaced. It may be forged, or somebody used an old letter."
GONE = "The request to which it came is not there."
# What the sending of a letter had written down, which its coming back takes away again.
UNDONE: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        LetterKind.REQUEST: {"received_on": None, "delivery_proof": ""},
        LetterKind.CHASER: {"chased_on": None},
        LetterKind.CLARIFICATION: {"clock_restarts_on": None, "hold": Hold.CLARIFICATION},
        LetterKind.REVIEW: {"review_asked_on": None},
    }
)
FAILED = "Filing it failed, so a person must do it."


@action
def file_mail(*, limit: int = 50, by: Actor, at: datetime | None = None) -> int:
    """File what the mail room has read, each with the requests to whose address it came or whose letter it answers.

    What fits nothing waits in the holding pen. A letter that came back is marked; any other that came from a trust
    proves that it has ours. Returns how many messages were looked at: call again while there are any.
    """
    waiting = Inbound.objects.select_for_update(skip_locked=True, of=("self",)).filter(TO_BE_FILED).order_by("id")
    found = list(waiting[:limit])
    for inbound in found:
        if why := _filed(inbound, by, at):
            hold(inbound=inbound, why=why, by=by, at=at)
    for request in unproved():
        _prove(request, by, at)
    return len(found)


@action
def file_by_hand(
    *, inbound: Inbound, requests: Collection[FoiRequest], by: Actor, at: datetime | None = None
) -> list[Filing]:
    """A person says to which requests it belongs; one letter may speak for several trusts. Idempotent."""
    if not requests:
        raise Refused("Choose at least one request.")
    filings = [_file(inbound, request, "staff", by, at) for request in requests]
    deal_with(inbound=inbound, subjects=_subjects(inbound), by=by, at=at)
    for request in requests:
        _prove(request, by, at)
    return filings


@action
def unfile(*, inbound: Inbound, request: FoiRequest, by: Actor, at: datetime | None = None) -> Inbound:
    """Take a message out of a request to which it does not belong. Filed nowhere else, it goes to the holding pen.

    If it was the proof that the trust has our letter, another message takes its place, or the clock stops. Raises
    Refused where something was built on it that a person must take back first.
    """
    locked = FoiRequest.objects.select_for_update().get(pk=request.pk)
    _check_nothing_rests_on(inbound, locked)
    Filing.objects.filter(inbound=inbound, request=locked).delete()
    if rests_on(locked.delivery_proof, inbound.pk):
        _disprove(locked, by, at)
    _prove(locked, by, at)
    subjects = _subjects(inbound)
    if subjects:
        return deal_with(inbound=inbound, subjects=subjects, by=by, at=at)
    return hold(inbound=inbound, why="A person took it out of its request.", by=by, at=at)


def _filed(inbound: Inbound, by: Actor, at: datetime | None) -> str:
    """File one message, or say why not. Whatever goes wrong with one holds up no other."""
    try:
        with transaction.atomic():
            requests, why = _requests(inbound)
            for request in requests:
                _file(inbound, request, inbound.matched_by, by, at)
            if requests:
                deal_with(inbound=inbound, subjects=_subjects(inbound), by=by, at=at)
            return why
    except OperationalError:
        raise  # the database is away or two waited for each other: all of it is tried again
    except Exception as error:
        log.error("Message %s could not be filed: %s", inbound.pk, type(error).__name__)
        return FAILED


def _requests(inbound: Inbound) -> tuple[list[FoiRequest], str]:
    """The requests to which it surely belongs; if there are none, why."""
    opened = inbound.details.get("opened", [])
    keys = {key for key, _ in opened} or {
        int(key) for key in [inbound.about.removeprefix("request:")] if key.isdecimal()
    }
    if not keys:
        return [], NOBODYS
    there = FoiRequest.objects.in_bulk(keys).values()
    true = [one for one in there if not opened or [one.pk, one.reply_generation] in opened]
    return true, "" if true else REPLACED if there else GONE


def _file(inbound: Inbound, request: FoiRequest, how: str, by: Actor, at: datetime | None) -> Filing:
    filing, is_new = Filing.objects.get_or_create(
        request=request, inbound=inbound, defaults={"how": how, "filed_at": at or timezone.now()}
    )
    believed = how == "staff" or not inbound.details.get("doubtful")
    if is_new and believed and inbound.kind == Inbound.Kind.BOUNCE:
        _came_back(inbound, request, by, at)
    return filing


def _came_back(inbound: Inbound, request: FoiRequest, by: Actor, at: datetime | None) -> None:
    """Mark our letter, the address that it went to, and the request, unless better is known of it meanwhile."""
    day, letter = day_of(inbound), inbound.letter
    if letter and (letter.about != f"request:{request.pk}" or letter.kind not in LetterKind.values):
        return  # a receipt to a person's own address says nothing of the office
    if letter:
        words = (inbound.details.get("bounce") or {}).get("diagnostic") or inbound.subject or "It came back."
        if not mark_bounced(message=letter, words=words, by=by, at=at):
            return
        mark_contact_bounced(trust=request.trust_id, email=letter.recipient, on=day, by=by, at=at)
    locked = FoiRequest.objects.select_for_update().get(pk=request.pk)
    if not _is_settled(locked, letter):
        locked.bounced_on = day
        undone = dict(UNDONE.get(letter.kind, {})) if letter else {}
        if "hold" in undone:  # the trust still waits to hear what we mean
            undone["hold_since"] = _asked_on(locked) or day
        for field, value in undone.items():
            setattr(locked, field, value)
        locked.save(update_fields=["bounced_on", *undone])
        record(by=by, at=at, verb="letter came back", subject=f"request:{locked.pk}", detail={"on": day.isoformat()})


def _asked_on(request: FoiRequest) -> date | None:
    """The day on which the trust asked what we mean."""
    asked = Notice.objects.filter(request=request, kind=NoticeKind.CLARIFICATION).order_by("-noted_on").first()
    return asked.noted_on if asked else None


def _is_settled(request: FoiRequest, letter: Message | None) -> bool:
    """Whether the trust has this letter after all: it has answered it, or it was sent once more."""
    if letter is None:
        return False
    again = Message.objects.filter(about=letter.about, kind=letter.kind, pk__gt=letter.pk)
    answered = letter.kind == LetterKind.REQUEST and proof_of(request) is not None
    return answered or again.exclude(state__in=[Message.State.CANCELLED, Message.State.FAILED]).exists()


def _prove(request: FoiRequest, by: Actor, at: datetime | None) -> None:
    """Start the law's clock if something that came shows that the trust has our request."""
    locked = FoiRequest.objects.select_for_update().get(pk=request.pk)
    found = proof_of(locked) if locked.received_on is None else None
    if found:
        locked.received_on, locked.delivery_proof = found.day, found.words
        locked.save(update_fields=["received_on", "delivery_proof"])
        detail = {"received_on": found.day.isoformat(), "delivery_proof": found.words}
        record(by=by, at=at, verb="delivery proved", subject=f"request:{locked.pk}", detail=detail, public=True)


def _disprove(request: FoiRequest, by: Actor, at: datetime | None) -> None:
    request.received_on, request.delivery_proof = None, ""
    request.save(update_fields=["received_on", "delivery_proof"])
    record(by=by, at=at, verb="delivery not proved any more", subject=f"request:{request.pk}", public=True)


def _check_nothing_rests_on(inbound: Inbound, request: FoiRequest) -> None:
    if Notice.objects.filter(request=request, inbound=inbound).exists():
        raise Refused("Something was noted from this letter. Take that back first.")
    hashes = [inbound.sha256, *inbound.attachments.values_list("sha256", flat=True)]
    if Evidence.objects.filter(answer__request=request, sha256__in=hashes).exists():
        raise Refused("Answers of this trust rest on this letter, so it stays.")
    if inbound.letter and inbound.letter.state == Message.State.BOUNCED and inbound.kind == Inbound.Kind.BOUNCE:
        raise Refused("Our letter is marked as come back because of this message, so it stays.")
    built = (request.chased_on, request.hold_since, request.clock_restarts_on, request.extended_to)
    if rests_on(request.delivery_proof, inbound.pk) and any(built):
        raise Refused("The clock began with this letter, and a reminder or a change of the clock rests on that.")


def _subjects(inbound: Inbound) -> list[str]:
    return [f"request:{key}" for key in Filing.objects.filter(inbound=inbound).values_list("request", flat=True)]
