"""What follows from what was read in a message, without asking anybody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from whoscounting.lib.addresses import of_reply
from whoscounting.lib.tokens import Opened
from whoscounting.mail.models import Inbound
from whoscounting.mail.reading.shapes import Read

# Automatic in a way that nobody answers to; `generated` and `bulk` are how case systems send true answers.
MACHINES = {"reply", "receipt"}
MOST_HOPS = 30  # servers that passed a message on; the same limit as most servers have
MOST_AUTOMATIC = 20  # in an hour, from one sender about one thing
YEARS = range(1990, 2200)  # beyond them a sender's clock says nothing


def fields_of(read: Read) -> dict[str, Any]:
    """What of a message stands in columns of its own, each as long as there is room."""
    return {
        "message_id": read.message_id[:300],
        "sender": read.from_address[:254].lower(),
        "sender_name": read.from_name[:200],
        "subject": read.subject[:300],
        "sent_at": moment(read.sent_at),
        "text": read.text,
        "own": read.own,
        "automatic": read.automatic[:10],
    }


def kind_of(read: Read) -> str:
    """Whether a person wrote it, a machine did, or it brings a letter of ours back."""
    if read.bounce:
        return Inbound.Kind.BOUNCE if read.bounce.permanent else Inbound.Kind.AUTOMATIC
    return Inbound.Kind.AUTOMATIC if read.automatic in MACHINES else Inbound.Kind.LETTER


def moment(text: str) -> datetime | None:
    """The moment of which the sender's clock speaks, or None where that makes no sense."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo and found.year in YEARS else None


def opened(addresses: Iterable[str]) -> list[Opened]:
    """Every true secret address among these, each once: one letter may answer several of ours."""
    found = (of_reply([address]) for address in addresses)
    return list(dict.fromkeys(one for one in found if one))


def in_circles(read: Read, *, is_ours: bool, automatic_before: int) -> str:
    """Why it is a message that machines send each other, in a sentence; or nothing."""
    if is_ours:
        return "It is a letter of our own that came back to us."
    if read.hops > MOST_HOPS:
        return f"It went through {read.hops} servers: it goes in circles."
    if read.automatic and automatic_before >= MOST_AUTOMATIC:
        return f"More than {MOST_AUTOMATIC} automatic messages came from this sender within an hour."
    return ""
