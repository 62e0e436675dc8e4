"""What bin/measure does."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.house.child import end_like_ctrl_c
from tools.house.words import say
from tools.measure import rows
from tools.measure.chrome import launch
from tools.measure.report import keep, line, put_into_readme
from tools.measure.rows import Row
from tools.measure.worlds import Site, sites


def main(arguments: list[str]) -> int:
    quick, readme = "--quick" in arguments, "--readme" in arguments
    end_like_ctrl_c()
    place = os.environ.get("DATA_DIR")
    if place:
        Path(place).mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix="whoscounting-", dir=place) as folder, sites(Path(folder)) as running:
            measured = [_said(row) for row in _measure(list(running.values()), quick=quick)]
    except KeyboardInterrupt:
        return 130
    if not quick:
        keep(measured)
    if readme:
        put_into_readme(measured)
    failed = [row for row in measured if not row.holds]
    say(f"\n{len(failed)} of {len(measured)} measures fail." if failed else f"\nAll {len(measured)} measures hold.")
    return 1 if failed else 0


def _measure(running: list[Site], *, quick: bool) -> Iterator[Row]:
    """Lighthouse last: it takes longest."""
    with ExitStack() as stack:
        browser = stack.enter_context(sync_playwright()).chromium.launch(**launch())
        for site in running:
            yield from rows.costs(site)
            yield from rows.weights(browser, site)
            yield from rows.violations(browser, site)
        browser.close()
    for site in [] if quick else running:
        yield from rows.phones(site)


def _said(row: Row) -> Row:
    say(line(row))
    return row


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
