"""Everything works without JavaScript, and on the narrowest phone."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PHONE = {"width": 320, "height": 640}


@pytest.fixture
def plain(new_context, site):
    """A narrow page without JavaScript."""
    page = new_context(java_script_enabled=False, viewport=PHONE, base_url=site.address).new_page()
    page.set_default_timeout(20_000)
    return page


def test_a_hospital_is_found_from_home_by_postcode(plain):
    plain.goto("/")
    plain.get_by_label("Postcode or hospital name").fill("M20 4BX")
    plain.get_by_role("button", name="Find my hospital").click()
    plain.get_by_role("link", name="The Christie").first.click()
    expect(plain.locator("h1")).to_have_text(re.compile("Christie"))
    plain.go_back()
    expect(plain.get_by_label("Postcode or hospital name")).to_have_value("M20 4BX")


def test_a_hospital_is_found_with_the_enter_key_by_a_misspelt_name(plain):
    plain.goto("/find/")
    plain.get_by_label("Postcode or hospital name").fill("Cristie Hospital")
    plain.keyboard.press("Enter")
    expect(plain.get_by_role("link", name="The Christie").first).to_be_visible()


def test_every_trust_of_the_map_stands_in_the_list_too(plain):
    plain.goto("/map/")
    drawn = addresses(plain, "trust-map a")
    assert len(drawn) > 100
    assert addresses(plain, "#list a") == drawn


def test_the_drawing_itself_is_silent_and_has_no_tab_stop(plain):
    plain.set_viewport_size({"width": 1280, "height": 900})
    plain.goto("/map/")
    assert plain.locator("trust-map > svg:not([aria-hidden=true])").count() == 0
    assert plain.locator("trust-map a:not([tabindex='-1'])").count() == 0
    assert plain.locator("trust-map button").count() == 0


def test_filters_are_links_and_their_state_is_the_address(plain):
    plain.goto("/map/?view=table")
    plain.locator(".key a").last.click()
    expect(plain).to_have_url(re.compile(r"view=table"))
    expect(plain).to_have_url(re.compile(r"status="))
    assert plain.locator("#list tbody tr").count() == int(plain.locator(".key [aria-current] .count").inner_text())


def test_no_page_scrolls_sideways_on_the_narrowest_phone(plain, kind):
    plain.goto(kind.path)
    assert plain.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def addresses(page, selector):
    return {link.get_attribute("href") for link in page.locator(selector).all()}
