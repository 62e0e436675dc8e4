"""A trust's page."""

import re

import pytest

from whoscounting.atlas.presenters.trust import web_link
from whoscounting.census.actions import assess
from whoscounting.census.models import Finding, FoiRequest
from whoscounting.census.queries import editions
from whoscounting.lib.actors import Actor
from whoscounting.ui.answers import invented

pytestmark = pytest.mark.usefixtures("world")


def main_of(client, ods_code: str) -> str:
    return client.get(f"/trusts/{ods_code}/").content.decode().partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("verdict", ["collecting", "partial", "not_collecting", "undecided", "no_response"])
def test_each_verdict_is_said_in_a_sentence_with_its_reason(client, verdict):
    edition = editions.latest_edition(rehearsal=True)
    finding = Finding.objects.filter(edition=edition, verdict=verdict).select_related("trust").first()
    page = client.get(f"/trusts/{finding.trust_id}/").content.decode()
    assert f"<p>Invented: {finding.trust.name}".replace("'", "&#x27;") in page
    assert finding.reason.split(".")[0].replace("'", "&#x27;") in page
    assert "This is about records, not about how good the care is. Nobody needs to change hospital" in page


def test_questions_answers_evidence_rounds_hospitals_and_five_neighbours_are_there(client):
    page = main_of(client, "RA2")
    assert page.count("<dt>") == 8
    assert page.count("<blockquote>") >= 5
    assert "Rehearsal A" in page
    assert "Rehearsal B" in page
    assert "Royal Surrey County Hospital" in page
    assert page.count(" away</span>") == 5


def test_the_real_answer_of_2016_is_history_and_its_numbers_are_linked_not_printed(client):
    page = main_of(client, "RA2")
    history = page.partition("From 2016")[2].partition("</section>")[0]
    assert "still have to read it and decide what it says" in history
    assert "https://www.royalsurrey.nhs.uk/breast-cancer/" in history
    for number in ("31", "14 new", "12 new", "extrapolated"):
        assert number not in history


def test_a_trust_that_is_not_asked_says_why(client):
    page = main_of(client, "G6V2S")
    assert "We do not ask North London NHS Foundation Trust this question." in page
    assert "This trust recorded no breast cancer treatments" in page


def test_a_closed_trust_names_its_successor_and_keeps_its_rounds(client):
    page = main_of(client, "RVJ")
    assert "North Bristol NHS Trust has closed." in page
    assert "Its hospitals belong to another trust now:" in page
    assert "Rehearsal A" in page


def test_a_closed_trust_shows_what_it_last_answered_and_where_that_stands(client):
    answers = main_of(client, "RVJ").partition("What it last answered")[2]
    assert "From Rehearsal A, edition 1. We do not ask this trust any more" in answers
    assert answers.partition("</dl>")[0].count("<dt>") == 8


def test_every_answer_of_a_rehearsal_and_its_source_carry_the_mark_themselves(client):
    answers = main_of(client, "RA2").partition("<dl")[2].partition("</dl>")[0]
    said = re.findall(r"<dd><p>(.*?)</p>", answers)
    sources = re.findall(r"<figcaption>(.*?)</figcaption>", answers)
    assert len(said) == 8
    assert len(sources) >= 5
    assert all(text.startswith("Invented: ") for text in [*said, *sources])


@pytest.mark.parametrize("typed", ["Yes.", "About 40 people.", "invented: yes", ""])
def test_the_mark_stands_once_whatever_was_typed(typed):
    marked = invented(typed, rehearsal=True)
    assert marked.startswith("Invented: ") or not typed
    assert invented(marked, rehearsal=True) == marked
    assert invented(typed, rehearsal=False) == typed


def test_silence_follows_from_dates_and_nobody_is_said_to_have_read_a_reply(client):
    edition = editions.latest_edition(rehearsal=True)
    silent = Finding.objects.filter(edition=edition, verdict="no_response").first()
    page = main_of(client, silent.trust_id)
    assert "Two people read the reply" not in page
    for words in (
        "The trust received them</span> <span>14 July 2026",
        "We sent a reminder</span> <span>1 September 2026",
    ):
        assert words in page
    assert "An answer that comes late still counts" in page
    assert "What we asked it" in page


def test_the_text_on_2016_says_so_once_two_people_have_decided_it(client, reviewers):
    request = FoiRequest.objects.get(round="2016", trust="RA2")
    for reviewer in reviewers:
        assess(
            request=request,
            revision=request.revision,
            reviewer=reviewer,
            verdict="partial",
            reasons="A test.",
            by=Actor.staff(reviewer.pk),
        )
    history = main_of(client, "RA2").partition("From 2016")[2].partition("</section>")[0]
    assert "Two people here have read it and decided what it says." in history
    assert "still" not in history
    assert "artly" not in history


def test_small_letters_lead_to_the_one_address(client):
    response = client.get("/trusts/ra2/")
    assert response.status_code == 301
    assert response.headers["Location"] == "/trusts/RA2/"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "https://letter.invalid/1", "//x.example", "", "ftp://x.example/"],
)
def test_only_an_address_of_the_web_that_can_exist_becomes_a_link(address):
    assert web_link(address) == ""
    assert web_link("https://www.royalsurrey.nhs.uk/a") == "https://www.royalsurrey.nhs.uk/a"
