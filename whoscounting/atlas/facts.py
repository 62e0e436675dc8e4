"""The facts of the cause that pages print, each with its source; from the register's bundled table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from whoscounting.register.rules import tables


@dataclass(frozen=True)
class Fact:
    """One published figure or statement. `value` is empty for a statement without a figure."""

    code: str
    period: str
    statement: str
    value: str
    unit: str
    source: str
    url: str

    @property
    def figure(self) -> str:
        """The value as people write it: `57,215`, but a year without its comma."""
        return f"{int(self.value):,}" if self.value.isdecimal() and self.unit != "year" else self.value

    @property
    def year(self) -> str:
        """The year in which it was so, or in which the period began."""
        return self.period[:4]

    @property
    def when(self) -> str:
        """Years that the figure is of: `2020 to 2021`."""
        return self.period.replace("-", " to ")


@cache
def facts() -> dict[str, Fact]:
    """All facts by their code. The table is part of the release, so it is read once."""
    return {row["code"]: Fact(**row) for row in tables.rows("context")}
