"""The map without a mouse: one tab stop, arrow keys, Enter, + - 0."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
FOCUSED = "document.activeElement.getAttribute('href')"


@pytest.fixture
def drawn(new_context, site):
    """The map page on a computer."""
    page = new_context(
        viewport={"width": 1280, "height": 900}, base_url=site.address, reduced_motion="reduce"
    ).new_page()
    page.set_default_timeout(20_000)
    page.goto("/map/")
    expect(page.locator(".zoom")).to_have_count(2)
    return page


def stop(page, place=0):
    return page.locator("trust-map").nth(place).locator(".pins a[tabindex='0']")


def test_each_map_is_one_tab_stop(drawn):
    expect(stop(drawn, 0)).to_have_count(1)
    expect(stop(drawn, 1)).to_have_count(1)
    drawn.get_by_role("button", name="Whole map").first.focus()
    drawn.keyboard.press("Tab")
    expect(stop(drawn)).to_be_focused()
    drawn.keyboard.press("Tab")
    expect(drawn.get_by_role("button", name="Zoom in").last).to_be_focused()


def test_arrow_keys_go_to_a_neighbour_and_back_and_the_stop_goes_along(drawn):
    stop(drawn).focus()
    seen = {drawn.evaluate(FOCUSED)}
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowLeft", "ArrowUp"):
        drawn.keyboard.press(key)
        seen.add(drawn.evaluate(FOCUSED))
        expect(stop(drawn)).to_be_focused()
    assert len(seen) >= 3
    assert None not in seen


def test_enter_opens_the_trust_in_focus(drawn):
    stop(drawn).focus()
    drawn.keyboard.press("ArrowDown")
    address = drawn.evaluate(FOCUSED)
    drawn.keyboard.press("Enter")
    expect(drawn).to_have_url(re.compile(re.escape(address) + "$"))


def test_plus_minus_and_nought_zoom(drawn):
    seen = drawn.locator("trust-map").first.locator("svg svg")
    whole = seen.get_attribute("viewBox")
    stop(drawn).focus()
    drawn.keyboard.press("+")
    assert width(seen) < float(whole.split()[2])
    drawn.keyboard.press("+")
    nearer = width(seen)
    drawn.keyboard.press("-")
    assert width(seen) > nearer
    drawn.keyboard.press("0")
    assert width(seen) == float(whole.split()[2])


def test_buttons_say_in_words_what_they_do(drawn):
    assert drawn.locator(".zoom").first.locator("button").all_inner_texts() == ["Zoom in", "Zoom out", "Whole map"]
    drawn.get_by_role("button", name="Zoom in").first.click()
    expect(drawn.locator("trust-map").first).to_have_class(re.compile("zoomed"))


def test_a_pin_in_focus_says_its_trust_and_answer(drawn):
    stop(drawn).focus()
    words = stop(drawn).get_attribute("aria-label")
    expect(drawn.locator(".said").first).to_have_text(words)


def test_the_wheel_scrolls_the_page_and_leaves_the_map_alone(drawn):
    seen = drawn.locator("trust-map").first.locator("svg svg")
    whole = seen.get_attribute("viewBox")
    drawn.locator("trust-map").first.hover()
    before = drawn.evaluate("scrollY")
    drawn.mouse.wheel(0, 300)
    drawn.wait_for_function("before => scrollY > before", arg=before)
    assert seen.get_attribute("viewBox") == whole


def test_the_chosen_answer_and_region_stand_in_the_address(drawn):
    drawn.locator(".key a").last.click()
    expect(drawn).to_have_url(re.compile(r"[?&]status="))
    drawn.get_by_text(re.compile("^Region:")).click()
    drawn.get_by_role("link", name="North West", exact=True).click()
    expect(drawn).to_have_url(re.compile(r"status=.*region=north-west|region=north-west.*status="))
    shown = drawn.locator("#list tbody tr").count()
    lit = drawn.locator("trust-map").first.locator(".pins a:not(.dim)").count()
    assert shown == lit
    drawn.go_back()
    expect(drawn).not_to_have_url(re.compile("region="))


def width(svg):
    return float(svg.get_attribute("viewBox").split()[2])
