"""What people, and letters that come back, say about letters whose way through the server is over."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils import timezone

from whoscounting.ledger.actions import record
from whoscounting.lib.actions import Refused, action
from whoscounting.lib.actors import Actor
from whoscounting.mail.models import Message
from whoscounting.mail.rules.words import short

State = Message.State
CAN_BOUNCE = (State.SENT, State.UNSURE, State.HANDING)
MAY_HAVE_GONE = (State.QUEUED, State.CLAIMED, State.HANDING)
RESTORED = "It waited when the backup was made from which all this was restored, so it may have gone out since."


@action
def settle_by_hand(*, message: Message, was_sent: bool, by: Actor, at: datetime | None = None) -> Message:
    """Staff have found out what became of an unsure letter: it arrived, or it is sent again.

    Saying the same twice changes nothing. Raises Refused if it is settled otherwise by now.
    """
    letter = Message.objects.select_for_update().get(pk=message.pk)
    if letter.state == (State.SENT if was_sent else State.QUEUED):
        return letter
    if letter.state != State.UNSURE:
        raise Refused(f"This letter is not unsure any more. It is: {letter.get_state_display().lower()}.")
    if was_sent:
        letter.state, letter.proof = State.SENT, "Settled by hand: it arrived."
        letter.settled_at = at or timezone.now()
    else:
        _wait_again(letter, at)
    letter.claim, letter.lease_until = "", None
    letter.save(update_fields=["state", "proof", "settled_at", "due_at", "attempts", "claim", "lease_until"])
    detail = {"was_sent": was_sent}
    record(by=by, at=at, verb="letter settled by hand", subject=f"message:{letter.pk}", detail=detail)
    return letter


@action
def send_again(*, message: Message, by: Actor, at: datetime | None = None) -> Message:
    """Try a failed letter once more from the beginning, unchanged, because what was wrong with the server is mended."""
    letter = Message.objects.select_for_update().get(pk=message.pk)
    if letter.state == State.QUEUED:
        return letter
    if letter.state != State.FAILED:
        raise Refused(f"Only a letter that failed can be sent again. It is: {letter.get_state_display().lower()}.")
    _wait_again(letter, at)
    letter.save(update_fields=["state", "due_at", "settled_at", "attempts"])
    record(by=by, at=at, verb="letter to be sent again", subject=f"message:{letter.pk}")
    return letter


@action
def doubt_waiting(*, by: Actor, at: datetime | None = None) -> int:
    """Call every letter that has not gone 'unsure', as the database came out of a backup: it may have gone since.

    Returns how many. Nobody sends such a letter before staff have settled it.
    """
    waiting = list(Message.objects.filter(state__in=MAY_HAVE_GONE).select_for_update())
    for letter in waiting:
        letter.state, letter.error, letter.settled_at = State.UNSURE, RESTORED, at or timezone.now()
        letter.claim, letter.lease_until = "", None
        letter.save(update_fields=["state", "error", "settled_at", "claim", "lease_until"])
        record(by=by, at=at, verb="letter unsure", subject=f"message:{letter.pk}", detail={"restored": True})
    return len(waiting)


@action
def mark_bounced(*, message: Message, words: str, by: Actor, at: datetime | None = None) -> bool:
    """A letter of ours came back, which also proves that it had gone. False if that is known, or it never went."""
    letter = Message.objects.select_for_update().get(pk=message.pk)
    if letter.state not in CAN_BOUNCE:
        return False
    letter.proof = letter.proof or "It came back."
    letter.state, letter.error, letter.settled_at = State.BOUNCED, short(words), at or timezone.now()
    letter.claim, letter.lease_until = "", None
    letter.save(update_fields=["state", "error", "settled_at", "proof", "claim", "lease_until"])
    record(by=by, at=at, verb="letter bounced", subject=f"message:{letter.pk}")
    return True


def _wait_again(letter: Message, at: datetime | None) -> None:
    letter.state, letter.due_at, letter.settled_at, letter.attempts = State.QUEUED, at or timezone.now(), None, 0


@action
def mark_noted(*, messages: Collection[Message], by: Actor, at: datetime | None = None) -> int:
    """A room above has taken note that these were sent; they are not shown to it again. Idempotent."""
    fresh = Message.objects.filter(pk__in=[letter.pk for letter in messages], noted_at__isnull=True)
    noted = fresh.update(noted_at=at or timezone.now())
    if noted:
        record(by=by, at=at, verb="letters noted", subject="mail:outbox", detail={"number": noted})
    return noted
