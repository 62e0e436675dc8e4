"""Letters to many trusts: the list before the start, the requests, and the reminders with who is left out and why."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.desk.making import BY, PROOF, answered, asked, filled, opened, planned, signed_in
from tests.desk.posting import posted, queued, reachable, requests
from whoscounting.census.actions import put_on_hold, record_delivery, record_sending
from whoscounting.census.models import Hold
from whoscounting.mail.models import Message
from whoscounting.register.models import Contact

SEND, REMIND, BOARD = "/desk/rounds/trial/send/", "/desk/rounds/trial/remind/", "/desk/rounds/trial/"


def waiting(kind="request"):
    return Message.objects.filter(kind=kind, state="queued", mailing__key__startswith="round:trial:")


def test_when_all_is_green_the_button_says_how_many_and_sends_them(officer):
    reachable()
    desk = signed_in(officer)
    page = desk.get(SEND)
    assert "To do" not in page.content.decode()
    assert "Send the requests to 118 trusts" in page.content.decode()
    done = desk.post(SEND, filled(page.context["form"]), follow=True).content.decode()
    assert "118 letters are in the outbox." in done
    assert waiting().count() == 118


def test_a_second_click_sends_nothing_again(officer):
    reachable()
    desk = signed_in(officer)
    form = filled(desk.get(SEND).context["form"])
    for _ in range(2):
        response = desk.post(SEND, form)
    assert "Now it is 0 since you looked" in response.content.decode()
    assert "118 requests are in" in response.content.decode()
    assert waiting().count() == 118


def test_what_is_not_ready_says_which_trusts_and_where_it_is_mended(officer):
    round = reachable()
    one = requests(round).first()
    Contact.objects.filter(trust=one.trust_id).delete()
    desk = signed_in(officer)
    page = desk.get(SEND).content.decode()
    assert "No address: 1 trust." in page
    assert "/desk/contacts/?show=missing" in page
    assert f"/desk/contacts/{one.trust_id}/foi/" in page
    assert "Send the requests to" not in page
    refused = desk.post(SEND, {"number": "118"}).content.decode()
    assert "Not ready to send. No address: 1 trust." in refused
    assert not waiting().exists()


def test_before_the_round_opens_the_list_says_so(officer):
    planned()
    page = signed_in(officer).get(SEND).content.decode()
    assert "The round is not open" in page
    assert "Every trust has an address." not in page


def test_a_launch_is_told_what_its_set_up_lacks_and_then_how_to_try_it(officer, settings):
    planned(rehearsal=False)
    desk = signed_in(officer)
    page = desk.get(SEND).content.decode()
    assert "No mail server is set: SMTP_URL. Whoever runs this site can set this." in page
    settings.REPLY_DOMAIN, settings.IMAP_URL = "reply.charity.invalid", "imaps://imap.charity.invalid"
    assert "letters/request/test/" in desk.get(SEND).content.decode()


def test_the_trusts_ticked_on_the_board_go_first(officer):
    round = reachable()
    codes = [one.trust_id for one in requests(round)[:2]]
    desk = signed_in(officer)
    page = desk.post(SEND, {"ticked": "yes", "trusts": codes}, follow=True)
    assert "Send the requests to 2 trusts" in page.content.decode()
    desk.post(page.redirect_chain[0][0], filled(page.context["form"]))
    assert {letter.about for letter in waiting()} == {f"request:{one.pk}" for one in requests(round)[:2]}


def test_nothing_ticked_is_said_on_the_board(officer):
    reachable()
    page = signed_in(officer).post(SEND, {"ticked": "yes"}, follow=True).content.decode()
    assert "Tick at least one trust." in page


def test_the_list_asks_the_same_few_questions_for_any_number_of_trusts(officer):
    reachable()
    desk = signed_in(officer)
    desk.get(SEND)
    with CaptureQueriesContext(connection) as captured:
        desk.get(SEND)
    assert len(captured) <= 24


@pytest.fixture
def late(world):
    """A round that asked three trusts on paper and heard nothing; one of the three stopped the clock."""
    round = reachable()
    for place in range(3):
        asked(round, place)
    put_on_hold(request=requests_asked(round)[2], hold=Hold.FEES, on=date(2026, 3, 10), seen="", by=BY)
    return round


def requests_asked(round):
    return list(requests(round).filter(sent_on__isnull=False).order_by("trust"))


def test_who_may_be_reminded_is_ticked_and_the_others_have_their_reason(officer, late):
    page = signed_in(officer).get(REMIND)
    assert len(page.context["due"]) == 2
    assert all(ticked for _, ticked in page.context["due"])
    words = page.content.decode()
    assert "A fees notice is open." in words
    assert "<strong>115</strong> The request has not been sent" in words


def test_a_trust_whose_tick_is_taken_away_gets_no_reminder(officer, late):
    one, other, _ = requests_asked(late)
    done = signed_in(officer).post(REMIND, {"trusts": [one.trust_id]}, follow=True).content.decode()
    assert "1 letter is in the outbox." in done
    assert [letter.about for letter in waiting("chaser")] == [f"request:{one.pk}"]
    page = signed_in(officer).get(REMIND)
    assert [due.pk for due, _ in page.context["due"]] == [other.pk]
    assert "A reminder waits in the outbox." in page.content.decode()


def test_no_more_than_the_number_that_is_given_are_reminded_at_once(officer, late):
    one, other, _ = requests_asked(late)
    said = {"trusts": [one.trust_id, other.trust_id], "most": "1"}
    assert "1 letter is in the outbox." in signed_in(officer).post(REMIND, said, follow=True).content.decode()
    assert len(waiting("chaser")) == 1
    assert signed_in(officer).post(REMIND, said | {"most": "0"}).status_code == 200
    assert len(waiting("chaser")) == 1


def test_a_trust_that_answered_since_one_looked_is_not_reminded(officer, late):
    one, other, _ = requests_asked(late)
    answered(one)
    page = signed_in(officer).post(REMIND, {"trusts": [one.trust_id, other.trust_id]}).content.decode()
    assert "Some of these trusts answered or changed meanwhile." in page
    assert not waiting("chaser").exists()


def test_a_trust_without_an_address_can_not_be_reminded_by_letter(officer, late):
    Contact.objects.filter(trust=requests_asked(late)[0].trust_id).delete()
    page = signed_in(officer).get(REMIND)
    assert len(page.context["due"]) == 1
    assert "It has no address." in page.content.decode()


def test_nothing_ticked_sends_nothing(officer, late):
    assert "Tick at least one trust." in signed_in(officer).post(REMIND, {}).content.decode()


def test_the_reminders_ask_the_same_few_questions_for_any_number_of_trusts(officer):
    round = reachable()
    record_sending(round=round, on=date(2026, 3, 3), by=BY)
    record_delivery(round=round, on=date(2026, 3, 4), proof=PROOF, by=BY)
    desk = signed_in(officer)
    assert len(desk.get(REMIND).context["due"]) == 118
    with CaptureQueriesContext(connection) as captured:
        desk.get(REMIND)
    assert len(captured) <= 24


def test_the_board_leads_to_the_screens_of_the_letters(officer, late):
    desk = signed_in(officer)
    page = desk.get(BOARD).content.decode()
    assert f'href="{SEND}?trust=' in page
    assert f'href="{REMIND}?trust={requests_asked(late)[0].trust_id}"' in page
    one = desk.get(f"{REMIND}?trust={requests_asked(late)[0].trust_id}").context["due"]
    assert [ticked for _, ticked in one].count(True) == 1


def test_a_request_that_went_out_is_no_longer_to_be_sent(officer, tmp_path):
    round = reachable(opened(on=timezone.localdate() - timedelta(days=1)))
    queued(round)
    posted(tmp_path)
    assert "Send the requests to 117 trusts" in signed_in(officer).get(SEND).content.decode()


def test_a_reviewer_sends_nothing(reviewers):
    opened()
    desk = signed_in(reviewers[0])
    assert [desk.get(SEND).status_code, desk.post(SEND).status_code, desk.post(REMIND).status_code] == [403] * 3
