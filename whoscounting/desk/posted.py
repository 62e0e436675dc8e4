"""Shaping what the outbox knows for its screens. What is shown is what the rows say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from whoscounting.census.models import FoiRequest
from whoscounting.census.queries.correspondence import requests_of, superseded
from whoscounting.mail.models import Mailing, Message

State = Message.State
WAITS_TOO_LONG = timedelta(minutes=5)


@dataclass(frozen=True)
class Count:
    """How many letters stand in a state."""

    state: str
    words: str
    number: int


@dataclass(frozen=True)
class Row:
    """One letter, with the request that it is about and what the server said of it."""

    letter: Message
    request: FoiRequest | None
    words: str
    may_send_again: bool

    @property
    def name(self) -> str:
        return self.request.trust.name if self.request else self.letter.recipient


def mailings(all_: Iterable[Mailing], counts: Mapping[int | None, Mapping[str, int]]) -> dict[str, Any]:
    """Every mailing with its counts, and how many letters everywhere need a person."""
    return {
        "mailings": [(one, states(counts.get(one.pk, {}))) for one in all_],
        "single": states(counts.get(None, {})),
        "unsure": sum(found.get(State.UNSURE, 0) for found in counts.values()),
        "failed": sum(found.get(State.FAILED, 0) for found in counts.values()),
    }


def states(counts: Mapping[Any, int]) -> list[Count]:
    """The states that occur, in the order in which a letter passes them."""
    return [Count(state.value, state.label, counts[state]) for state in State if counts.get(state)]


def rows(letters: Sequence[Message]) -> list[Row]:
    """These letters with their trusts. Two queries, however many there are."""
    requests, over = requests_of(letters), superseded(letters)
    return [
        Row(
            letter=letter,
            request=requests.get(letter.about),
            words=_words(letter),
            may_send_again=letter.state == State.FAILED and letter.pk not in over,
        )
        for letter in letters
    ]


def slow(since: datetime | None, now: datetime) -> datetime | None:
    """Since when letters wait that might have gone long ago: then nobody is sending."""
    return since if since is not None and now - since > WAITS_TOO_LONG else None


def _words(letter: Message) -> str:
    """The server's own words about what the letter's state says."""
    return letter.proof if letter.state == State.SENT else letter.error
