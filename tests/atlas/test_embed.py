"""What other sites show in a frame: small, whole without a script, every link out of the frame."""

import re

import brotli
import pytest
from django.test.utils import CaptureQueriesContext

import whoscounting.ui
from whoscounting.atlas.addresses import NO_SUCH_PAGE, canonical
from whoscounting.atlas.presenters.embed import CREDIT
from whoscounting.register import queries as register

pytestmark = pytest.mark.usefixtures("world")
FRAMES = ["/embed/map/", "/embed/trusts/RA2/", "/embed/trusts/RA3/"]
UI = whoscounting.ui.__path__[0] + "/static/ui/"


def text_of(client, address: str) -> str:
    return client.get(address).content.decode()


def css(name: str) -> str:
    with open(UI + name, encoding="utf-8") as file:
        return file.read()


@pytest.mark.parametrize("address", FRAMES)
def test_anyone_may_frame_it(client, address):
    first = client.get(address)
    for response in (first, client.get(address, headers={"if-none-match": first.headers["ETag"]})):
        assert "X-Frame-Options" not in response.headers
        assert "frame-ancestors *" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/", "/map/", "/embed/", "/trusts/RA2/", "/compare/", "/embed/trusts/NOWHERE/"])
def test_no_other_page_may_be_framed(client, address):
    response = client.get(address)
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors *" not in response.headers.get("Content-Security-Policy", "")


@pytest.mark.parametrize("address", FRAMES)
def test_it_has_no_script_and_every_link_leaves_the_frame_for_our_own_address(client, address, settings):
    settings.PUBLIC_URL = "https://counting.example"
    page = text_of(client, address)
    assert "<script" not in page
    links = re.findall(r"<a [^>]*>", page)
    assert links
    assert all('href="https://counting.example/' in link and 'target="_top"' in link for link in links)


@pytest.mark.parametrize("address", FRAMES)
def test_it_is_a_whole_page_that_says_it_is_a_rehearsal(client, address):
    page = text_of(client, address)
    assert '<html lang="en-GB">' in page
    assert "<title>Rehearsal: " in page
    assert "Rehearsal: every answer here is invented." in page
    assert "This is about records, not about how good the care is." in page
    assert "Rehearsal B, edition 2, 5 November 2026" in page
    assert "<h1>" in page


def test_the_map_gives_the_answer_with_numbers_its_key_and_its_credits(client):
    page = text_of(client, "/embed/map/")
    assert re.search(r"Invented: of 118 trusts asked, \d+ told us .* \d+ gave no answer\.", page)
    assert page.count('target="_top"><title>') == 118
    assert "Rehearsal: invented answers" in page
    assert CREDIT in page


def test_the_credit_is_what_the_licence_asks_for():
    assert CREDIT in register.attribution()


def test_map_and_its_stylesheet_are_light(client):
    page = brotli.compress(client.get("/embed/map/").content)
    assert len(page) + len(brotli.compress(css("embed.css").encode())) <= 12 * 1024


def test_its_colours_are_those_of_the_site():
    def colours(sheet):
        return [dict(re.findall(r"--([\w-]+): ([^;]+);", root)) for root in re.findall(r":root \{(.*?)\}", sheet, re.S)]

    for own, whole in zip(colours(css("embed.css")), colours(css("site.css")), strict=True):
        shared = {name: value for name, value in own.items() if name in whole and name != "serif"}
        assert shared.items() <= whole.items()


def test_a_closed_trust_has_its_frame_and_an_unknown_one_has_none(client):
    assert "has closed." in text_of(client, "/embed/trusts/RA3/")
    assert client.get("/embed/trusts/NOWHERE/").status_code == 404
    assert client.get("/embed/trusts/ra2/").headers["Location"] == "/embed/trusts/RA2/"


def test_the_help_page_shows_the_code_for_the_map_and_for_the_trust_that_is_chosen(client, settings):
    settings.PUBLIC_URL = "https://counting.example"
    assert "https://counting.example/embed/trusts/" not in text_of(client, "/embed/")
    page = text_of(client, "/embed/?trust=ra2")
    code = re.findall(r"<textarea[^>]*readonly[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert "&lt;iframe src=&quot;https://counting.example/embed/map/&quot;" in code[0]
    assert "&lt;iframe src=&quot;https://counting.example/embed/trusts/RA2/&quot;" in code[1]
    assert '<option value="RA2" selected>' in page
    assert page.count("<option") == 118


def test_a_trust_that_nobody_asked_gets_help_and_no_code(client):
    page = text_of(client, '/embed/?trust="><script>')
    assert "Choose one of the trusts in the list" in page
    assert page.count("<textarea") == 1
    assert '"><script>' not in page


def test_the_help_page_says_what_to_say_and_what_not(client):
    page = text_of(client, "/embed/")
    assert "gave no answer." in page
    assert "never rank trusts" in page
    assert "do not compare it with 2016" in page


def test_what_a_frame_does_not_know_is_dropped_from_its_address():
    def kept(path, query):
        return canonical(path, query, key="test")

    assert kept("/embed/map/", "x=1") == ("/embed/map/", "")
    assert kept("/embed/", "trust=ra2&x=1") == ("/embed/", "trust=RA2")
    assert kept("/embed/", "trust=NOWHERE") == ("/embed/", "")
    assert kept("/embed/trusts/NOWHERE/", "") == (NO_SUCH_PAGE, "")


@pytest.mark.parametrize("address", [*FRAMES, "/embed/", "/embed/?trust=RA2"])
def test_each_takes_few_queries(client, address):
    from django.db import connection

    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert len(queries) <= 8
