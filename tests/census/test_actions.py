"""What the verbs of the census do, and what they refuse."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F

from whoscounting.census import actions
from whoscounting.census.actions import EvidenceDraft, ReplyDraft
from whoscounting.census.models import (
    Answer,
    Assessment,
    Edition,
    Finding,
    FoiRequest,
    Hold,
    Listing,
    PublishedAnswer,
    Question,
    Round,
)
from whoscounting.census.queries.decisions import course
from whoscounting.census.queries.editions import latest_edition, standings
from whoscounting.census.rules.clock import due_on
from whoscounting.census.rules.questions import OF_2026
from whoscounting.ledger.models import Event
from whoscounting.lib.actions import Refused
from whoscounting.lib.actors import Actor
from whoscounting.lib.workingdays import add_working_days
from whoscounting.register.models import Trust

BY = Actor.system("test")
DAY = date(2026, 11, 2)
LETTER = EvidenceDraft("Yes, we record this.", content=b"a letter", file_name="letter.txt")


@pytest.fixture
def round(world):
    planned = actions.plan_round(code="test", name="Test", year=2026, questions=OF_2026, rehearsal=True, by=BY)
    actions.open_round(round=planned, on=DAY, by=BY)
    actions.record_sending(round=planned, on=DAY, by=BY)
    return planned


@pytest.fixture
def request_(round):
    return FoiRequest.objects.get(round=round, trust="RA2")


def take(request, *drafts, revision=0, on=DAY):
    return actions.take_reply(request=request, answered_on=on, answers=drafts, expected_revision=revision, by=BY)


def yes(**changes):
    return ReplyDraft(
        **({"question": "collects", "disposition": "answered", "value": "yes", "evidence": (LETTER,)} | changes)
    )


def assess(request, reviewer, verdict="partial", reasons="It says so.", settles=False):
    return actions.assess(
        request=request,
        revision=request.revision,
        reviewer=reviewer,
        verdict=verdict,
        reasons=reasons,
        settles=settles,
        by=Actor.staff(reviewer.pk),
    )


def test_a_round_opens_over_the_scope_and_every_other_trust_gets_its_reason(round):
    asked = FoiRequest.objects.filter(round=round, in_scope=True).count()
    assert asked == 118
    assert not FoiRequest.objects.filter(round=round, scope_reason="").exists()
    assert (
        FoiRequest.objects.filter(round=round, in_scope=False, trust="RXA").exists()
        or asked < FoiRequest.objects.filter(round=round).count()
    )


def test_a_round_opens_once(round):
    with pytest.raises(Refused, match="open already"):
        actions.open_round(round=round, on=DAY, by=BY)


def test_questions_keep_their_lineage_from_round_to_round(round):
    previous = round.questions.get(code="collects").previous
    assert previous.round_id == "rehearsal-b"
    assert previous.previous.round_id == "rehearsal-a"


def test_a_trust_that_was_asked_stays_in_the_round(request_):
    with pytest.raises(Refused, match="asked already"):
        actions.change_scope(request=request_, in_scope=False, reason="A test", seen=True, by=BY)


def test_leaving_the_scope_needs_a_reason(round):
    out = FoiRequest.objects.filter(round=round, in_scope=False).first()
    with pytest.raises(Refused, match="reason"):
        actions.change_scope(request=out, in_scope=True, reason=" ", seen=False, by=BY)


def test_sending_twice_keeps_the_first_date(round):
    assert actions.record_sending(round=round, on=date(2026, 12, 1), by=BY) == 0


def test_a_reply_answers_every_question_even_by_silence(request_):
    take(request_, yes())
    answers = dict(Answer.objects.filter(request=request_).values_list("question__code", "disposition"))
    assert answers.pop("collects") == "answered"
    assert len(answers) == 7
    assert set(answers.values()) == {"silent"}


def test_of_two_people_who_save_the_same_reply_the_second_is_told_and_nothing_is_lost(request_):
    take(request_, yes())
    with pytest.raises(Refused, match="meanwhile"):
        take(request_, yes(value="no"))
    assert Answer.objects.get(request=request_, question__code="collects").value == "yes"
    take(request_, yes(value="no"), revision=1)
    values = Answer.objects.filter(request=request_, question__code="collects").order_by("revision")
    assert list(values.values_list("value", flat=True)) == ["yes", "no"]


def test_the_same_reply_sent_twice_is_taken_in_once(request_):
    take(request_, yes())
    assert take(request_, yes()).revision == 1


@pytest.mark.parametrize(
    "corrected",
    [
        {"on": date(2026, 11, 9)},
        {"piece": {"page": "2"}},
        {"piece": {"url": "https://example.invalid/"}},
        {"piece": {"origin": "published"}},
        {"piece": {"content": b"another letter"}},
    ],
)
def test_a_reply_that_differs_in_one_detail_is_not_taken_for_the_same(request_, corrected):
    take(request_, yes())
    evidence = replace(LETTER, **corrected.get("piece", {}))
    with pytest.raises(Refused, match="meanwhile"):
        take(request_, yes(evidence=(evidence,)), on=corrected.get("on", DAY))


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (yes(value=""), "record what"),
        (yes(value="maybe"), "choose yes"),
        (yes(evidence=()), "quote"),
        (yes(evidence=(EvidenceDraft("It stands there."),)), "address where"),
        (yes(evidence=(EvidenceDraft(" ", url="https://example.invalid/"),)), "Quote"),
        (yes(question="new_cases", value="some"), "whole number"),
        (yes(question="unknown"), "no question"),
        (yes(disposition="refused"), "section"),
        (yes(disposition="not_held", value="", evidence=()), "quote"),
        (yes(disposition="silent"), "acknowledgement"),
    ],
)
def test_a_reply_that_does_not_fit_is_refused_in_words_and_changes_nothing(request_, draft, why):
    with pytest.raises(Refused, match=why):
        take(request_, draft)
    request_.refresh_from_db()
    assert request_.revision == 0
    assert not Answer.objects.filter(request=request_).exists()


def test_a_reply_cannot_be_older_than_the_request(request_):
    with pytest.raises(Refused, match="older"):
        take(request_, yes(), on=date(2026, 11, 1))


def test_evidence_keeps_the_file_under_its_hash_and_only_the_name_of_the_file(request_, settings):
    nasty = EvidenceDraft("Yes.", content=b"bytes", file_name="..\\..\\etc/passwd\u202e.pdf")
    take(request_, yes(evidence=(nasty,)))
    evidence = Answer.objects.get(request=request_, question__code="collects").evidence.get()
    assert "/" not in evidence.file_name
    kept = settings.EVIDENCE_ROOT / evidence.sha256[:2] / evidence.sha256
    assert kept.read_bytes() == b"bytes"


def test_two_people_decide_and_the_same_person_counts_once(request_, reviewers):
    request_ = take(request_, yes())
    first = assess(request_, reviewers[0])
    assert assess(request_, reviewers[0]) == first
    with pytest.raises(Refused, match="colleague"):
        assess(request_, reviewers[0], "collecting")
    assert assess(request_, reviewers[1]).seat == 2


def test_a_difference_is_settled_by_a_third_person_and_then_it_is_decided(request_, reviewers, officer):
    request_ = take(request_, yes())
    assess(request_, reviewers[0], "partial")
    assess(request_, reviewers[1], "collecting")
    assert assess(request_, officer, "partial", settles=True).seat == 3
    assert Assessment.objects.filter(request=request_).count() == 3


def test_an_assessment_of_answers_that_have_changed_is_refused(request_, reviewers):
    seen = take(request_, yes())
    take(request_, yes(value="no"), revision=1)
    with pytest.raises(Refused, match="changed"):
        assess(seen, reviewers[0])


@pytest.mark.parametrize(("verdict", "reasons"), [("no_response", "x"), ("rubbish", "x"), ("partial", " ")])
def test_people_give_a_verdict_with_reasons_and_never_silence(request_, reviewers, verdict, reasons):
    request_ = take(request_, yes())
    with pytest.raises(Refused):
        assess(request_, reviewers[0], verdict, reasons)


def test_a_real_round_cannot_be_published_before_trusts_may_reply(world):
    real = actions.plan_round(code="real", name="Real", year=2026, questions=OF_2026, rehearsal=False, by=BY)
    with pytest.raises(Refused, match="right of reply"):
        actions.publish_edition(round=real, by=BY)


def test_a_second_click_on_publish_publishes_nothing(world):
    round = Round.objects.get(code="rehearsal-b")
    before = Edition.objects.count()
    with pytest.raises(Refused, match="Nothing has changed"):
        actions.publish_edition(round=round, by=BY)
    assert Edition.objects.count() == before


@pytest.mark.parametrize("model", [Edition, Listing, Finding, PublishedAnswer, Answer, Assessment, Event])
def test_the_database_itself_refuses_to_change_or_delete_what_is_written_once(world, model):
    row = model.objects.order_by("pk").last()
    field = next(field.attname for field in model._meta.concrete_fields if not field.primary_key)
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**{field: F(field)})
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        model.objects.filter(pk=row.pk)._raw_delete("default")


def test_the_database_itself_refuses_two_findings_for_one_trust_in_an_edition(world):
    finding = Finding.objects.first()
    finding.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        finding.save()


def test_the_database_itself_refuses_a_finding_that_rests_on_another_trusts_request(world):
    listing = Listing.objects.filter(edition__round="rehearsal-a", finding__isnull=False).first()
    other = FoiRequest.objects.get(round="2016")
    finding = Finding(
        edition=listing.edition,
        listing=listing,
        request=other,
        trust_id=other.trust_id,
        verdict="partial",
        reason="A test.",
        decided_on=DAY,
        revision=1,
    )
    with pytest.raises(DatabaseError, match="do not belong together"), transaction.atomic():
        finding.save()


def test_the_database_itself_refuses_an_answer_to_another_rounds_question(request_):
    question = Question.objects.get(round="2016", code="collects")
    with pytest.raises(DatabaseError, match="not of the request"), transaction.atomic():
        Answer.objects.create(request=request_, question=question, revision=1, disposition="silent")


@pytest.mark.parametrize(
    "facts",
    [
        {"received_on": DAY, "delivery_proof": "receipt", "sent_on": None},
        {"received_on": DAY, "delivery_proof": ""},
        {"chased_on": DAY},
        {"received_on": DAY, "delivery_proof": "receipt", "chased_on": DAY},
        {"hold": "fees"},
        {"hold": "rubbish", "hold_since": DAY},
        {"in_scope": False},
        {"scope_reason": ""},
    ],
)
def test_the_database_itself_refuses_a_request_that_cannot_be(request_, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        FoiRequest.objects.filter(pk=request_.pk).update(**facts)


def test_the_database_itself_refuses_a_round_that_closes_before_it_opened(round):
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk="2016").update(closed_on=DAY)


def test_the_reminder_goes_only_to_those_who_are_late(round, request_):
    actions.record_delivery(round=round, on=date(2026, 11, 3), proof="receipt", by=BY)
    assert actions.record_reminder(round=round, on=date(2026, 11, 20), by=BY) == 0
    take(request_, yes(), on=date(2026, 11, 10))
    assert actions.record_reminder(round=round, on=date(2026, 12, 3), by=BY) == 117
    assert actions.record_reminder(round=round, on=date(2026, 12, 4), by=BY) == 0


def test_delivery_needs_its_proof(round):
    with pytest.raises(Refused, match="how we know"):
        actions.record_delivery(round=round, on=DAY, proof=" ", by=BY)


def test_a_clarification_stops_the_clock_and_then_starts_it_afresh(round, request_):
    actions.record_delivery(round=round, on=DAY, proof="receipt", by=BY)
    held = actions.put_on_hold(request=request_, hold=Hold.CLARIFICATION, on=date(2026, 11, 9), seen="", by=BY)
    with pytest.raises(Refused, match="meanwhile"):
        actions.put_on_hold(request=request_, hold=Hold.FEES, on=date(2026, 11, 9), seen="", by=BY)
    given = actions.put_on_hold(request=held, hold=Hold.NONE, on=date(2026, 12, 1), seen="clarification", by=BY)
    assert due_on(course(given)) == date(2026, 12, 31)


def test_the_days_of_a_fees_notice_do_not_count(round, request_):
    actions.record_delivery(round=round, on=DAY, proof="receipt", by=BY)
    before = due_on(course(FoiRequest.objects.get(pk=request_.pk)))
    actions.put_on_hold(request=request_, hold=Hold.FEES, on=date(2026, 11, 9), seen="", by=BY)
    paid = actions.put_on_hold(request=request_, hold=Hold.NONE, on=date(2026, 11, 16), seen="fees", by=BY)
    assert due_on(course(paid)) == add_working_days(before, 6)  # from the day of the notice to that of the payment


def test_a_blind_verdict_never_settles_a_difference_that_its_giver_has_not_seen(request_, reviewers, officer):
    request_ = take(request_, yes())
    assess(request_, reviewers[0], "partial")
    assess(request_, reviewers[1], "collecting")
    with pytest.raises(Refused, match="moved on"):
        assess(request_, officer, "partial")


def test_an_edition_stays_as_it_was_when_the_register_or_the_scope_changes(world):
    edition = latest_edition(rehearsal=True)
    before = standings(edition)
    Trust.objects.filter(ods_code="RA2").update(name="Another name", easting=1)
    request = FoiRequest.objects.filter(round=edition.round_id, in_scope=False).first()
    actions.change_scope(request=request, in_scope=True, reason="A test", seen=False, by=BY)
    assert standings(edition) == before
    assert actions.publish_edition(round=edition.round, by=BY).asked == edition.asked + 1


def test_what_is_said_of_a_trust_without_a_finding_is_true(round, request_, reviewers):
    take(request_, yes())
    decided = take(FoiRequest.objects.get(round=round, trust="RDU"), yes())
    for reviewer in reviewers:
        assess(decided, reviewer)
    unsent = FoiRequest.objects.filter(round=round, in_scope=False).first()
    actions.change_scope(request=unsent, in_scope=True, reason="A test", seen=False, by=BY)
    verdicts = {one.ods_code: one.verdict for one in standings(actions.publish_edition(round=round, by=BY))}
    assert verdicts["RA2"] == "being_read"
    assert verdicts["RDU"] == "partial"
    assert verdicts[unsent.trust_id] == "not_asked"
    assert verdicts["RTH"] == "awaiting"


def test_published_answers_show_no_small_number(world):
    counts = PublishedAnswer.objects.filter(question__kind="count", disposition="answered")
    assert counts.exists()
    assert not counts.exclude(value__regex=r"^(0|1 to 7|fewer than \d+|about \d+)$").exists()
    assert not PublishedAnswer.objects.filter(quotation__regex=r"\d+ people").exists()


def test_the_answer_of_2016_waits_for_a_decision_and_is_in_no_edition(world):
    history = FoiRequest.objects.get(round="2016")
    assert history.revision == 1
    assert not history.findings.exists()
    assert latest_edition(rehearsal=False) is None
    assert latest_edition(rehearsal=True).round_id == "rehearsal-b"


def test_an_edition_keeps_its_denominator(world):
    edition = latest_edition(rehearsal=True)
    assert edition.asked == 118 == len(standings(edition))
