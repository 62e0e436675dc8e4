"""How we know that a trust has our request, and since which day.

The Act counts from the day on which the request reached the authority (section 10(6)). Mail takes seconds, so that is
the day on which our letter was handed over to their server, unless their server itself names a later one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Kind(Enum):
    """What has come back from a trust that can only come from one that has our letter."""

    LETTER = "They wrote back"
    AUTOMATIC = "Their mail box answered by itself"
    OPENED = "Their program said that our letter was opened"
    REPORT = "Their mail server said that it has our letter"


@dataclass(frozen=True)
class Sign:
    """One message that shows it. `number` is the message's own."""

    kind: Kind
    day: date
    number: int


@dataclass(frozen=True)
class Proof:
    day: date
    words: str


def proof(sign: Sign, *, sent_on: date, handed_on: date | None) -> Proof | None:
    """Since when they have our letter, and how we know. None if the message is older than ours."""
    begun = max(sent_on, handed_on or sent_on)
    if sign.day < begun:
        return None
    said = f"{sign.kind.value} on {sign.day:%-d %B %Y} ({name(sign.number)})."
    if sign.kind is Kind.REPORT:
        return Proof(sign.day, said)
    return Proof(begun, f"{said} Ours was handed over on {begun:%-d %B %Y}.")


def name(number: int) -> str:
    """How a proof names the message that it rests on."""
    return f"mail {number}"


def rests_on(words: str, number: int) -> bool:
    """Whether a proof rests on this message."""
    return f"({name(number)})" in words
