"""How many letters may go out in a minute, and so how long many of them take. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Limits:
    """Letters in any minute: to everybody together, and to the addresses of one domain. None is no limit."""

    per_minute: int | None = None
    per_domain: int | None = None

    def left(self, gone: Mapping[str, int]) -> int | None:
        """How many more may go after these of the last minute, counted by domain; None is no limit."""
        return None if self.per_minute is None else max(0, self.per_minute - sum(gone.values()))

    def full(self, gone: Mapping[str, int]) -> list[str]:
        """The domains to which none may go for now."""
        return [] if self.per_domain is None else [name for name, count in gone.items() if count >= self.per_domain]

    def chosen(self, waiting: Iterable[tuple[int, str]], gone: Mapping[str, int], most: int) -> list[int]:
        """The first of these letters (id, domain) that may go now, at most so many."""
        counts, ids = Counter(gone), list[int]()
        left = self.left(gone)
        most = most if left is None else min(most, left)
        for letter, domain in waiting:
            if len(ids) >= most:
                break
            if self.per_domain is None or counts[domain] < self.per_domain:
                counts[domain] += 1
                ids.append(letter)
        return ids

    def time_for(self, waiting: Mapping[str, int]) -> timedelta:
        """How long so many letters, counted by domain, take at the least."""
        slowest = max(waiting.values(), default=0) / self.per_domain if self.per_domain else 0
        together = sum(waiting.values()) / self.per_minute if self.per_minute else 0
        return MINUTE * max(slowest, together)
