"""A request's story for the Commissioner, with its proofs."""

from __future__ import annotations

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from tests.desk.making import signed_in
from whoscounting.census.models import FoiRequest, Notice
from whoscounting.census.queries.chronology import chronology

pytestmark = pytest.mark.usefixtures("world")


def asked_what_we_mean() -> FoiRequest:
    """The request of the rehearsal whose trust asked which period we mean."""
    notice = Notice.objects.filter(kind="clarification").select_related("request__trust", "request__round").get()
    return notice.request


def words_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_every_step_stands_in_order_with_its_proof():
    found = chronology(asked_what_we_mean())
    told = [entry.what for entry in found.entries]
    assert [entry.when for entry in found.entries] == sorted(entry.when for entry in found.entries)
    assert all(entry.proof for entry in found.entries)
    for step in (
        "We wrote to foi@",
        "A letter from foi@",
        "Asks what we mean",
        "The request was received",
        "Question 1",
    ):
        assert any(step in what for what in told), step


def test_it_takes_the_same_number_of_queries_however_long_the_story_is(django_assert_max_num_queries):
    request = asked_what_we_mean()
    with django_assert_max_num_queries(8):
        chronology(request)


def test_the_paper_says_that_it_is_a_rehearsal_and_names_the_hash_of_each_letter(officer):
    request = asked_what_we_mean()
    answer = signed_in(officer).get(reverse("desk:chronology-paper", args=[request.pk]))
    assert answer["Content-Type"] == "application/pdf"
    words = words_of(answer.content)
    assert "Nothing in this paper has happened" in words
    hashes = [filing.inbound.sha256 for filing in request.filings.select_related("inbound")]
    assert hashes
    assert all(one in words.replace("\n", "").replace(" ", "") for one in hashes)


def test_what_a_trust_writes_is_never_taken_for_a_command_of_the_paper(officer):
    request = asked_what_we_mean()
    nasty = '#read("/etc/passwd") #panic() $x$ ]] ‘ \\ <b> `'
    Notice.objects.filter(request=request).update(words=nasty)
    words = words_of(signed_in(officer).get(reverse("desk:chronology-paper", args=[request.pk])).content)
    assert '#read("/etc/passwd")' in words.replace("“", '"').replace("”", '"')


def test_the_page_shows_the_same_and_leads_to_the_paper(officer):
    request = asked_what_we_mean()
    page = signed_in(officer).get(reverse("desk:chronology", args=[request.pk])).content.decode()
    assert "Asks what we mean" in page
    assert reverse("desk:chronology-paper", args=[request.pk]) in page


def test_a_reviewer_who_takes_in_no_replies_does_not_see_it(reviewers):
    answer = signed_in(reviewers[0]).get(reverse("desk:chronology", args=[asked_what_we_mean().pk]))
    assert answer.status_code == 403
