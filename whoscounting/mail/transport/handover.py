"""What every way of handing a letter over promises."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from whoscounting.mail.rules.limits import Limits


class Fate(StrEnum):
    """What became of a letter."""

    SENT = "sent"
    # The server does not have it, but may take it later.
    PUT_OFF = "put_off"
    # The same, because no server could be reached at all or it broke off: the next letter would fare no better.
    AWAY = "away"
    # The server does not want it.
    REFUSED = "refused"
    # The server had all of it, and did not say whether it keeps it.
    UNSURE = "unsure"
    # `about_to` said no, and the server has not got all of it.
    LET_GO = "let_go"


@dataclass(frozen=True)
class Outcome:
    """What became of a letter, with the server's words."""

    fate: Fate
    words: str = ""


@dataclass(frozen=True)
class Parcel:
    """A letter ready to travel. `name` is what the server is to call it by when it reports."""

    sender: str
    recipient: str
    content: bytes
    name: str


class Transport(Protocol):
    """A way to hand letters over, one after the other. Not to be shared between threads."""

    @property
    def limits(self) -> Limits:
        """How many letters the other side may be given in a minute."""

    def hand_over(self, parcel: Parcel, about_to: Callable[[], bool]) -> Outcome:
        """Hand it over. `about_to` is asked once everything but the last byte is through.

        If it says no, or raises, the other side never gets the last byte. Raises nothing of its own.
        """

    def close(self) -> None:
        """Say goodbye; the next letter begins anew."""
