"""The measures for people: a line each, a file, and the README's table, which is made from nothing else."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from datetime import UTC, datetime

from tools.measure.rows import Row
from tools.measure.worlds import ROOT

FILE = ROOT / "docs" / "measures.json"
README = ROOT / "README.md"
BEGIN, END = "<!-- measures: bin/measure --readme -->", "<!-- /measures -->"


def line(row: Row) -> str:
    """`ok     launch     fonts                    39.8 KB   goal 42, fails over 60`"""
    aim = "" if row.goal is None or row.limit is None else f"goal {row.goal:g}, {_limit(row)}"
    return f"{'ok    ' if row.holds else 'FAILED'} {row.world:10} {row.words:58} {_value(row):>10}   {aim}".rstrip()


def keep(rows: list[Row]) -> None:
    """Write docs/measures.json."""
    about = {"measured_on": datetime.now(UTC).date().isoformat(), "processors": os.cpu_count()}
    FILE.write_text(json.dumps(about | {"rows": [asdict(row) for row in rows]}, indent=1) + "\n", encoding="utf-8")


def put_into_readme(rows: list[Row]) -> None:
    """Replace what stands between the two marks."""
    text = README.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    README.write_text(f"{before}{BEGIN}\n{table(rows)}{END}{after}", encoding="utf-8")


def table(rows: list[Row]) -> str:
    """One line per measure with the worst of both worlds, in Markdown."""
    lines = ["| what | measured | goal | fails |", "|---|---|---|---|"]
    for words in dict.fromkeys(row.words for row in rows):
        worst = _worst([row for row in rows if row.words == words])
        goal = "" if worst.goal is None else f"{worst.goal:g}"
        lines.append(f"| {words} | {_value(worst)} | {goal} | {'' if worst.limit is None else _limit(worst)} |")
    return "\n".join(lines) + "\n"


def _worst(rows: list[Row]) -> Row:
    return (min if _more_is_better(rows[0]) else max)(rows, key=lambda row: row.value)


def _more_is_better(row: Row) -> bool:
    """Only scores are: they can't be over 100."""
    return "Lighthouse" in row.words


def _limit(row: Row) -> str:
    return f"fails {'under' if _more_is_better(row) else 'over'} {row.limit:g}"


def _value(row: Row) -> str:
    return f"{row.value:g} {row.unit}".rstrip()
