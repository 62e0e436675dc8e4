"""Lighthouse on its slow phone, three times, because one time tells little."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from typing import Any

from tools.measure.budgets import CLS, LCP, SCORES, TBT, Budget
from tools.measure.chrome import chrome, flags
from tools.measure.kinds import Kind
from tools.measure.worlds import ROOT, Site

PROGRAM = ROOT / "tools" / "measure" / "npm" / "node_modules" / ".bin" / "lighthouse"
TIMES = 3
FLAGS = ["--headless=new", "--disable-dev-shm-usage"]
AUDITS = {LCP: ("largest-contentful-paint", 1000), TBT: ("total-blocking-time", 1), CLS: ("cumulative-layout-shift", 1)}


def medians(site: Site, kind: Kind) -> dict[Budget, float]:
    """The median of each number. A rehearsal keeps robots out on purpose, so it has no SEO."""
    runs = [_numbers(_run(site.address + kind.path)) for _ in range(TIMES)]
    found = {budget: statistics.median(run[budget] for run in runs) for budget in runs[0]}
    return {budget: value for budget, value in found.items() if budget is not SCORES["seo"] or not site.rehearsal}


def _run(address: str, tries: int = 3) -> dict[str, Any]:
    """Chromium sometimes loses a trace, and Lighthouse asks to be run again; a measure that fails is never made up."""
    command = [str(PROGRAM), address, "--output=json", "--quiet", f"--chrome-flags={' '.join([*FLAGS, *flags()])}"]
    done = subprocess.run(  # noqa: S603
        command, env={"PATH": os.environ["PATH"], "CHROME_PATH": chrome()}, capture_output=True, text=True, check=False
    )
    if done.returncode and tries > 1:
        return _run(address, tries - 1)
    if done.returncode:
        raise RuntimeError(f"Lighthouse failed:\n{done.stderr}")
    return dict(json.loads(done.stdout))


def _numbers(report: dict[str, Any]) -> dict[Budget, float]:
    scores = {SCORES[name]: round(report["categories"][name]["score"] * 100) for name in SCORES}
    times = {budget: report["audits"][name]["numericValue"] / by for budget, (name, by) in AUDITS.items()}
    return {**scores, **times}
