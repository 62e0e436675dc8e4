"""Our frames in a page of somebody else's: another origin, in a real browser."""

import re
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """A newspaper's folder of pages, and the address at which it is served."""
    folder = tmp_path_factory.mktemp("newspaper")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield folder, f"http://localhost:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def newspaper(elsewhere, new_context):
    """Write a page with this in it, and open it."""
    folder, address = elsewhere

    def read(markup):
        (folder / "page.html").write_text(
            f'<!doctype html><meta charset="utf-8"><title>News</title>{markup}', encoding="utf-8"
        )
        page = new_context(viewport={"width": 1000, "height": 1400}).new_page()
        page.set_default_timeout(20_000)
        page.goto(f"{address}/page.html")
        return page

    return read


def code(new_context, site, path, place):
    """What the page about embedding gives to copy."""
    page = new_context(base_url=site.address).new_page()
    page.goto(path)
    return page.locator("textarea").nth(place).input_value()


def test_the_copied_code_shows_the_map_on_another_site(newspaper, new_context, site):
    page = newspaper(code(new_context, site, "/embed/", 0))
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_have_text("Is your hospital counting?")
    assert frame.locator(".pins a").count() > 100
    assert frame.locator(".map .land").first.bounding_box()["width"] > 300
    assert page.locator("iframe").bounding_box()["width"] > 900
    expect(frame.locator(".rehearsal-band")).to_have_count(1 if site.rehearsal else 0)


def test_a_pin_opens_the_trusts_page_in_place_of_the_newspapers(newspaper, site):
    page = newspaper(f'<iframe src="{site.address}/embed/map/" width="960" height="1240"></iframe>')
    page.frame_locator("iframe").locator(".pins a").first.click()
    expect(page).to_have_url(re.compile(rf"{site.address}/trusts/\w+/"))
    expect(page.locator("h1")).to_be_visible()


def test_one_trusts_answer_is_shown_and_leads_to_its_page(newspaper, new_context, site):
    page = newspaper(code(new_context, site, "/embed/?trust=RA2", 1))
    frame = page.frame_locator("iframe")
    expect(frame.locator(".answer")).to_contain_text("Royal Surrey")
    frame.get_by_role("link", name=re.compile("^Read what it (was|will be) asked")).click()
    expect(page).to_have_url(f"{site.address}/trusts/RA2/")


@pytest.mark.parametrize("path", ["/", "/map/", "/trusts/RA2/", "/embed/", "/compare/"])
def test_no_other_page_lets_itself_be_framed(newspaper, rehearsal, path):
    page = newspaper(f'<iframe src="{rehearsal.address}{path}" width="900" height="900"></iframe>')
    page.wait_for_load_state("networkidle")
    assert page.frame_locator("iframe").locator("main, .site-header").count() == 0
    assert page.frames[1].url.startswith("chrome-error:")


def test_the_button_copies_the_code_and_says_so(new_context, rehearsal):
    context = new_context(base_url=rehearsal.address, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/embed/")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("textarea").input_value()


def test_dark_readers_get_a_dark_frame(newspaper, rehearsal):
    page = newspaper(f'<iframe src="{rehearsal.address}/embed/map/" width="900" height="900"></iframe>')
    page.emulate_media(color_scheme="dark")
    body = page.frame_locator("iframe").locator("body")
    expect(body).to_have_css("background-color", "rgb(21, 18, 28)")
