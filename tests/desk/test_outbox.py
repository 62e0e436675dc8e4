"""The outbox: what the rows say, and what a person does about a letter."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.desk.making import signed_in
from tests.desk.posting import posted, queued, reachable, requests, stuck
from whoscounting.census.actions import send_requests
from whoscounting.mail.models import Mailing, Message

OUTBOX, UNSURE = "/desk/outbox/", "/desk/outbox/unsure/"


def mailing(number=1):
    """The requests of a round to so many trusts, waiting."""
    letters = queued(reachable(), number)
    return f"{OUTBOX}{letters[0].mailing_id}/", letters


def test_every_mailing_stands_with_its_counts(officer):
    mailing(3)
    page = signed_in(officer).get(OUTBOX).content.decode()
    assert "Trial: the request" in page
    assert "<strong>3</strong> Waiting to be sent" in page


def test_a_mailing_shows_how_far_it_is_and_what_the_server_said(officer, tmp_path):
    address, _ = mailing(2)
    desk = signed_in(officer)
    before = desk.get(address).content.decode()
    assert "2 of 2 still to go" in before
    posted(tmp_path)
    after = desk.get(address).content.decode()
    assert "None of 2 is left to go." in after
    assert "Kept in the local mail box as" in after
    assert "http-equiv" not in after
    assert "Look again" in after


def test_letters_are_shown_by_their_state(officer, tmp_path):
    address, letters = mailing(2)
    stuck(letters[0], "failed", "550 no such <b>user</b>")
    desk = signed_in(officer)
    rows = desk.get(f"{address}?state=failed")
    assert [row.letter.pk for row in rows.context["rows"]] == [letters[0].pk]
    assert "550 no such &lt;b&gt;user&lt;/b&gt;" in rows.content.decode()
    assert len(desk.get(f"{address}?state=nonsense&page=x").context["rows"]) == 2


def test_a_paused_mailing_waits_until_it_is_let_go(officer, tmp_path):
    address, _ = mailing()
    desk = signed_in(officer)
    assert "Paused." in desk.post(f"{address}hold/", {"pause": "yes"}, follow=True).content.decode()
    posted(tmp_path)
    assert Message.objects.filter(mailing__key="round:trial:request", state="queued").count() == 1
    desk.post(f"{address}hold/", {"resume": "yes"})
    posted(tmp_path)
    assert Message.objects.filter(mailing__key="round:trial:request", state="sent").count() == 1


def test_a_letter_of_unknown_fate_is_settled_with_one_click_as_arrived(officer):
    _, (letter,) = mailing()
    stuck(letter, "unsure")
    desk = signed_in(officer)
    assert "The letter to" in desk.get(UNSURE).content.decode()
    assert "<strong>1</strong> Nobody knows" in desk.get(OUTBOX).content.decode()
    desk.post(f"{OUTBOX}letters/{letter.pk}/settle/", {"arrived": "yes"})
    letter.refresh_from_db()
    assert (letter.state, letter.proof) == ("sent", "Settled by hand: it arrived.")


def test_a_letter_of_unknown_fate_is_sent_again_with_one_click(officer):
    _, (letter,) = mailing()
    stuck(letter, "unsure")
    desk = signed_in(officer)
    for _ in range(2):
        page = desk.post(f"{OUTBOX}letters/{letter.pk}/settle/", {"again": "yes"}, follow=True)
    assert "It will be sent again." in page.content.decode()
    letter.refresh_from_db()
    assert letter.state == "queued"
    late = desk.post(f"{OUTBOX}letters/{letter.pk}/settle/", {"arrived": "yes"}, follow=True).content.decode()
    assert "This letter is not unsure any more." in late


def test_a_letter_that_failed_is_sent_again_and_one_that_went_is_not(officer, tmp_path):
    _, (one, other) = mailing(2)
    stuck(one, "failed")
    posted(tmp_path)
    desk = signed_in(officer)
    assert "unchanged" in desk.post(f"{OUTBOX}letters/{one.pk}/again/", follow=True).content.decode()
    refused = desk.post(f"{OUTBOX}letters/{other.pk}/again/", follow=True).content.decode()
    assert "Only a letter that failed can be sent again." in refused
    one.refresh_from_db()
    assert one.state == "queued"


def test_a_failed_letter_after_which_another_was_written_is_not_offered_again(officer):
    address, (letter,) = mailing()
    stuck(letter, "failed")
    round = requests("trial").first().round
    send_requests(round=round, trusts=[requests(round).first().trust_id], by=signed_by(officer))
    rows = signed_in(officer).get(address).context["rows"]
    assert {row.letter.state: row.may_send_again for row in rows} == {"failed": False, "queued": False}


def signed_by(officer):
    from whoscounting.lib.actors import Actor

    return Actor.staff(officer.pk)


def test_what_still_waits_can_be_taken_back_with_a_reason(officer):
    address, letters = mailing(2)
    stuck(letters[0], "failed")
    desk = signed_in(officer)
    assert "Still waiting: 1." in desk.get(f"{address}take-back/").content.decode()
    page = desk.post(f"{address}take-back/", {"why": "The wording was wrong."}, follow=True).content.decode()
    assert "Taken back: 1." in page
    assert "<strong>1</strong> Not to be sent" in page


def test_one_letter_is_shown_with_words_in_place_of_its_secrets(officer):
    _, (letter,) = mailing()
    page = signed_in(officer).get(f"{OUTBOX}letters/{letter.pk}/").content.decode()
    assert "‹this letter’s own reply address›" in page
    assert "/portal/" not in page
    assert letter.recipient in page


def test_when_nobody_sends_the_outbox_says_so(officer):
    mailing()
    Message.objects.filter(state="queued").update(due_at=timezone.now() - timedelta(hours=1))
    assert "Is the worker running" in signed_in(officer).get(OUTBOX).content.decode()


def test_a_mailing_asks_the_same_few_questions_for_any_number_of_letters(officer):
    address, _ = mailing(50)
    desk = signed_in(officer)
    desk.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert len(desk.get(address).context["rows"]) == 50
    assert len(captured) <= 24
    with CaptureQueriesContext(connection) as captured:
        desk.get(OUTBOX)
    assert len(captured) <= 16


def test_many_letters_are_shown_page_by_page(officer):
    address, _ = mailing(60)
    desk = signed_in(officer)
    assert "Page 1 of 2" in desk.get(address).content.decode()
    assert len(desk.get(f"{address}?page=2").context["rows"]) == 10


def test_buttons_need_a_post_and_the_permission(officer, reviewers):
    address, (letter,) = mailing()
    assert signed_in(officer).get(f"{OUTBOX}letters/{letter.pk}/settle/").status_code == 405
    desk = signed_in(reviewers[0])
    assert desk.get(OUTBOX).status_code == 403
    assert desk.post(f"{address}hold/", {"pause": "yes"}).status_code == 403
    assert not Mailing.objects.get(key="round:trial:request").paused
