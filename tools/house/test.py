"""bin/test: everything that must hold."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import IO

from tools.house import venv
from tools.house.child import Child, end_like_ctrl_c
from tools.house.debian import Missing
from tools.house.steps import Step, all_steps
from tools.house.words import give_up, say

FAST = ("lint", "sqlite")
BESIDE = {"postgres", "whole"}


def main(arguments: list[str]) -> int:
    steps = _chosen(arguments)
    os.chdir(venv.ROOT)
    end_like_ctrl_c()
    try:
        venv.install(for_tests=True)
        # A folder of its own, so that a test never meets the data of bin/run.
        place = os.environ.get("DATA_DIR")
        if place:
            Path(place).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="whoscounting-", dir=place) as folder:
            os.environ["DATA_DIR"] = folder
            results = _each(steps)
    except KeyboardInterrupt:
        return 130
    return _sum_up(results)


def _chosen(words: list[str]) -> list[Step]:
    steps = all_steps()
    groups = list(dict.fromkeys(step.group for step in steps))
    if not set(words) <= {"fast", *groups}:
        give_up(f"Usage: bin/test [{'] ['.join(['fast', *groups])}]     fast is {' and '.join(FAST)}; nothing is all")
    wanted = set(words or groups)
    if "fast" in wanted:
        wanted |= set(FAST)
    return [step for step in steps if step.group in wanted]


def _each(steps: list[Step]) -> list[tuple[Step, bool, float]]:
    """One after the other; but some run beside SQLite's tests, for each keeps one processor busy."""
    if not {"sqlite", "postgres"} <= {step.group for step in steps}:
        return [_timed(step) for step in steps]
    with tempfile.TemporaryFile() as output:
        beside: Child | None = None
        results = []
        try:
            for step in steps:
                if step.group == "sqlite":
                    command = [sys.executable, "-m", "tools.house.test", *(BESIDE & {one.group for one in steps})]
                    beside = Child(command, cwd=venv.ROOT, env=os.environ, output=output)
                if step.group in BESIDE and beside:
                    step = Step(step.group, step.name, partial(_ended_well, beside, output))
                results.append(_timed(step))
        finally:
            if beside:
                beside.stop()
    return results


def _ended_well(beside: Child, output: IO[bytes]) -> bool:
    """Wait for what runs beside, and show once what it said."""
    good = beside.wait() == 0
    output.seek(0)
    say(output.read().decode(errors="replace"))
    output.truncate(0)
    return good


def _timed(step: Step) -> tuple[Step, bool, float]:
    say(f"\n=== {step.name}")
    started = time.monotonic()
    try:
        good = step.do()
    except Missing as missing:
        say(str(missing))
        good = False
    return step, good, time.monotonic() - started


def _sum_up(results: list[tuple[Step, bool, float]]) -> int:
    say("\n=== In short")
    for step, good, seconds in results:
        say(f"{'ok    ' if good else 'FAILED'} {seconds:6.1f} s  {step.name}")
    failed = sum(not good for _, good, _ in results)
    total = sum(seconds for _, _, seconds in results)
    say(f"{failed} of {len(results)} failed" if failed else f"All {len(results)} are well, in {total:.0f} s.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
