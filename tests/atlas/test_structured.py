"""What pages tell messengers and search engines: true, absolute, harmless, and nothing of trusts in a rehearsal."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest

from whoscounting.atlas import structured
from whoscounting.census.models import Edition, Round
from whoscounting.lib.world import World
from whoscounting.register.models import Trust

SITE = "https://whoscounting.example"
PATHS = ["/", "/map/", "/data/", "/trusts/RA2/", "/regions/london/"]
WORDS = ["/compare/", "/methodology/", "/sources/", "/data/dictionary/", "/embed/"]


class Head(HTMLParser):
    """The share tags and the blocks of data of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.things: list[dict] = []
        self._in_data = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        name = found.get("property") or found.get("name") or ""
        if tag == "meta" and name.startswith(("og:", "twitter:")):
            assert name not in self.meta
            self.meta[name] = found["content"]
        self._in_data = tag == "script" and found.get("type") == "application/ld+json"

    def handle_data(self, data):
        if self._in_data:
            self.things.append(json.loads(data))
            self._in_data = False


def edition(*, rehearsal: bool) -> Edition:
    round = Round(code="2026", name="The census of 2026", year=2026, rehearsal=rehearsal, opened_on=date(2026, 1, 5))
    return Edition(round=round, number=2, published_at=datetime(2026, 3, 31, 23, 30, tzinfo=UTC), asked=118)


@pytest.fixture
def launch(world, settings):
    settings.WORLD = World.LAUNCH
    settings.PUBLIC_URL = SITE


def head(client, path: str) -> Head:
    return Head(client.get(path).content.decode())


def test_the_home_page_names_the_site_and_who_is_behind_it():
    organization, website = structured.home(SITE)["@graph"]
    assert (organization["@type"], website["@type"]) == ("Organization", "WebSite")
    assert website["publisher"]["@id"] == organization["@id"]
    assert organization["url"] == website["url"] == f"{SITE}/"


def test_breadcrumbs_are_numbered_from_one_with_whole_addresses():
    way = structured.breadcrumbs(SITE, [("Map", "/map/"), ("London", "/regions/london/")])
    assert [(item["position"], item["name"], item["item"]) for item in way["itemListElement"]] == [
        (1, "Map", f"{SITE}/map/"),
        (2, "London", f"{SITE}/regions/london/"),
    ]


def test_an_edition_is_a_data_set_with_its_licence_its_time_and_its_files():
    found = structured.dataset(SITE, edition(rehearsal=False))
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["isAccessibleForFree"] is True
    assert found["temporalCoverage"] == "2026-01-05/2026-04-01"
    assert found["creator"]["name"] == "Who’s Counting?"
    assert 50 <= len(found["description"]) <= 5000
    assert {(file["encodingFormat"], file["contentUrl"]) for file in found["distribution"]} == {
        ("text/csv", f"{SITE}/data/latest/findings.csv"),
        ("application/json", f"{SITE}/data/latest/findings.json"),
        ("application/geo+json", f"{SITE}/data/latest/findings.geojson"),
        ("text/csv", f"{SITE}/data/latest/answers.csv"),
        ("application/json", f"{SITE}/data/latest/answers.json"),
        ("text/csv", f"{SITE}/data/latest/questions.csv"),
        ("application/json", f"{SITE}/data/latest/questions.json"),
    }
    assert len({file["name"] for file in found["distribution"]}) == len(found["distribution"])


def test_a_rehearsals_data_set_says_that_it_is_one():
    found = structured.dataset(SITE, edition(rehearsal=True))
    assert found["name"].startswith("Rehearsal")
    assert "every answer here is invented" in found["description"]
    assert "118" not in found["description"]


def test_no_name_can_leave_its_block_of_data():
    thing = {"name": "</script><script>alert(1)</script><!-- & \u2028 ’"}
    written = structured.script(thing)
    assert re.fullmatch(r'<script type="application/ld\+json">[^<>&]*</script>', written)
    assert Head(written).things == [thing]


