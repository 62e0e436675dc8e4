"""The feeds: valid Atom, entries that stay the same for good, and in a rehearsal nothing that passes for a finding."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from whoscounting.atlas.feeds import changes
from whoscounting.census.models import Finding, PublishedAnswer
from whoscounting.census.queries.opendata import each_finding
from whoscounting.register.models import Trust

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ["/data/editions.atom", "/trusts/RA2/changes.atom", "/regions/london/changes.atom"]
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}-\d\d-\d\d:/\S+")
pytestmark = pytest.mark.usefixtures("world")


def feed(client, path: str) -> ElementTree.Element:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314


def entries(client, path: str) -> list[ElementTree.Element]:
    return feed(client, path).findall(f"{ATOM}entry")


def text(element: ElementTree.Element, name: str) -> str:
    (found,) = element.findall(f"{ATOM}{name}")
    return found.text or ""


def links(element: ElementTree.Element) -> dict[str, str]:
    return {link.get("rel", "alternate"): link.get("href", "") for link in element.findall(f"{ATOM}link")}


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_has_what_the_standard_asks_for(client, settings, path):
    found = feed(client, path)
    assert found.tag == f"{ATOM}feed"
    assert TAG.fullmatch(text(found, "id"))
    assert text(found, "title")
    assert found.find(f"{ATOM}author/{ATOM}name").text == "Who’s Counting?"
    assert links(found)["self"] == f"{settings.PUBLIC_URL}{path}"
    assert client.get(links(found)["alternate"].removeprefix(settings.PUBLIC_URL)).status_code == 200
    moments = [datetime.fromisoformat(text(entry, "updated")) for entry in found.findall(f"{ATOM}entry")]
    assert datetime.fromisoformat(text(found, "updated")) == max(moments)
    assert moments == sorted(moments, reverse=True)


@pytest.mark.parametrize("path", FEEDS)
def test_every_entry_has_its_own_id_title_date_and_a_page(client, settings, path):
    found = entries(client, path)
    assert found
    ids = [text(entry, "id") for entry in found]
    assert len(set(ids)) == len(ids)
    assert all(TAG.fullmatch(one) for one in ids)
    for entry in found:
        assert text(entry, "title")
        assert text(entry, "summary")
        assert datetime.fromisoformat(text(entry, "published")).tzinfo
        assert client.get(links(entry)["alternate"].removeprefix(settings.PUBLIC_URL)).status_code == 200


def test_the_editions_newest_first_each_with_its_day(client):
    found = entries(client, "/data/editions.atom")
    assert [text(entry, "title") for entry in found] == [
        "Rehearsal: Rehearsal B, edition 2",
        "Rehearsal: Rehearsal B, edition 1",
        "Rehearsal: Rehearsal A, edition 1",
    ]
    assert text(found[0], "updated").startswith("2026-11-05")
    assert all("every answer here is invented" in text(entry, "summary") for entry in found)
    assert links(found[0])["alternate"].endswith("/data/rehearsal-b/2/")


def test_a_trusts_feed_has_its_first_finding_and_every_change(client):
    for code in Trust.objects.filter(findings__isnull=False).distinct().values_list("ods_code", flat=True)[:20]:
        verdicts = [finding.verdict for finding in each_finding(rehearsal=True, ods_code=code)]
        steps = 1 + sum(one != next_one for one, next_one in pairwise(verdicts))
        titles = [text(entry, "title") for entry in entries(client, f"/trusts/{code}/changes.atom")]
        assert len(titles) == steps
        assert "first finding" in titles[-1]
        assert all(": from ‘" in title for title in titles[:-1])


@pytest.mark.parametrize("path", FEEDS[1:])
def test_every_entry_of_a_rehearsal_says_that_it_is_invented(client, path):
    for entry in entries(client, path):
        assert text(entry, "title").startswith("Invented: ")
        assert text(entry, "summary").startswith("Invented: ")


def test_a_change_has_the_same_id_in_the_trusts_feed_and_in_the_regions(client):
    here = {text(entry, "id"): text(entry, "title") for entry in entries(client, "/trusts/RA2/changes.atom")}
    there = {text(entry, "id"): text(entry, "title") for entry in entries(client, "/regions/south-east/changes.atom")}
    assert here.items() <= there.items()


def test_an_unchanged_verdict_is_no_news():
    def finding(trust: str, verdict: str) -> Finding:
        return Finding(trust_id=trust, verdict=verdict)

    told = changes(
        [
            finding("A", "partial"),
            finding("B", "no_response"),
            finding("A", "partial"),
            finding("B", "collecting"),
            finding("A", "collecting"),
        ]
    )
    assert [(one.finding.trust_id, one.before, one.finding.verdict) for one in told] == [
        ("A", "", "partial"),
        ("B", "", "no_response"),
        ("B", "no_response", "collecting"),
        ("A", "partial", "collecting"),
    ]


def test_what_xml_cannot_carry_and_markup_do_no_harm(client):
    Trust.objects.filter(ods_code="RA2").update(name="A\x0b & <b>B</b>")
    assert "A & <b>B</b>: " in text(entries(client, "/trusts/RA2/changes.atom")[0], "title")


def test_no_patient_number_comes_out_by_a_feed(client):
    everything = client.get("/regions/london/changes.atom").content.decode()
    values = PublishedAnswer.objects.filter(value__startswith="about ").values_list("value", flat=True)
    assert values
    assert not any(value in everything for value in values)


@pytest.mark.parametrize("path", [*FEEDS, "/regions/midlands/changes.atom"])
def test_a_feed_costs_at_most_three_queries(client, django_assert_max_num_queries, path):
    with django_assert_max_num_queries(3):
        client.get(path)


@pytest.mark.parametrize("path", ["/trusts/ZZZ/changes.atom", "/regions/atlantis/changes.atom"])
def test_an_unknown_feed_gives_404(client, path):
    assert client.get(path).status_code == 404


def test_a_small_letter_in_a_code_leads_to_the_one_feed(client):
    response = client.get("/trusts/ra2/changes.atom")
    assert (response.status_code, response.headers["Location"]) == (301, "/trusts/RA2/changes.atom")


@pytest.mark.parametrize(
    ("page", "path"),
    [("/data/", FEEDS[0]), ("/data/latest/", FEEDS[0]), ("/trusts/RA2/", FEEDS[1]), ("/regions/london/", FEEDS[2])],
)
def test_the_page_tells_of_its_feed(client, page, path):
    html = client.get(page).content.decode()
    assert re.search(rf'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="{path}">', html)


@pytest.mark.parametrize("path", FEEDS)
def test_without_an_edition_a_feed_is_empty_and_keeps_its_date(client, settings, time_machine, path):
    settings.WORLD = "launch"
    first = client.get(path).content
    time_machine.move_to(datetime(2027, 5, 1, tzinfo=UTC))
    assert client.get(path).content == first
    found = ElementTree.fromstring(first)  # noqa: S314
    assert found.findall(f"{ATOM}entry") == []
    assert text(found, "updated").startswith("2026-01-01")
