"""Who came after whom. Pure: successions are given as a mapping of a code to the codes that follow it directly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

After = Mapping[str, Iterable[str]]


def heirs(code: str, after: After) -> tuple[str, ...]:
    """The ends of all chains that begin here, sorted; a split has several, an unsucceeded trust and a circle none."""
    seen, waiting, ends = {code}, [code], set[str]()
    while waiting:
        here = waiting.pop()
        following = set(after.get(here, ()))
        if not following and here != code:
            ends.add(here)
        waiting += following - seen
        seen |= following
    return tuple(sorted(ends))


def circular(code: str, after: After) -> bool:
    """Whether one can come back to where one began."""
    seen, waiting = set[str](), list(after.get(code, ()))
    while waiting:
        here = waiting.pop()
        if here == code:
            return True
        if here not in seen:
            seen.add(here)
            waiting += after.get(here, ())
    return False
