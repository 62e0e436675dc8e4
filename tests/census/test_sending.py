"""Letters of a round: queued by the census, sent by the mail room, and what follows from that they were sent."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings

from tests.desk.making import BY, opened
from whoscounting.census import actions
from whoscounting.census.models import FoiRequest, NoticeKind
from whoscounting.census.queries.preflight import preflight
from whoscounting.census.rules.letters import Words
from whoscounting.ledger.models import Event
from whoscounting.lib.actions import Refused
from whoscounting.mail.actions import mark_bounced
from whoscounting.mail.models import Message
from whoscounting.mail.transport.delivering import deliver
from whoscounting.mail.transport.mailbox import Mailbox
from whoscounting.register.actions import import_contacts, set_contact
from whoscounting.register.models import Contact

pytestmark = pytest.mark.usefixtures("world")
SENT = datetime(2026, 3, 3, 10, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def round():
    """An open round whose trusts all have a verified address."""
    opened_round = opened()
    asked = FoiRequest.objects.filter(round=opened_round, in_scope=True)
    rows = [f"{one.trust_id},foi,foi@{one.trust_id.lower()}.invalid,invented,2026-02-01" for one in asked]
    content = "\n".join(["ods_code,role,email,source,verified_on", *rows]).encode()
    import_contacts(content=content, commit=True, by=BY, at=SENT)
    return opened_round


def first(round) -> FoiRequest:
    return FoiRequest.objects.filter(round=round, in_scope=True).order_by("trust").select_related("trust").first()


def posted(tmp_path, at=SENT) -> None:
    deliver(Mailbox(tmp_path), now=lambda: at)
    actions.note_letters(by=BY, at=at)


def sent(round, tmp_path, number=1) -> FoiRequest:
    """A request that went out to its trust, and nothing came back."""
    request = first(round)
    actions.send_requests(round=round, trusts=[request.trust_id], by=BY, at=SENT)
    posted(tmp_path)
    request.refresh_from_db()
    return request


def test_every_trust_in_scope_gets_one_letter_however_often_somebody_clicks(round):
    asked = FoiRequest.objects.filter(round=round, in_scope=True).count()
    for _ in range(2):
        mailing = actions.send_requests(round=round, by=BY, at=SENT)
    assert mailing.messages.count() == asked > 100


def test_a_request_counts_as_sent_only_once_the_server_has_said_so(round, tmp_path):
    request = first(round)
    actions.send_requests(round=round, trusts=[request.trust_id], by=BY, at=SENT)
    assert actions.note_letters(by=BY, at=SENT) == 0
    posted(tmp_path)
    request.refresh_from_db()
    assert request.sent_on == date(2026, 3, 3)
    assert Message.objects.get(about=f"request:{request.pk}").proof
    assert actions.note_letters(by=BY, at=SENT) == 0


def test_what_is_stored_of_a_letter_opens_nothing_and_what_travels_does(round, tmp_path):
    request = sent(round, tmp_path)
    stored = Message.objects.get(about=f"request:{request.pk}").body
    (travelled,) = [file.read_text() for file in tmp_path.glob("*.eml")]
    assert "/portal/" not in stored
    assert settings.REPLY_DOMAIN not in stored
    assert f"{settings.REPLY_DOMAIN}" in travelled
    assert f"/portal/{request.pk}-1-" in travelled.replace("=\n", "")


def test_the_letter_of_a_rehearsal_says_so_first(round):
    request = first(round)
    actions.send_requests(round=round, trusts=[request.trust_id], by=BY, at=SENT)
    assert Message.objects.get(about=f"request:{request.pk}").body.startswith("This letter belongs to a rehearsal.")


def test_a_missing_address_stops_the_sending_and_says_which(round):
    request = first(round)
    Contact.objects.filter(trust=request.trust_id).delete()
    with pytest.raises(Refused, match="No address: 1 trust"):
        actions.send_requests(round=round, by=BY, at=SENT)
    assert Message.objects.filter(about=f"request:{request.pk}").count() == 0
    red = [check for check in preflight(round, today=SENT.date()) if not check.green]
    assert [check.trusts for check in red] == [(request.trust_id,)]


def test_the_trusts_that_are_ready_can_be_asked_before_the_others(round):
    one, other = FoiRequest.objects.filter(round=round, in_scope=True).order_by("trust")[:2]
    Contact.objects.filter(trust=other.trust_id).delete()
    mailing = actions.send_requests(round=round, trusts=[one.trust_id], by=BY, at=SENT)
    assert mailing.messages.count() == 1


def test_delivery_is_proved_by_the_servers_answer_and_two_working_days_without_a_bounce(round, tmp_path):
    request = sent(round, tmp_path)
    assert actions.prove_deliveries(by=BY, at=SENT + DAY) == 0
    assert actions.prove_deliveries(by=BY, at=SENT + 2 * DAY) == 1
    request.refresh_from_db()
    assert request.received_on == date(2026, 3, 3)
    assert "Kept in the local mail box" in request.delivery_proof


def test_a_letter_to_an_address_that_nobody_verified_proves_nothing(round, tmp_path):
    request = sent(round, tmp_path)
    Message.objects.filter(about=f"request:{request.pk}").update(recipient_verified_on=None)
    assert actions.prove_deliveries(by=BY, at=SENT + 9 * DAY) == 0


def test_after_a_bounce_a_new_address_gets_a_new_letter(round, tmp_path):
    request = sent(round, tmp_path)
    letter = Message.objects.get(about=f"request:{request.pk}")
    mark_bounced(message=letter, words="no such user", by=BY, at=SENT)
    FoiRequest.objects.filter(pk=request.pk).update(bounced_on=date(2026, 3, 3))
    set_contact(
        trust=request.trust_id,
        role="foi",
        email="new@trust.invalid",
        source="telephone",
        verified_on=date(2026, 3, 3),
        expected=letter.recipient,
        by=BY,
        at=SENT,
    )
    actions.send_requests(round=round, trusts=[request.trust_id], by=BY, at=SENT + DAY)
    posted(tmp_path, SENT + DAY)
    request.refresh_from_db()
    assert (request.sent_on, request.bounced_on) == (date(2026, 3, 4), None)
    letters = Message.objects.filter(about=f"request:{request.pk}").order_by("id")
    assert [one.recipient for one in letters] == [letter.recipient, "new@trust.invalid"]


def test_one_reminder_goes_out_after_the_date_and_none_before(round, tmp_path):
    request = sent(round, tmp_path)
    actions.prove_deliveries(by=BY, at=SENT + 3 * DAY)
    due = datetime(2026, 4, 2, 9, tzinfo=UTC)  # the 20th working day; 17 March is a holiday in Northern Ireland
    assert actions.send_chasers(round=round, by=BY, at=due - DAY).messages.count() == 0
    late = datetime(2026, 4, 9, 9, tzinfo=UTC)
    for _ in range(2):
        assert actions.send_chasers(round=round, by=BY, at=late).messages.count() == 1
    posted(tmp_path, late)
    assert actions.send_chasers(round=round, by=BY, at=late + 40 * DAY).messages.count() == 1
    request.refresh_from_db()
    assert request.chased_on == date(2026, 4, 9)


def test_a_clarification_stops_the_clock_until_ours_is_sent(round, tmp_path):
    request = sent(round, tmp_path)
    actions.prove_deliveries(by=BY, at=SENT + 3 * DAY)
    words = "Please tell us which period you mean."
    for _ in range(2):
        actions.confirm_notice(
            request=request,
            inbound=None,
            kind=NoticeKind.CLARIFICATION,
            words=words,
            noted_on=date(2026, 3, 10),
            by=BY,
            at=SENT,
        )
    request.refresh_from_db()
    assert request.hold == "clarification"
    actions.send_clarification(request=request, words="The latest year that you hold.", by=BY, at=SENT + 8 * DAY)
    posted(tmp_path, SENT + 8 * DAY)
    request.refresh_from_db()
    assert (request.hold, request.clock_restarts_on) == ("", date(2026, 3, 11))


def test_an_extension_needs_its_day(round, tmp_path):
    request = sent(round, tmp_path)
    said = {"request": request, "inbound": None, "kind": NoticeKind.EXTENSION, "noted_on": date(2026, 3, 20), "by": BY}
    with pytest.raises(Refused, match="Give the day"):
        actions.confirm_notice(words="We need more time.", **said)
    with pytest.raises(Refused, match="Quote"):
        actions.confirm_notice(words=" ", until=date(2026, 5, 1), **said)


def test_a_letter_that_lacks_section_16_is_not_kept(round):
    with pytest.raises(Refused, match="section 16"):
        actions.write_letter(round=round, kind="request", words=Words("A", "B"), by=BY)


def test_a_test_letter_goes_to_us_and_its_secrets_open_nothing(round, tmp_path):
    request = first(round)
    actions.send_test(request=request, kind="request", recipient="me@charity.invalid", by=BY, at=SENT)
    posted(tmp_path)
    (travelled,) = [file.read_text() for file in tmp_path.glob("*.eml")]
    assert "Subject: TEST" in travelled
    assert "/portal/0-1-" in travelled.replace("=\n", "")
    request.refresh_from_db()
    assert request.sent_on is None


def test_the_ledger_knows_the_trusts_but_no_address(round, tmp_path):
    sent(round, tmp_path)
    lines = " ".join(f"{event.verb} {event.detail}" for event in Event.objects.all())
    assert "request sent" in lines
    assert "foi@" not in lines
