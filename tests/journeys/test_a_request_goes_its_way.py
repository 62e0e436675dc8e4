"""One request through the post, a journey for every state that it can be in: real letters out, real bytes in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.desk.making import opened, third_reviewer
from whoscounting.census import actions
from whoscounting.census.actions import EvidenceDraft, ReplyDraft
from whoscounting.census.models import FoiRequest, Hold, NoticeKind
from whoscounting.census.queries.decisions import conclusions, course
from whoscounting.census.queries.pen import in_pen
from whoscounting.census.rules.clock import State, due_on, state
from whoscounting.census.rules.door import Written
from whoscounting.census.rules.steps import Step, next_step
from whoscounting.lib.actions import Refused
from whoscounting.lib.actors import Actor
from whoscounting.lib.workingdays import add_working_days
from whoscounting.mail.models import Inbound, Message
from whoscounting.register.models import Contact
from whoscounting.rehearsal import post as letters
from whoscounting.rehearsal.post import at_ten, office_of

pytestmark = pytest.mark.usefixtures("world")
OFFICER = Actor.system("tests")
OPENED = date(2026, 3, 2)
SENT = date(2026, 3, 3)
DAY = timedelta(days=1)
THANKS = "Thank you for your request. We aim to answer within 20 working days."
ANSWER = "Yes, this is recorded routinely."
REFUSAL = "Finding this would exceed the cost limit, so section 12 applies."


class Journey:
    """One trust's request, and the post between it and us."""

    def __init__(self, post: letters.PostOffice) -> None:
        self.post = post
        self.round = opened(on=OPENED)
        self.request = FoiRequest.objects.filter(round=self.round, in_scope=True).order_by("trust").first()
        letters.set_up_offices([self.request], verified_on=OPENED)
        actions.send_requests(round=self.round, trusts=[self.request.trust_id], by=OFFICER, at=at_ten(SENT))
        post.deliver(SENT)

    def now(self) -> FoiRequest:
        self.request = FoiRequest.objects.select_related("round", "trust").get(pk=self.request.pk)
        return self.request

    def state(self, on: date) -> State:
        return state(course(self.now()), on=on)

    def step(self, on: date) -> Step:
        return next_step(course(self.now()), on=on, closed_on=self.request.round.closed_on).step

    def days_pass(self, day: date) -> None:
        actions.prove_deliveries(by=OFFICER, at=at_ten(day))

    def writes(self, text: str, day: date, **rest: str) -> Inbound:
        self.post.receive([letters.reply(self.request, text, day=day, **rest)])
        return self.request.filings.latest("filed_at").inbound

    def confirm(self, letter: Inbound, kind: NoticeKind, words: str, day: date, until: date | None = None) -> None:
        actions.confirm_notice(
            request=self.request, inbound=letter, kind=kind, words=words, noted_on=day, until=until, by=OFFICER
        )

    def record(self, letter: Inbound, day: date, draft: ReplyDraft) -> None:
        evidence = EvidenceDraft(draft.words, inbound=letter)
        said = ReplyDraft(draft.question, draft.disposition, draft.value, draft.exemption, draft.words, (evidence,))
        actions.take_reply(
            request=self.request,
            answered_on=day,
            answers=[said],
            expected_revision=self.now().revision,
            by=OFFICER,
            at=at_ten(day),
        )

    @property
    def due(self) -> date:
        due = due_on(course(self.now()))
        assert due is not None
        return due


@pytest.fixture
def journey():
    with letters.PostOffice() as post:
        yield Journey(post)


def test_a_sent_request_is_on_its_way_until_its_delivery_is_proved(journey):
    assert journey.state(SENT) is State.ON_ITS_WAY
    journey.days_pass(SENT + DAY)
    assert journey.state(SENT + DAY) is State.ON_ITS_WAY
    journey.days_pass(SENT + 2 * DAY)
    assert journey.state(SENT + 2 * DAY) is State.WAITING
    assert journey.now().received_on == SENT
    assert journey.due == add_working_days(SENT, 20)


def test_a_letter_that_comes_back_is_shown_until_a_better_address_has_it(journey):
    journey.post.receive([letters.bounce(journey.request, day=SENT)])
    assert journey.state(SENT) is State.BOUNCED
    assert journey.step(SENT) is Step.CORRECT_ADDRESS
    assert Message.objects.get(about=f"request:{journey.request.pk}").state == Message.State.BOUNCED
    journey.days_pass(SENT + 9 * DAY)
    assert journey.now().received_on is None


def test_an_acknowledgement_proves_delivery_and_is_no_answer(journey):
    letter = journey.writes(THANKS, SENT + DAY)
    journey.confirm(letter, NoticeKind.ACKNOWLEDGEMENT, THANKS, SENT + DAY)
    assert journey.state(SENT + DAY) is State.ACKNOWLEDGED
    assert journey.now().received_on == SENT
    assert journey.request.revision == 0


def test_an_automatic_reply_is_told_from_a_letter(journey):
    letter = journey.writes("I am away.", SENT, Auto_Submitted="auto-replied")
    assert letter.kind == Inbound.Kind.AUTOMATIC


