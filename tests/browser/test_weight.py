"""What a first visit costs a reader: bytes, requests, and nothing that others would learn."""

import re

import pytest

from tools.measure import budgets
from tools.measure.budgets import KB
from tools.measure.kinds import KINDS, MAP, kinds_of
from tools.measure.visits import collect, fetch

pytestmark = pytest.mark.browser


def test_the_map_page_with_everything_on_it_is_light(site, visits):
    assert budgets.FIRST_VIEW.holds(visits(site, MAP).size / KB)


@pytest.mark.parametrize("name", budgets.HTML)
def test_the_words_of_the_main_pages_are_light(site, visits, name):
    kind = next(kind for kind in KINDS if kind.name == name)
    if kind not in kinds_of(site.world):
        pytest.skip("A launch begins without it.")
    page = visits(site, kind).page
    assert budgets.HTML[name].holds(page.size / KB)


def test_no_trusts_page_is_heavier_than_the_limit(site):
    listing = fetch(f"{site.address}/map/?view=table", "identity")[0].decode()
    pages = sorted(set(re.findall(r'href="(/trusts/\w+/)"', listing)))
    assert len(pages) > 100
    sizes = {path: len(fetch(site.address + path)[0]) for path in pages}
    assert budgets.HTML["trust"].holds(max(sizes.values()) / KB), max(sizes, key=sizes.__getitem__)


def test_every_page_comes_compressed(site, kind, visits):
    assert visits(site, kind).page.encoding in {"gzip", "br"}


def test_every_page_asks_for_few_files_and_nothing_of_others(site, kind, visits):
    seen = visits(site, kind)
    assert budgets.REQUESTS.holds(len(seen.loads)), [load.url for load in seen.loads]
    assert seen.elsewhere(site) == []


def test_the_browser_has_nothing_to_complain_about(site, kind, visits):
    """No error, no warning, nothing that breaks the content policy, nothing that did not come."""
    assert visits(site, kind).complaints == ()


@pytest.mark.parametrize(
    ("sort", "budget"), [("stylesheet", budgets.CSS), ("script", budgets.JS), ("font", budgets.FONTS)]
)
def test_all_files_of_a_sort_together_are_light(site, visits, sort, budget):
    files = collect([visits(site, kind) for kind in kinds_of(site.world)], sort)
    assert files
    assert budget.holds(sum(files.values()) / KB), files


def test_two_font_files_are_enough(site, visits):
    assert budgets.FONT_FILES.holds(len(collect([visits(site, kind) for kind in kinds_of(site.world)], "font")))


def test_pictures_above_the_fold_of_home_are_light_on_a_phone(new_context, rehearsal):
    page = new_context(viewport={"width": 390, "height": 844}, device_scale_factor=3, has_touch=True).new_page()
    page.goto(rehearsal.address, wait_until="networkidle")
    above = page.evaluate(
        "[...document.images].filter(one => one.getBoundingClientRect().top < innerHeight).map(one => one.currentSrc)"
    )
    assert above
    assert budgets.PICTURES.holds(sum(len(fetch(address, "identity")[0]) for address in above) / KB)
