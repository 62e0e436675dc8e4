"""Who is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# Our decision: enough treatments that secondary breast cancer is part of the trust's everyday work.
TREATMENTS_NEEDED = 100


@dataclass(frozen=True)
class Scope:
    """Whether a trust is asked, and why, in words that can be published."""

    asked: bool
    reason: str


def scope(*, breast_treatments: int | None, closed: date | None, on: date) -> Scope:
    """Every open trust that gives at least 100 breast cancer treatments a year is asked."""
    if closed is not None and closed <= on:
        return Scope(False, "This trust has closed.")
    if breast_treatments is None:
        return Scope(False, "We hold no figure for this trust’s breast cancer treatments.")
    if breast_treatments == 0:
        return Scope(False, "This trust recorded no breast cancer treatments in the year to September 2025.")
    if breast_treatments < TREATMENTS_NEEDED:
        return Scope(
            False,
            f"This trust gave fewer than {TREATMENTS_NEEDED} breast cancer treatments in the year to September 2025.",
        )
    return Scope(
        True, f"This trust gave at least {TREATMENTS_NEEDED} breast cancer treatments in the year to September 2025."
    )
