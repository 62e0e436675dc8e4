"""Letters for the desk's tests: rounds whose trusts can be written to, and letters that went or got stuck."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from tests.desk.making import BY, opened
from whoscounting.census.actions import note_letters, send_requests
from whoscounting.census.models import FoiRequest, Round
from whoscounting.mail.models import Message
from whoscounting.mail.transport.delivering import deliver
from whoscounting.mail.transport.mailbox import Mailbox
from whoscounting.register.actions import import_contacts

HEAD = "ods_code,role,email,source,verified_on"
SENT = datetime(2026, 3, 3, 10, tzinfo=UTC)


def reachable(round: Round | None = None) -> Round:
    """An open round whose trusts all have an address of their own that was verified yesterday."""
    round = round or opened()
    yesterday = timezone.localdate() - timedelta(days=1)
    codes = requests(round).values_list("trust_id", flat=True)
    rows = [f"{code},foi,foi@{code.lower()}.invalid,Invented,{yesterday}" for code in codes]
    import_contacts(content="\n".join([HEAD, *rows]).encode(), commit=True, by=BY)
    return round


def requests(round: Round) -> Any:
    return FoiRequest.objects.filter(round=round, in_scope=True).order_by("trust__name").select_related("trust")


def queued(round: Round, number: int = 1) -> list[Message]:
    """So many requests of the round, waiting in the outbox."""
    codes = [one.trust_id for one in requests(round)[:number]]
    mailing = send_requests(round=round, trusts=codes, by=BY)
    return list(mailing.messages.order_by("id"))


def posted(folder: Any, at: datetime | None = None) -> None:
    """All that waits lands in this folder, and the census takes note."""
    now = at or timezone.now()
    deliver(Mailbox(folder), now=lambda: now)
    note_letters(by=BY, at=now)


def stuck(letter: Message, state: str, words: str = "Connection lost") -> Message:
    """A letter that a server did not take as it should."""
    Message.objects.filter(pk=letter.pk).update(state=state, error=words, settled_at=SENT)
    letter.refresh_from_db()
    return letter
