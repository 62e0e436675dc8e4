"""From two blind assessments to a decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """Where a reply stands on its way to a decision."""

    NEEDS_FIRST = "needs_first"
    NEEDS_SECOND = "needs_second"
    DIFFER = "differ"
    DECIDED = "decided"


@dataclass(frozen=True)
class Vote:
    """One reviewer's verdict, by seat."""

    seat: int
    verdict: str
    reasons: str


@dataclass(frozen=True)
class Decision:
    """The stage, and the vote that carries the verdict once it is decided."""

    stage: Stage
    carried_by: Vote | None = None

    @property
    def verdict(self) -> str | None:
        return self.carried_by.verdict if self.carried_by else None


def decide(votes: Iterable[Vote]) -> Decision:
    """Two who agree decide; where they differ, the third does."""
    by_seat = {vote.seat: vote for vote in votes}
    if 1 not in by_seat:
        return Decision(Stage.NEEDS_FIRST)
    if 2 not in by_seat:
        return Decision(Stage.NEEDS_SECOND)
    if by_seat[1].verdict == by_seat[2].verdict:
        return Decision(Stage.DECIDED, by_seat[1])
    return Decision(Stage.DECIDED, by_seat[3]) if 3 in by_seat else Decision(Stage.DIFFER)


def next_seat(votes: Iterable[Vote]) -> int | None:
    """The seat a further reviewer would take, or None when all is decided."""
    return {Stage.NEEDS_FIRST: 1, Stage.NEEDS_SECOND: 2, Stage.DIFFER: 3, Stage.DECIDED: None}[decide(votes).stage]