@pytest.mark.parametrize("path", PATHS + WORDS)
def test_every_page_of_a_launch_can_be_shared(launch, client, path):
    meta = head(client, path).meta
    assert meta["og:url"] == f"{SITE}{path}"
    assert meta["og:image"].startswith(f"{SITE}/")
    assert client.get(meta["og:image"].removeprefix(SITE)).headers["Content-Type"] == "image/png"
    assert meta["og:image:alt"].startswith("Who’s Counting? ")
    assert (meta["og:type"], meta["og:locale"], meta["og:site_name"]) == ("website", "en_GB", "Who’s Counting?")
    assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")
    assert meta["twitter:card"] == "summary_large_image"


@pytest.mark.parametrize("path", WORDS)
def test_what_is_shared_is_what_the_page_says_of_itself(launch, client, path):
    html = client.get(path).content.decode()
    (said,) = re.findall(r'<meta name="description" content="([^"]*)">', html)
    assert Head(html).meta["og:description"] == said


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("/compare/", [("Map", "/map/"), ("What changed", "/compare/")]),
        ("/data/dictionary/", [("Open data", "/data/"), ("Data dictionary", "/data/dictionary/")]),
        ("/embed/", [("Open data", "/data/"), ("Put the map on your site", "/embed/")]),
    ],
)
def test_the_way_to_a_page_is_the_one_it_shows(launch, client, path, way):
    html = client.get(path).content.decode()
    (thing,) = Head(html).things
    assert [(item["name"], item["item"]) for item in thing["itemListElement"]] == [(n, SITE + at) for n, at in way]
    assert f'<a href="{way[0][1]}">{way[0][0]}</a>' in html


def test_a_comparison_is_shared_by_its_lasting_address(world, client):
    assert head(client, "/compare/").meta["og:url"].endswith("/compare/rehearsal-a/1/rehearsal-b/2/")


def test_a_search_is_not_shared(launch, client):
    assert head(client, "/find/?q=GU2").meta == {}


def test_a_launchs_trust_tells_its_name_and_the_way_to_it(launch, client):
    found = head(client, "/trusts/RA2/")
    (way,) = found.things
    assert "Royal Surrey" in found.meta["og:title"]
    assert "Royal Surrey" in found.meta["og:image:alt"]
    assert [item["name"] for item in way["itemListElement"]][:2] == ["Map", "South East"]
    assert way["itemListElement"][-1]["item"] == f"{SITE}/trusts/RA2/"


def test_before_an_edition_there_is_no_data_set(launch, client):
    assert head(client, "/data/").things == []


def test_markup_in_a_trusts_name_stays_text(launch, client):
    name = "\"><script>alert(1)</script></title> & 'Trust'"
    Trust.objects.filter(ods_code="RA2").update(name=name)
    html = client.get("/trusts/RA2/").content.decode()
    assert "<script>alert" not in html
    assert Head(html).things[0]["itemListElement"][-1]["name"] == name
    assert Head(html).meta["og:title"].startswith(name)


@pytest.mark.parametrize("path", PATHS + WORDS)
def test_a_rehearsal_shares_the_same_words_from_every_page(world, client, path):
    meta = head(client, path).meta
    assert meta["og:title"] == "Rehearsal: every answer here is invented"
    assert "invented" in meta["og:description"]
    assert "Rehearsal: every answer here is invented." in meta["og:image:alt"]
    assert "Royal Surrey" not in str(meta)


def test_a_rehearsal_tells_machines_nothing_of_trusts(world, client):
    things = {path: head(client, path).things for path in PATHS}
    assert things["/trusts/RA2/"] == things["/regions/london/"] == things["/map/"] == []
    (found,) = things["/data/"]
    assert found["name"] == "Rehearsal: invented answers"
    assert [thing["@type"] for thing in things["/"][0]["@graph"]] == ["Organization", "WebSite"]
