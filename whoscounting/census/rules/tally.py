"""Counting findings. Shares always carry their numerator and their denominator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

# In the order in which readers see them.
SHOWN = ("collecting", "partial", "not_collecting", "undecided", "no_response", "being_read", "awaiting", "not_asked")
REPLIED = frozenset({*SHOWN[:4], "being_read"})


@dataclass(frozen=True)
class Tally:
    """How many trusts stand where."""

    counts: dict[str, int]

    @property
    def asked(self) -> int:
        return sum(self.counts.values())

    @property
    def replied(self) -> int:
        return sum(count for verdict, count in self.counts.items() if verdict in REPLIED)

    def __getitem__(self, verdict: str) -> int:
        return self.counts.get(verdict, 0)


def tally(verdicts: Iterable[str]) -> Tally:
    """Count verdicts, in the order in which readers see them. Raises ValueError for a word that is no verdict."""
    counter = Counter(verdicts)
    if unknown := counter.keys() - set(SHOWN):
        raise ValueError(f"unknown verdicts: {sorted(unknown)}")
    return Tally({verdict: counter[verdict] for verdict in SHOWN if counter[verdict]})
