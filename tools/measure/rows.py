"""The measures as rows: measured once, shown as text, kept as JSON, put into the README."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Browser

from tools.measure import budgets, lighthouse, speed
from tools.measure.barriers import MODES, barriers
from tools.measure.budgets import KB, Budget
from tools.measure.kinds import HOME, MAP, TRUST_PAGE, kinds_of
from tools.measure.visits import collect, visit
from tools.measure.worlds import Site


@dataclass(frozen=True)
class Row:
    """One measure. Without a limit it is told only to be known."""

    world: str
    words: str
    value: float
    unit: str
    goal: float | None = None
    limit: float | None = None
    holds: bool = True


def row(site: Site, budget: Budget, value: float, where: str = "") -> Row:
    words = f"{budget.words}, {where}" if where else budget.words
    holds = budget.holds(value)
    return Row(site.world, words, round(value, 2), budget.unit, budget.goal, budget.limit, holds)


def weights(browser: Browser, site: Site) -> Iterator[Row]:
    visits = {kind: visit(browser, site, kind) for kind in kinds_of(site.world)}
    yield row(site, budgets.FIRST_VIEW, visits[MAP].size / KB)
    for kind in (one for one in visits if one.name in budgets.HTML):
        yield row(site, budgets.HTML[kind.name], visits[kind].page.size / KB)
    for budget, sort in ((budgets.CSS, "stylesheet"), (budgets.JS, "script"), (budgets.FONTS, "font")):
        yield row(site, budget, sum(collect(list(visits.values()), sort).values()) / KB)
    yield row(site, budgets.REQUESTS, max(len(one.loads) for one in visits.values()))
    yield row(site, budgets.ELSEWHERE, sum(len(one.elsewhere(site)) for one in visits.values()))


def violations(browser: Browser, site: Site) -> Iterator[Row]:
    found = [barriers(browser, site, kind) for kind in kinds_of(site.world)]
    for mode in MODES:
        yield row(site, budgets.BARRIERS, sum(len(page[mode]) for page in found), f"{len(found)} pages, {mode}")


def costs(site: Site) -> Iterator[Row]:
    counted = speed.queries(site)
    for kind in speed.watched(site):
        waited, processor = speed.cost(site, kind)
        yield Row(site.world, f"server time, {kind.name}", round(waited, 2), "ms")
        yield Row(site.world, f"processor time, {kind.name}", round(processor, 2), "ms")
        yield row(site, budgets.QUERIES, counted[kind.path], kind.name)


def phones(site: Site) -> Iterator[Row]:
    for kind in (HOME, MAP, TRUST_PAGE):
        for budget, value in lighthouse.medians(site, kind).items():
            yield row(site, budget, value, kind.name)
