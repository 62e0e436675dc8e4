"""Values as cells of a table that a spreadsheet may open."""

from __future__ import annotations

from typing import Any

# A spreadsheet takes a text that begins so for a formula, and would run it; it may look past spaces before it.
DANGEROUS = frozenset("=+-@\t\r\n＝＋－＠")


def cell(value: Any) -> str:
    """A value as a spreadsheet should read it. Text that looks like a formula gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        dangerous = value[:1] in DANGEROUS or value.lstrip()[:1] in DANGEROUS
        return f"'{value}" if dangerous else value
    return str(value)