def test_a_question_stops_the_clock_and_our_answer_starts_it_afresh(journey):
    letter = journey.writes("Which period do you mean?", SENT + DAY)
    journey.confirm(letter, NoticeKind.CLARIFICATION, "Which period do you mean?", SENT + DAY)
    assert journey.state(SENT + 60 * DAY) is State.ON_HOLD
    assert journey.step(SENT + 2 * DAY) is Step.CLARIFY
    answered = SENT + 7 * DAY
    actions.send_clarification(request=journey.now(), words="The latest year.", by=OFFICER, at=at_ten(answered))
    journey.post.deliver(answered)
    assert journey.state(answered) is State.WAITING
    assert journey.due == add_working_days(answered, 20)


def test_a_fees_notice_stops_the_count_until_it_is_cleared(journey):
    letter = journey.writes("This is a fees notice.", SENT + DAY)
    before = journey.due
    journey.confirm(letter, NoticeKind.FEES, "This is a fees notice.", SENT + DAY)
    assert journey.state(SENT + 2 * DAY) is State.ON_HOLD
    assert journey.step(SENT + 2 * DAY) is Step.DECIDE_ON_FEE
    actions.put_on_hold(request=journey.now(), hold=Hold.NONE, on=SENT + 6 * DAY, seen=Hold.FEES, by=OFFICER)
    assert journey.due > before


def test_more_time_moves_the_day(journey):
    letter = journey.writes("We need until 1 June 2026.", SENT + DAY)
    journey.confirm(letter, NoticeKind.EXTENSION, "We need until 1 June 2026.", SENT + DAY, until=date(2026, 6, 1))
    assert journey.state(date(2026, 6, 1)) is State.WAITING
    assert journey.state(date(2026, 6, 2)) is State.OVERDUE


def test_silence_is_overdue_then_reminded_then_may_be_found(journey):
    journey.days_pass(SENT + 3 * DAY)
    late = add_working_days(journey.due, 1)
    assert journey.state(late) is State.OVERDUE
    assert journey.step(late) is Step.CHASE
    actions.send_chasers(round=journey.round, by=OFFICER, at=at_ten(late))
    journey.post.deliver(late)
    assert journey.now().chased_on == late
    assert journey.step(late) is Step.WAIT_AFTER_CHASER
    closing = add_working_days(late, 10)
    assert journey.step(closing + DAY) is Step.COMPLAIN
    actions.close_round(round=journey.round, on=closing, by=OFFICER, at=at_ten(closing))
    journey.round.refresh_from_db()
    found = {one.request.pk: one.verdict for one in conclusions(round=journey.round)}
    assert found[journey.request.pk] == "no_response"


def test_an_answer_by_mail_rests_on_the_letter_that_brought_it(journey):
    letter = journey.writes(ANSWER, SENT + 5 * DAY)
    journey.record(letter, SENT + 5 * DAY, ReplyDraft("collects", "answered", "yes", words=ANSWER))
    assert journey.state(SENT + 5 * DAY) is State.ANSWERED
    evidence = journey.request.answers.get(question__code="collects").evidence.get()
    assert evidence.inbound == letter
    assert evidence.sha256 == letter.sha256


def test_an_answer_through_the_door_counts_like_one_by_mail(journey):
    by = Actor.trust(journey.request.trust_id)
    draft = actions.save_draft(
        request=journey.now(),
        answers={"collects": Written("answered", "yes", ANSWER)},
        name="Somebody",
        role="Information officer",
        email=office_of(journey.request.trust_id),
        seen=0,
        by=by,
        at=at_ten(SENT + DAY),
    )
    actions.send_answers(request=journey.request, seen=draft.version, by=by, at=at_ten(SENT + DAY))
    assert journey.state(SENT + DAY) is State.ANSWERED
    journey.post.deliver(SENT + DAY)
    receipt = Message.objects.get(about=f"request:{journey.request.pk}", kind="receipt")
    assert receipt.state == Message.State.SENT
    assert ANSWER in receipt.body


def test_a_refusal_leads_to_a_review_and_then_to_the_commissioner(journey):
    day = SENT + 6 * DAY
    journey.record(journey.writes(REFUSAL, day), day, ReplyDraft("collects", "refused", exemption="s12", words=REFUSAL))
    assert journey.state(day) is State.REFUSED
    asked = add_working_days(day, 10)
    assert journey.step(asked) is Step.ASK_FOR_REVIEW
    actions.ask_for_review(request=journey.now(), words="Please look again.", by=OFFICER, at=at_ten(asked))
    journey.post.deliver(asked)
    assert journey.state(asked) is State.IN_REVIEW
    outcome = add_working_days(asked, 15)
    letter = journey.writes("We uphold our refusal.", outcome)
    journey.confirm(letter, NoticeKind.REVIEW_OUTCOME, "We uphold our refusal.", outcome)
    assert journey.step(outcome) is Step.COMPLAIN
    actions.record_complaint(request=journey.now(), on=outcome + DAY, by=OFFICER)
    assert journey.state(outcome + DAY) is State.WITH_COMMISSIONER


