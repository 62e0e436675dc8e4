"""What changed between two editions, as a page."""

import re

import pytest
from django.test.utils import CaptureQueriesContext

from whoscounting.census.models import Edition, Round
from whoscounting.census.queries.comparing import compared, newest_pair
from whoscounting.census.queries.editions import editions

pytestmark = pytest.mark.usefixtures("world")
LASTING = "/compare/rehearsal-a/1/rehearsal-b/2/"


def text_of(client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.fixture
def found():
    return compared(*newest_pair(list(editions(rehearsal=True))))


def test_the_newest_editions_of_the_two_newest_rounds_are_compared(found):
    assert [str(found.earlier), str(found.later)] == ["rehearsal-a/1", "rehearsal-b/2"]


def test_the_answer_comes_first_and_says_that_it_is_invented(client, found):
    moved, stayed = found.comparison.movers, found.comparison.stayers
    sentence = (
        f"Invented: between Rehearsal A and Rehearsal B, {moved} trusts moved to another answer; {stayed} stayed. "
        f"{len(found.comparison.apart)} cannot be compared."
    )
    assert sentence in text_of(client, "/compare/")


def test_every_trust_of_both_rounds_has_exactly_one_place(client, found):
    page = text_of(client, "/compare/")
    named = re.findall(r'href="/trusts/(\w+)/"', page)
    assert len(named) == len(set(named)) == found.comparison.movers + len(found.comparison.apart)
    assert found.comparison.compared + len(found.comparison.apart) == len({*found.before, *found.after})


def test_the_matrix_is_a_table_with_a_caption_and_scopes(client, found):
    table = re.search(r"<table.*?</table>", text_of(client, "/compare/"), re.DOTALL)[0]
    assert f"How many of {found.comparison.compared} trusts gave which answer." in table
    assert table.count('scope="row"') == 6
    assert table.count('scope="col"') == 7
    assert table.count("stayed</span>") == 5


def test_merged_trusts_are_not_compared_and_the_page_says_why(client, found):
    page = text_of(client, "/compare/")
    assert {"RVJ", "RA7"} <= found.comparison.apart.keys()
    assert "It became part of Bristol NHS Foundation Trust on 1 July 2026." in page
    assert "North Bristol NHS Trust became part of it on 1 July 2026." in page


def test_trusts_are_named_by_name_and_regions_too(client):
    page = text_of(client, "/compare/")
    assert page.count("By name, not by rank.") == 2
    for group in re.findall(r'<ul class="columns">(.*?)</ul>', page, re.DOTALL):
        names = re.findall(r"/\">(.*?)</a>", group)
        assert names == sorted(names)


def test_the_lasting_address_shows_the_same_and_the_other_way_round_leads_there(client):
    assert f'<a href="{LASTING}">' in text_of(client, "/compare/")
    assert client.get(LASTING).context["page"].sentence == client.get("/compare/").context["page"].sentence
    response = client.get("/compare/rehearsal-b/2/rehearsal-a/1/")
    assert (response.status_code, response.headers["Location"]) == (301, LASTING)


def test_two_editions_of_one_round_are_compared_too(client):
    page = client.get("/compare/rehearsal-b/1/rehearsal-b/2/").context["page"]
    assert page.sentence.startswith("Invented: between edition 1 of Rehearsal B and edition 2, 2 trusts moved")
    assert page.left == []


@pytest.mark.parametrize(
    "address",
    [
        "/compare/rehearsal-b/2/rehearsal-b/2/",
        "/compare/rehearsal-a/9/rehearsal-b/2/",
        "/compare/2016/1/rehearsal-b/2/",
        "/compare/rehearsal-a/99999999999999999999999/rehearsal-b/2/",
    ],
)
def test_what_cannot_be_compared_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_2016_is_never_compared_even_if_somebody_published_it(client):
    Round.objects.filter(code="2016").update(year=2024)
    Edition.objects.create(round_id="2016", number=1, published_at="2016-09-21T10:00:00Z", asked=1)
    assert client.get("/compare/2016/1/rehearsal-b/2/").status_code == 404
    assert "2016" not in client.get("/compare/").context["page"].sentence


def test_with_one_round_the_page_says_honestly_that_there_is_nothing_to_compare(client, settings):
    from whoscounting.lib.world import World

    settings.WORLD = World.LAUNCH
    settings.ALLOWED_HOSTS = ["*"]
    page = text_of(client, "/compare/")
    assert "There is nothing to compare yet." in page
    assert "We do not compare with 2016" in page
    assert "<table" not in page


def test_the_page_takes_few_queries(client):
    from django.db import connection

    for address in ("/compare/", LASTING):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert len(queries) <= 9
