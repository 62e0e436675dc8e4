"""The first page and the map in its views."""

import gzip

import pytest

from whoscounting.census.queries import editions
from whoscounting.census.rules.tally import tally

pytestmark = pytest.mark.usefixtures("world")


def page_of(client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.fixture
def counts():
    return tally(one.verdict for one in editions.standings(editions.latest_edition(rehearsal=True)))


def test_the_answer_is_one_sentence_with_its_numerator_and_denominator(client, counts):
    sentence = (
        f"Invented: of 118 trusts asked, {counts['collecting']} told us they record everyone "
        "diagnosed with secondary breast cancer."
    )
    assert sentence in page_of(client, "/")
    assert sentence in page_of(client, "/map/")


def test_the_plain_address_holds_map_tiles_and_the_table_and_a_named_view_only_its_own(client):
    marks = {
        "map": "<trust-map",
        "tiles": 'class="tiles"',
        "table": 'id="list"',
        "regions": "How many trusts of each region",
    }
    plain = page_of(client, "/map/")
    assert [name for name, mark in marks.items() if mark in plain] == ["map", "tiles", "table"]
    for name in marks:
        page = page_of(client, f"/map/?view={name}")
        assert [other for other, mark in marks.items() if mark in page] == [name]


def test_the_table_holds_every_trust_by_name(client):
    page = page_of(client, "/map/?view=table")
    names = [one.name for one in editions.standings(editions.latest_edition(rehearsal=True))]
    assert page.count('<th scope="row">') == len(names) == 118
    assert names == sorted(names)
    assert "By name, not by rank." in page


def test_a_filter_shows_its_trusts_alone_says_so_and_is_marked_in_the_key(client, counts):
    page = page_of(client, "/map/?view=table&status=collecting")
    assert page.count('<th scope="row">') == counts["collecting"]
    assert f"{counts['collecting']} of 118 trusts: with the answer ‘Invented: collecting’." in page
    assert 'href="/map/?view=table&amp;status=collecting" aria-current="true"' in page


def test_a_filtered_map_dims_the_others_and_tiles_keep_the_whole_tally(client):
    assert page_of(client, "/map/?view=map").count('class="dim"') == 0
    assert page_of(client, "/map/?view=map&region=london").count('class="dim"') == 101
    assert "of 17 collecting (invented)" in page_of(client, "/map/?view=tiles&region=london&status=partial")


def test_a_nonsense_filter_shows_all(client):
    assert page_of(client, "/map/?view=table&status=red&region=mars").count('<th scope="row">') == 118


def test_a_region_lists_its_trusts_and_its_count(client):
    page = page_of(client, "/regions/london/")
    assert "of 17 trusts told us they record everyone" in page
    assert page.count('<li><a href="/trusts/') == 17


def test_deaths_stand_in_no_headline_and_no_snippet(client):
    page = page_of(client, "/")
    hero = page[: page.index('id="support"')]
    assert "death" not in hero.lower()
    assert "die" not in hero.lower().split()


@pytest.mark.parametrize(
    ("address", "kilobytes"), [("/", 30), ("/map/", 35), ("/trusts/RA2/", 18), ("/regions/london/", 18)]
)
def test_a_page_keeps_to_its_bytes(client, address, kilobytes):
    assert len(gzip.compress(client.get(address).content, 6)) < kilobytes * 1024