def test_a_letter_that_says_nowhere_whose_it_is_waits_for_a_person(journey):
    before = set(in_pen())
    journey.post.receive([letters.stray(ANSWER, day=SENT, sender="a@example.invalid", subject="Hello")])
    (waiting,) = set(in_pen()) - before
    actions.file_by_hand(inbound=waiting, requests=[journey.request], by=OFFICER)
    assert waiting not in set(in_pen())
    assert journey.request.filings.get().how == "staff"


def test_two_reviewers_decide_on_what_the_letter_says(journey, reviewers):
    letter = journey.writes(ANSWER, SENT + 5 * DAY)
    journey.record(letter, SENT + 5 * DAY, ReplyDraft("collects", "answered", "yes", words=ANSWER))
    for reviewer in (*reviewers[:1], third_reviewer()):
        actions.assess(
            request=journey.request,
            revision=1,
            reviewer=reviewer,
            verdict="partial",
            reasons="It names no number.",
            settles=False,
            by=Actor.staff(reviewer.pk),
        )
    assert {one.request.pk: one.verdict for one in conclusions(round=journey.round)} == {journey.request.pk: "partial"}


def test_while_a_letter_waits_to_be_read_nobody_is_reminded_or_called_silent(journey):
    journey.days_pass(SENT + 3 * DAY)
    late = add_working_days(journey.due, 1)
    actions.send_chasers(round=journey.round, by=OFFICER, at=at_ten(late))
    journey.post.deliver(late)
    answered = add_working_days(late, 3)
    journey.writes(ANSWER, answered)
    closing = add_working_days(late, 10)
    assert not actions.send_chasers(round=journey.round, by=OFFICER, at=at_ten(closing)).messages.filter(state="queued")
    actions.close_round(round=journey.round, on=closing, by=OFFICER, at=at_ten(closing))
    journey.round.refresh_from_db()
    assert journey.request.pk not in {one.request.pk for one in conclusions(round=journey.round)}


def test_a_reminder_that_waits_is_taken_back_when_the_answer_comes(journey):
    journey.days_pass(SENT + 3 * DAY)
    late = add_working_days(journey.due, 1)
    actions.send_chasers(round=journey.round, by=OFFICER, at=at_ten(late))
    journey.record(journey.writes(ANSWER, late), late, ReplyDraft("collects", "answered", "yes", words=ANSWER))
    journey.post.deliver(late)
    assert Message.objects.get(about=f"request:{journey.request.pk}", kind="chaser").state == Message.State.CANCELLED
    assert journey.now().chased_on is None


def test_a_reminder_of_unknown_fate_is_not_sent_again_once_the_trust_has_answered(journey):
    journey.days_pass(SENT + 3 * DAY)
    late = add_working_days(journey.due, 1)
    actions.send_chasers(round=journey.round, by=OFFICER, at=at_ten(late))
    chaser = Message.objects.filter(about=f"request:{journey.request.pk}", kind="chaser")
    chaser.update(state=Message.State.UNSURE, error="The connection broke.", settled_at=at_ten(late))
    journey.record(journey.writes(ANSWER, late), late, ReplyDraft("collects", "answered", "yes", words=ANSWER))
    with pytest.raises(Refused, match="has answered"):
        actions.try_again(message=chaser.get(), by=OFFICER, at=at_ten(late))


def test_an_answer_that_stands_is_not_asked_again_because_a_receipt_came_back(journey):
    day = SENT + 5 * DAY
    journey.record(journey.writes(ANSWER, day), day, ReplyDraft("collects", "answered", "yes", words=ANSWER))
    FoiRequest.objects.filter(pk=journey.request.pk).update(bounced_on=day)
    mailing = actions.send_requests(round=journey.round, trusts=[journey.request.trust_id], by=OFFICER, at=at_ten(day))
    assert mailing.messages.count() == 1
    assert journey.now().received_on is not None


def test_a_clarification_that_comes_back_leaves_the_clock_standing(journey):
    letter = journey.writes("Which period do you mean?", SENT + DAY)
    journey.confirm(letter, NoticeKind.CLARIFICATION, "Which period do you mean?", SENT + DAY)
    answered = SENT + 7 * DAY
    actions.send_clarification(request=journey.now(), words="The latest year.", by=OFFICER, at=at_ten(answered))
    journey.post.deliver(answered)
    journey.post.receive([letters.bounce(journey.request, day=answered, kind="clarification")])
    assert journey.now().hold == Hold.CLARIFICATION
    assert journey.request.clock_restarts_on is None


def test_nothing_goes_to_an_address_that_nobody_verified(journey):
    letter = journey.writes("Which period do you mean?", SENT + DAY)
    journey.confirm(letter, NoticeKind.CLARIFICATION, "Which period do you mean?", SENT + DAY)
    Contact.objects.filter(trust=journey.request.trust_id).update(verified_on=None)
    with pytest.raises(Refused, match="not verified"):
        actions.send_clarification(
            request=journey.now(), words="The latest year.", by=OFFICER, at=at_ten(SENT + 2 * DAY)
        )
