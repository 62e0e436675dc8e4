"""From the draft to the receipt: what readers would see, sending once, and sending again."""

from __future__ import annotations

import pytest

from tests.portal.making import GOOD, address, with_door
from tests.portal.test_questions import PDF, upload
from whoscounting.census.models import Answer, DoorDraft, DoorFile, Evidence
from whoscounting.mail.models import Message

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture
def request_():
    return with_door()


@pytest.fixture
def saved(client, request_):
    client.post(address(request_), GOOD | {"seen": 0, "do": "check"})
    return request_


def receipts():
    """Those of our round; in the rehearsal one trust got one too."""
    return Message.objects.filter(kind="receipt", mailing__about="round:trial")


def send(client, request_, seen=1):
    return client.post(address(request_, "check/"), {"seen": seen})


def test_the_preview_takes_small_numbers_out_and_says_so(client, saved):
    text = client.get(address(saved, "check/")).content.decode()
    assert "Invented: 1 to 7 people." in text
    assert "We record everyone at our meeting, [number not shown] patients last week." in text
    assert "Invented: The trust says that it does not hold this information." in text
    assert "Answered by A. Clerk, Information officer. We never publish this." in text


def test_sending_takes_the_answers_in_and_shows_a_receipt(client, saved):
    sent = send(client, saved)
    assert sent.status_code == 302
    receipt = client.get(sent.url).content.decode()
    saved.refresh_from_db()
    assert saved.revision == 1
    answers = {a.question.code: a for a in Answer.objects.filter(request=saved).select_related("question")}
    assert answers["collects"].words == "We record everyone at our meeting, 4 patients last week."
    assert answers["new_cases"].value == "3"
    assert answers["recurrent_cases"].disposition == "not_held"
    assert answers["period"].disposition == "silent"
    for said in ("by A. Clerk, Information officer", "4 patients last week", "We do not hold this"):
        assert said in receipt


def test_a_double_click_sends_once(client, saved):
    first, second = send(client, saved), send(client, saved)
    assert first.url == second.url
    saved.refresh_from_db()
    assert saved.revision == 1
    assert receipts().count() == 1


def test_the_receipt_by_mail_goes_to_who_asked_for_it_and_says_that_it_is_a_rehearsal(client, saved):
    send(client, saved)
    letter = receipts().get()
    assert (letter.recipient, letter.automatic) == ("clerk@trust.invalid", True)
    assert "We record everyone at our meeting" in letter.body
    assert letter.body.startswith("This letter belongs to a rehearsal.")


def test_without_an_address_no_receipt_is_written(client, request_):
    client.post(address(request_), GOOD | {"seen": 0, "email": ""})
    send(client, request_)
    assert receipts().count() == 0


def test_a_colleagues_change_stops_the_sending_of_what_nobody_saw(client, saved):
    client.post(address(saved), GOOD | {"seen": 1, "q-collects-value": "no"})
    page = send(client, saved, seen=1)
    assert page.status_code == 422
    assert "A colleague has saved these questions meanwhile" in page.content.decode()
    saved.refresh_from_db()
    assert saved.revision == 0


def test_sending_again_is_a_new_revision_and_the_old_one_stands(client, saved):
    send(client, saved)
    client.post(address(saved), GOOD | {"seen": 1, "q-collects-value": "partly"})
    assert "It is not sent yet" in client.get(address(saved)).content.decode()
    send(client, saved, seen=2)
    saved.refresh_from_db()
    said = Answer.objects.filter(request=saved, question__code="collects").order_by("revision")
    assert [one.value for one in said] == ["yes", "partly"]
    assert receipts().count() == 2


def test_files_go_with_the_answers_and_a_file_added_later_goes_with_the_next(client, saved):
    upload(client, saved, "one.pdf", PDF, seen=1)
    send(client, saved)
    upload(client, saved, "two.pdf", PDF + b"2", seen=1)
    send(client, saved)
    assert {file.name: file.revision for file in DoorFile.objects.all()} == {"one.pdf": 1, "two.pdf": 2}
    text = Evidence.objects.filter(answer__request=saved, answer__revision=1).first()
    assert text.file_name == "answers-through-the-link.txt"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"q-new_cases-value": "several"}, "Give a whole number"),
        ({"q-period-way": "refused"}, "Name the section"),
        ({"q-period-way": "refused", "q-period-section": "s12"}, "Say in a sentence why"),
        ({"q-period-way": "silent", "q-period-words": "Hm."}, "Something is written here"),
        ({"q-period-way": "answered"}, "Write your answer"),
        ({"name": ""}, "Say who answers"),
    ],
)
def test_what_cannot_be_sent_is_saved_and_the_preview_says_why(client, request_, typed, why):
    client.post(address(request_), GOOD | {"seen": 0} | typed)
    page = client.get(address(request_, "check/")).content.decode()
    assert why in page
    assert "Send our answers" not in page
    assert send(client, request_).status_code == 422
    request_.refresh_from_db()
    assert request_.revision == 0


def test_an_empty_form_is_no_answer(client, request_):
    client.post(address(request_), {"seen": 0, "name": "A. Clerk", "role": "Officer"})
    assert "Nothing is answered yet" in client.get(address(request_, "check/")).content.decode()
    assert send(client, request_).status_code == 422


def test_what_belongs_to_another_way_to_answer_is_not_sent(client, request_):
    typed = {"q-collects-way": "not_held", "q-collects-section": "s12", "q-collects-words": ""}
    client.post(address(request_), GOOD | {"seen": 0} | typed)
    send(client, request_)
    said = Answer.objects.get(request=request_, question__code="collects")
    assert (said.disposition, said.value, said.exemption) == ("not_held", "", "")
    assert DoorDraft.objects.get(request=request_).answers["collects"]["value"] == "yes"


def test_nobody_has_a_receipt_before_sending(client, saved):
    assert client.get(address(saved, "sent/")).status_code == 302
