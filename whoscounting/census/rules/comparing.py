"""Comparing two editions: who moved from which answer to which, who stayed, and who can't be compared and why. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from whoscounting.census.rules.tally import SHOWN

Verdicts = Mapping[str, str]
FINDINGS = SHOWN[:5]  # the verdicts; what comes after them says that there is none yet


class Because(StrEnum):
    """Why a trust is not comparable. The first that is true is said."""

    JOINED = "joined"  # it became part of others between the two
    TOOK_OVER = "took_over"  # others became part of it between the two
    ONLY_EARLIER = "only_earlier"
    ONLY_LATER = "only_later"
    UNDECIDED_EARLIER = "undecided_earlier"  # asked, but that edition has no finding of it
    UNDECIDED_LATER = "undecided_later"


@dataclass(frozen=True)
class Apart:
    """Why one trust is not compared, and the trusts on the other side of a merger or a split."""

    because: Because
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Every trust of either edition stands in exactly one of the three, by code."""

    moved: dict[tuple[str, str], tuple[str, ...]]
    stayed: dict[str, tuple[str, ...]]
    apart: dict[str, Apart]

    @property
    def compared(self) -> int:
        return self.movers + self.stayers

    @property
    def movers(self) -> int:
        return sum(map(len, self.moved.values()))

    @property
    def stayers(self) -> int:
        return sum(map(len, self.stayed.values()))

    def count(self, before: str, after: str) -> int:
        """One cell of the matrix."""
        return len(self.stayed.get(before, ()) if before == after else self.moved.get((before, after), ()))


def compare(earlier: Verdicts, later: Verdicts, successions: Iterable[tuple[str, str]]) -> Comparison:
    """Compare two editions' verdicts by trust, given who became part of whom between them (predecessor, successor).

    A trust that merged or split is another trust, even where it kept its code; so it is never counted as having moved.
    """
    after, before = _ways(successions)
    moved: dict[tuple[str, str], list[str]] = {}
    stayed: dict[str, list[str]] = {}
    apart: dict[str, Apart] = {}
    for code in sorted({*earlier, *later}):
        reason = _apart(code, earlier, later, after, before)
        if reason is not None:
            apart[code] = reason
        elif earlier[code] == later[code]:
            stayed.setdefault(earlier[code], []).append(code)
        else:
            moved.setdefault((earlier[code], later[code]), []).append(code)
    return Comparison(
        {way: tuple(codes) for way, codes in moved.items()},
        {verdict: tuple(codes) for verdict, codes in stayed.items()},
        apart,
    )


def _ways(successions: Iterable[tuple[str, str]]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    after: dict[str, set[str]] = {}
    before: dict[str, set[str]] = {}
    for predecessor, successor in successions:
        after.setdefault(predecessor, set()).add(successor)
        before.setdefault(successor, set()).add(predecessor)
    return after, before


def _apart(
    code: str, earlier: Verdicts, later: Verdicts, after: Mapping[str, set[str]], before: Mapping[str, set[str]]
) -> Apart | None:
    if code in after:
        return Apart(Because.JOINED, tuple(sorted(after[code])))
    if code in before:
        return Apart(Because.TOOK_OVER, tuple(sorted(before[code])))
    if code not in later:
        return Apart(Because.ONLY_EARLIER)
    if code not in earlier:
        return Apart(Because.ONLY_LATER)
    if earlier[code] not in FINDINGS:
        return Apart(Because.UNDECIDED_EARLIER)
    return Apart(Because.UNDECIDED_LATER) if later[code] not in FINDINGS else None
