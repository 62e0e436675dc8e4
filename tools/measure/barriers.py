"""Barriers that axe-core finds in a page, in every way of looking at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize

from tools.measure.kinds import Kind
from tools.measure.worlds import ROOT, Site

AXE = ROOT / "tests" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RUN = "options => axe.run(document, options).then(found => found.violations)"
WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=320, height=640)
MODES = ("light", "dark", "320 px", "forced colours")


def barriers(browser: Browser, site: Site, kind: Kind) -> dict[str, list[str]]:
    """What axe finds in each mode: `rule: the first element that breaks it`."""
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    try:
        page = context.new_page()
        page.goto(site.address + kind.path)
        return dict(in_all_modes(page))
    finally:
        context.close()


def in_all_modes(page: Page) -> Iterator[tuple[str, list[str]]]:
    """Look at an open page in one mode after the other."""
    page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    for mode in MODES:
        page.set_viewport_size(NARROW if mode == "320 px" else WIDE)
        page.emulate_media(
            color_scheme="dark" if mode == "dark" else "light",
            forced_colors="active" if mode == "forced colours" else "none",
        )
        options = {"runOnly": TAGS, "resultTypes": ["violations"], "preload": False}
        yield mode, [_words(violation) for violation in page.evaluate(RUN, options)]


def _words(violation: dict[str, Any]) -> str:
    nodes = violation["nodes"]
    return f"{violation['id']} ({len(nodes)}): {nodes[0]['html'][:200]} {nodes[0]['failureSummary'][:300]}"
