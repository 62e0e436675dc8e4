"""The one promise of this software: what a trust answered is what a reader sees, and the way back is open."""

import json
from datetime import date

from whoscounting.census import actions
from whoscounting.census.actions import EvidenceDraft, ReplyDraft
from whoscounting.census.models import Evidence, Finding, FoiRequest
from whoscounting.census.rules.questions import OF_2026
from whoscounting.ledger.queries import history
from whoscounting.lib.actors import Actor

SENTENCE = "every new diagnosis is recorded at the weekly meeting."


def test_an_answer_becomes_a_pin(client, officer, reviewers):
    """Register, round, request, answer, two assessments, finding, edition, page; and back again."""
    by = Actor.staff(officer.pk)
    round = actions.plan_round(code="journey", name="Journey", year=2026, questions=OF_2026, rehearsal=True, by=by)
    actions.open_round(round=round, on=date(2026, 11, 2), by=by)
    actions.record_sending(round=round, on=date(2026, 11, 2), by=by)
    request = FoiRequest.objects.get(round=round, trust="RA2")

    letter = EvidenceDraft(f"Invented answer: {SENTENCE}", page="2", content=b"the letter", file_name="letter.txt")
    said = {"collects": "yes", "all_hospitals": "yes", "new_cases": "14", "recurrent_cases": "12"}
    answers = [ReplyDraft(code, "answered", value, evidence=(letter,)) for code, value in said.items()]
    answers.append(ReplyDraft("period", "answered", "April 2025 to March 2026", evidence=(letter,)))
    request = actions.take_reply(
        request=request, answered_on=date(2026, 11, 16), answers=answers, expected_revision=0, by=by
    )
    for reviewer in reviewers:
        actions.assess(
            request=request,
            revision=1,
            reviewer=reviewer,
            verdict="collecting",
            reasons="Routine everywhere, both numbers, a period.",
            by=Actor.staff(reviewer.pk),
        )
    edition = actions.publish_edition(round=round, by=by)

    page = client.get("/trusts/RA2/").content.decode()
    assert "Invented: collecting" in page
    assert SENTENCE in page
    assert "Routine everywhere, both numbers, a period." in page
    map_and_list = client.get("/map/").content.decode()
    assert "Royal Surrey NHS Foundation Trust. Invented: collecting" in map_and_list
    assert map_and_list.count("Invented: collecting") < map_and_list.count("Invented: awaiting an answer")

    rows = json.loads(client.get("/data/latest/findings.json").getvalue())["findings"]
    row = next(row for row in rows if row["ods_code"] == "RA2")
    assert row["verdict"] == "collecting"
    assert row["rehearsal"] is True
    assert sum(row["verdict"] == "awaiting" for row in rows) == edition.asked - 1

    finding = Finding.objects.get(edition=edition, trust="RA2")
    assert {a.reviewer for a in finding.request.assessments.filter(revision=finding.revision)} == set(reviewers)
    evidence = Evidence.objects.filter(answer__request=finding.request, answer__revision=finding.revision)
    assert {piece.page for piece in evidence} == {"2"}
    verbs = [event.verb for event in history(subject=f"request:{request.pk}")]
    assert verbs == ["reply taken in", "assessed", "assessed"]
