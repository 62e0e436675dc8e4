"""Which encoding of a page a reader takes: RFC 9110, section 12.5.3."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

PREFERRED = ("br", "gzip")


def accepted(header: str, have: Collection[str]) -> str:
    """The best of what we have that the header allows; `identity` where it allows none or can't be understood."""
    return _accepted(header[:500], tuple(name for name in PREFERRED if name in have))


@lru_cache(maxsize=256)
def _accepted(header: str, have: tuple[str, ...]) -> str:
    weights = dict(map(_weight, header.lower().split(",")))
    everything = weights.get("*", 0.0)
    allowed = [name for name in have if weights.get(name, everything) > 0]
    best = max((weights.get(name, everything) for name in allowed), default=0.0)
    return next((name for name in allowed if weights.get(name, everything) == best), "identity")


def _weight(part: str) -> tuple[str, float]:
    name, _, weight = part.strip().partition(";")
    try:
        return name.strip(), float(weight.strip().removeprefix("q=") or 1)
    except ValueError:
        return name.strip(), 0.0
