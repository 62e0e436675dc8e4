"""What happened to one request, or to anything else that staff keep, from the ledger, in words.

Only what stands in `DETAILS` is shown of an event, so that no verdict can slip out of the ledger before both reviewers
have spoken.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from whoscounting.accounts.models import User
from whoscounting.census.models import FoiRequest, Hold, LetterKind, NoticeKind
from whoscounting.ledger import queries as ledger
from whoscounting.ledger.models import Event
from whoscounting.mail.models import Inbound

# Events of a whole round name the trusts they concern in their detail.
TRUSTS = "trusts"


@dataclass(frozen=True)
class Moment:
    """One line of the history."""

    at: datetime
    what: str
    detail: str
    who: str


def history(request: FoiRequest) -> list[Moment]:
    """All that happened to this request, oldest first. Three queries."""
    own = list(ledger.history(subject=f"request:{request.pk}"))
    rounds = ledger.history(subject=f"round:{request.round_id}")
    events = own + [event for event in rounds if request.trust_id in event.detail.get(TRUSTS, [])]
    return moments(sorted(events, key=lambda event: (event.happened_at, event.pk)))


def moments(events: Collection[Event]) -> list[Moment]:
    """These lines of the ledger in words, in the same order. One query."""
    names = _names(events)
    return [
        Moment(
            event.happened_at, VERBS.get(event.verb, event.verb.capitalize()), _detail(event.detail), _who(event, names)
        )
        for event in events
    ]


def _on(day: str) -> str:
    return f"on {date.fromisoformat(day):%-d %B %Y}"


# Verbs that say more in other words. What was read of a letter or saved at a door is named, never quoted.
VERBS = {
    "letters queued": "Letter waits to be sent",
    "letter came back": "Our letter came back",
    "letter understood": "A letter was read and noted",
    "delivery not proved any more": "Delivery not proved any more: its proof was taken out",
    "link renewed": "The trust’s link was renewed",
    "link closed": "The trust’s link was closed",
    "file added by the trust": "The trust added a file to its draft",
    "file withdrawn by the trust": "The trust took a file out of its draft",
    "complaint made": "Complaint to the Commissioner",
    "mail kept": "Came in and kept",
    "mail held": "Waits for a person",
    "mail set aside": "Put aside",
    "mail to be read again": "To be read again",
    "mail unreadable": "Could not be read",
}
KINDS = dict(LetterKind.choices) | dict(Inbound.Kind.choices)
DETAILS = {
    "kind": lambda kind: (KINDS.get(kind) or kind).lower(),
    "notice": lambda kind: NoticeKind(kind).label.lower(),
    "why": lambda why: f"‘{why}’",
    "revision": lambda number: f"reply {number}",
    "reason": lambda reason: f"‘{reason}’",
    "in_scope": lambda asked: "asked" if asked else "not asked",
    "hold": lambda hold: Hold(hold).label if hold else "the clock runs",
    "on": _on,
    "extended_to": lambda day: f"not due before {date.fromisoformat(day):%-d %B %Y}",
    "sent_on": _on,
    "received_on": _on,
    "delivery_proof": lambda proof: f"‘{proof}’",
    "chased_on": _on,
    "acknowledged_on": _on,
    "refused_on": _on,
    "review_asked_on": _on,
    "review_answered_on": _on,
    "complained_on": _on,
}


def _detail(detail: dict[str, Any]) -> str:
    return ", ".join(words(detail[name]) for name, words in DETAILS.items() if name in detail)


def _names(events: Iterable[Event]) -> dict[str, str]:
    keys = {event.actor_id for event in events if event.actor_kind == "staff"}
    users = User.objects.filter(pk__in=[key for key in keys if key.isdigit()])
    return {str(user.pk): user.get_username() for user in users}


def _who(event: Event, names: dict[str, str]) -> str:
    if event.actor_kind == "staff":
        return names.get(event.actor_id, "a former colleague")
    return {"system": "the software", "trust": "the trust", "supporter": "a supporter"}[event.actor_kind]
