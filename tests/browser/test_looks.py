"""The same page in the dark, on paper, and for those whom movement makes ill."""

import re

import pytest

from tools.measure.kinds import HOME, MAP, TRUST_PAGE

pytestmark = pytest.mark.browser
GROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture
def seen(new_context, site):
    page = new_context(viewport={"width": 1280, "height": 900}, base_url=site.address).new_page()
    page.set_default_timeout(20_000)
    return page


def test_the_dark_is_dark_and_the_light_is_paper(seen):
    seen.goto(HOME.path)
    seen.emulate_media(color_scheme="light")
    assert seen.evaluate(GROUND) == "rgb(251, 248, 244)"
    seen.emulate_media(color_scheme="dark")
    assert seen.evaluate(GROUND) == "rgb(21, 18, 28)"


def test_nothing_scrolls_by_itself_for_those_who_ask_for_less_motion(seen):
    seen.goto(HOME.path)
    scroll = "getComputedStyle(document.documentElement).scrollBehavior"
    seen.emulate_media(reduced_motion="reduce")
    assert seen.evaluate(scroll) == "auto"
    moving = "document.getAnimations().length"
    assert seen.evaluate(moving) == 0


@pytest.mark.parametrize("path", [TRUST_PAGE.path, "/trusts/R0A/", "/trusts/RWE/", "/trusts/RJL/"])
def test_a_trusts_page_prints_on_one_sheet(seen, path):
    assert seen.goto(path).ok
    assert sheets(seen.pdf(prefer_css_page_size=True)) == 1


def test_the_card_of_questions_prints_on_one_sheet(seen):
    assert seen.goto("/am-i-counted/").ok
    assert sheets(seen.pdf(prefer_css_page_size=True)) == 1


@pytest.mark.parametrize("path", [HOME.path, MAP.path])
def test_paper_leaves_out_what_only_a_screen_can_do(seen, path):
    seen.goto(path)
    seen.emulate_media(media="print")
    for only_screen in (".search", ".zoom", ".masthead nav", ".skip"):
        assert not any(piece.is_visible() for piece in seen.locator(only_screen).all()), only_screen


def test_paper_is_white_even_for_those_who_live_in_the_dark(seen):
    seen.goto(MAP.path)
    seen.emulate_media(media="print", color_scheme="dark")
    assert seen.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ink')").strip() == "#1d1a26"


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
