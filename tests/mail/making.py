"""Letters for the tests of the mail room, queued with the same actions that real work uses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from whoscounting.lib.actors import Actor
from whoscounting.mail import actions
from whoscounting.mail.models import Mailing, Message
from whoscounting.mail.rules.drafts import LetterDraft
from whoscounting.mail.rules.limits import Limits
from whoscounting.mail.rules.placeholders import gap

BY = Actor.system("tests")
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LEASE = timedelta(minutes=5)
ALL = Limits()
BODY = f"Dear colleague,\n\nplease answer to {gap('reply')}.\nOr here: {gap('door')}\n.\nYours faithfully\n"


def draft(number: int = 1, **rest: Any) -> LetterDraft:
    """A letter to the office of one invented trust, with both secrets in it."""
    usual = {
        "key": f"request:{number}:request",
        "about": f"request:{number}",
        "kind": "request",
        "recipient": f"foi@trust-{number}.example",
        "subject": "How many people do you count?",
        "body": BODY,
        "secrets": {"reply": ("reply", number, 1), "door": ("door", number, 1)},
    }
    return LetterDraft(**(usual | rest))


def mailing(key: str = "round:2026:request") -> Mailing:
    return actions.plan_mailing(key=key, title="Requests of 2026", about="round:2026", by=BY, at=NOW)


def queued(count: int = 1, *, at: datetime | None = NOW, of: Mailing | None = None, **rest: Any) -> list[Message]:
    """So many letters that may go from this moment on; None is now."""
    actions.queue_letters(mailing=of, drafts=[draft(n, **rest) for n in range(1, count + 1)], by=BY, at=at)
    return list(Message.objects.filter(state="queued").order_by("id"))


def claimed(count: int = 1, *, at: datetime = NOW, limits: Limits = ALL) -> list[Message]:
    return actions.claim_letters(limits=limits, most=count, lease=LEASE, by=BY, at=at)


def handed(letter: Message, *, at: datetime = NOW) -> bool:
    return actions.begin_handover(letter=letter, lease=LEASE, by=BY, at=at)


def states() -> list[str]:
    """The states of all letters, in the order in which they were queued."""
    return list(Message.objects.order_by("id").values_list("state", flat=True))
