"""Where somebody lives is nobody's business: what is typed into the search is kept nowhere."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
# Typed by nobody else, and in no list of ours: as a postcode, as a name, as something that is neither.
TYPED = ("SW1A 2AA", "Quillfeather Infirmary", "zq9 9zq zebra")


@pytest.mark.parametrize("typed", TYPED)
def test_what_is_typed_stands_in_no_file_and_in_nothing_printed(page, site, typed):
    page.goto(site.address)
    page.get_by_label("Postcode or hospital name").fill(typed)
    page.get_by_role("button", name="Find my hospital").click()
    expect(page.locator("h1")).to_have_text("Find my hospital")
    forms = {typed, typed.replace(" ", "+"), typed.replace(" ", "%20"), typed.replace(" ", "")}
    forms |= {form.upper() for form in forms} | {form.lower() for form in forms}
    kept = [str(file) for file in site.folder.rglob("*") if file.is_file() and holds(file, forms)]
    assert kept == []


def test_the_answer_is_stored_by_nobody_and_told_to_nobody(page, site):
    answer = page.goto(f"{site.address}/find/?q=M20+4BX")
    assert "no-store" in answer.headers["cache-control"]
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_the_next_page_is_not_told_where_the_reader_came_from(page, site):
    page.goto(f"{site.address}/find/?q=M20+4BX")
    with page.expect_request("**/trusts/**") as asked:
        page.locator("main a[href^='/trusts/']").first.click()
    assert "referer" not in asked.value.all_headers()
    expect(page.locator("h1")).not_to_have_text("Find my hospital")
    assert page.evaluate("document.referrer") == ""


def test_the_back_button_leads_to_what_was_found_and_then_home(page, site):
    page.goto(site.address)
    page.get_by_label("Postcode or hospital name").fill("M20 4BX")
    page.keyboard.press("Enter")
    page.locator("main a[href^='/trusts/']").first.click()
    expect(page.locator("h1")).not_to_have_text("Find my hospital")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Find my hospital")
    expect(page.locator("main a[href^='/trusts/']").first).to_be_visible()
    page.go_back()
    expect(page.locator("h1")).to_have_text("Everyone counts. Is everyone counted?")


def test_a_mistake_is_told_on_top_and_leads_to_the_field(page, site):
    page.goto(f"{site.address}/find/?q=qqqqqqqq")
    summary = page.get_by_role("alert")
    expect(summary).to_be_visible()
    summary.get_by_role("link").click()
    expect(page.get_by_label("Postcode or hospital name")).to_be_focused()
    assert "Error" in page.locator("#q-error").inner_text()


def holds(file, forms):
    content = file.read_bytes()
    return any(form.encode() in content for form in forms)
