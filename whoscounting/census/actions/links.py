"""The link that opens a trust's own door: renewed, asked for anew by the trust itself, or closed."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from whoscounting.census.letters import new_link
from whoscounting.census.models import Door, FoiRequest
from whoscounting.census.queries.letters import rehearsed, written_to
from whoscounting.census.rules.letters import secrets_in
from whoscounting.ledger.actions import record
from whoscounting.lib.actions import Refused, action
from whoscounting.lib.actors import Actor
from whoscounting.lib.addresses import DOOR, REPLY
from whoscounting.lib.workingdays import DAY
from whoscounting.mail.actions import LetterDraft, plan_mailing, queue_letters
from whoscounting.mail.models import Message
from whoscounting.register.models import Contact

OPEN_FOR = 365 * DAY


@action
def renew_door(*, request: FoiRequest, by: Actor, at: datetime | None = None) -> Door:
    """Give a trust a new link, open for a year; the earlier one no longer opens."""
    today = timezone.localdate(at or timezone.now())
    door, made = Door.objects.select_for_update().get_or_create(
        request=request, defaults={"expires_on": today + OPEN_FOR}
    )
    if not made:
        door.generation, door.expires_on, door.closed = door.generation + 1, today + OPEN_FOR, False
        door.save()
    record(by=by, at=at, verb="link renewed", subject=f"request:{request.pk}", detail={"generation": door.generation})
    return door


@action
def close_door(*, request: FoiRequest, by: Actor, at: datetime | None = None) -> None:
    """Let a trust's link open nothing any more. Idempotent."""
    if Door.objects.filter(request=request, closed=False).update(closed=True):
        record(by=by, at=at, verb="link closed", subject=f"request:{request.pk}")


@action
def ask_for_link(*, request: FoiRequest, by: Actor, at: datetime | None = None) -> bool:
    """Queue a letter with a link that opens to the trust's own checked address. At most once a day; False if it was.

    Where it goes is ours to know: no address can be given. A newer link that is out already is sent again, so that
    nobody with an old one can end a colleague's. Raises Refused where no link may be had.
    """
    when = at or timezone.now()
    today = timezone.localdate(when)
    # The request's row is the lock: two clicks wait for each other.
    locked = FoiRequest.objects.select_for_update(of=("self",)).select_related("trust", "round").get(pk=request.pk)
    door = Door.objects.filter(request=locked).first()
    if door is None or door.closed or locked.round.closed_on is not None:
        raise Refused("There is no new link for these questions. You can still answer by mail.")
    key = f"request:{locked.pk}:link:{today.isoformat()}"
    if Message.objects.filter(key=key).exists():
        return False
    office = Contact.objects.filter(
        trust=locked.trust_id, role=Contact.Role.FOI, verified_on__isnull=False, bounced_on__isnull=True
    ).first()
    if office is None:
        raise Refused("We have no checked address of your Freedom of Information office. Please answer by mail.")
    if door.expires_on < today:
        door = renew_door(request=locked, by=by, at=when)
    _queue_link(locked, door, office, key, by, when)
    return True


def _queue_link(request: FoiRequest, door: Door, office: Contact, key: str, by: Actor, when: datetime) -> None:
    letter = rehearsed(written_to(request, new_link()), request.round)
    mailing = plan_mailing(
        key=f"round:{request.round_id}:links",
        title=f"{request.round.name}: new links",
        about=f"round:{request.round_id}",
        by=by,
        at=when,
    )
    secret = {
        "reply_address": (REPLY, request.pk, request.reply_generation),
        "door": (DOOR, request.pk, door.generation),
    }
    draft = LetterDraft(
        key=key,
        about=f"request:{request.pk}",
        kind="link",
        recipient=office.email,
        recipient_verified_on=office.verified_on,
        subject=letter.subject,
        body=letter.body,
        secrets={name: secret[name] for name in secrets_in(letter.body)},
        automatic=True,
    )
    queue_letters(mailing=mailing, drafts=[draft], by=by, at=when)
