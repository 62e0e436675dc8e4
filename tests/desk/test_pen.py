"""The holding pen at the desk: mail that waits is filed, put aside, brought back, or brought in as a file."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.census.asked import BY, asked, sent
from tests.desk.making import signed_in
from tests.mail.receiving import arrived, letter
from whoscounting.census import actions
from whoscounting.census.models import FoiRequest
from whoscounting.census.queries import pen
from whoscounting.mail.models import Inbound
from whoscounting.register.models import Contact

PEN = "/desk/mail/"
HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture(autouse=True)
def evidence(settings, tmp_path):
    settings.EVIDENCE_ROOT = tmp_path / "evidence"


@pytest.fixture
def requests(world) -> list[FoiRequest]:
    found = asked("RA2", "RBN")
    for one in found:
        sent(one)
    return found


def office(code: str) -> str:
    return Contact.objects.get(trust=code, role="foi").email


def held(number: int = 1, **rest) -> Inbound:
    """A letter that says nowhere to which request it belongs."""
    inbound = arrived(letter(number, **rest))
    actions.file_mail(by=BY)
    inbound.refresh_from_db()
    assert inbound.held
    return inbound


def address(name: str, *keys) -> str:
    return reverse(f"desk:{name}", args=keys)


def filed(inbound: Inbound) -> set[int]:
    return set(inbound.filings.values_list("request", flat=True))


def test_a_waiting_letter_tells_who_wrote_what_when_and_why_it_waits(officer, requests):
    held(subject="About your questions")
    page = signed_in(officer).get(PEN).content.decode()
    for words in ("About your questions", "foi@trust-1.example", "Nothing in it says to which request it belongs."):
        assert words in page


def test_a_suggested_request_takes_it_by_one_click(officer, requests):
    inbound, desk = held(**{"from": office("RA2")}), signed_in(officer)
    assert "It came from the address to which we write." in desk.get(PEN).content.decode()
    page = desk.post(address("file-mail", inbound.pk), {"requests": requests[0].pk, "from_pen": "yes"}, follow=True)
    assert f"Filed with {requests[0].trust.name}." in page.content.decode()
    assert filed(inbound) == {requests[0].pk}
    assert inbound not in pen.in_pen()


def test_a_letter_that_speaks_for_several_trusts_suggests_them_and_is_filed_with_all(officer, requests):
    one, other = requests
    inbound = held(text=f"This response is on behalf of {one.trust.name} and {other.trust.name}.\n")
    desk = signed_in(officer)
    also = [found.request for found in desk.get(address("mail", inbound.pk)).context["also"]]
    assert {request.trust_id for request in also} == {"RA2", "RBN"}
    desk.post(address("file-mail", inbound.pk), {"requests": [request.pk for request in also]})
    assert filed(inbound) == {request.pk for request in also}
    page = desk.get(address("mail", inbound.pk)).content.decode()
    assert "Take it out of this request" in page
    for request in also:
        assert f"{reverse('desk:case', args=[request.pk])}#mail-{inbound.pk}" in page


def test_what_was_filed_wrongly_is_taken_out_and_waits_again(officer, requests):
    inbound, desk = held(), signed_in(officer)
    desk.post(address("file-mail", inbound.pk), {"requests": requests[0].pk})
    desk.post(address("take-out", inbound.pk, requests[0].pk))
    inbound.refresh_from_db()
    assert filed(inbound) == set()
    assert inbound.held == "A person took it out of its request."


def test_filing_with_nothing_ticked_or_with_nonsense_says_what_to_do(officer, requests):
    inbound, desk = held(), signed_in(officer)
    for ticked in ([], ["x"], ["9" * 30], ["0"]):
        page = desk.post(address("file-mail", inbound.pk), {"requests": ticked}, follow=True).content.decode()
        assert "Choose at least one request." in page
    assert filed(inbound) == set()


def test_advertising_is_put_aside_with_a_reason_and_can_be_brought_back(officer, requests):
    inbound, desk = held(subject="Buy now"), signed_in(officer)
    assert (
        "Say why this is put aside."
        in desk.post(address("put-aside", inbound.pk), {"reason": " "}, follow=True).content.decode()
    )
    desk.post(address("put-aside", inbound.pk), {"reason": "Advertising"})
    assert "Buy now" not in desk.get(PEN).content.decode()
    aside = desk.get(address("aside")).content.decode()
    assert "Buy now" in aside
    assert "Advertising" in aside
    desk.post(address("bring-back", inbound.pk))
    assert "Buy now" in desk.get(PEN).content.decode()


def test_what_could_not_be_read_says_why_and_can_be_read_again(officer, requests):
    inbound, desk = held(), signed_in(officer)
    Inbound.objects.filter(pk=inbound.pk).update(state="unreadable", trouble="It has too many parts.")
    assert "It could not be read: It has too many parts." in desk.get(PEN).content.decode()
    desk.post(address("read-again", inbound.pk))
    inbound.refresh_from_db()
    assert inbound.state == "kept"
    assert "1 more is being read." in desk.get(PEN).content.decode()


def test_letters_are_brought_as_files_once_however_often(officer, requests):
    desk = signed_in(officer)
    mbox = b"From a\n" + letter(7).as_bytes() + b"\n\nFrom b\n" + letter(8).as_bytes() + b"\n"

    def bring():
        files = [SimpleUploadedFile("one.eml", letter(6).as_bytes()), SimpleUploadedFile("two.mbox", mbox)]
        return desk.post(address("bring-mail"), {"letters": files}, follow=True).content.decode()

    assert "3 letters are kept" in bring()
    assert "0 letters are kept and will be read in a moment. 3 were here before." in bring()
    assert Inbound.objects.filter(source="dropped").count() == 3


@pytest.mark.parametrize(
    ("name", "content"), [("a.eml", b"not a letter"), ("b.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")]
)
def test_what_is_no_letter_is_refused_in_words(officer, requests, name, content):
    page = signed_in(officer).post(address("bring-mail"), {"letters": [SimpleUploadedFile(name, content)]})
    assert "Save the letter as .eml" in page.content.decode()
    assert not Inbound.objects.filter(source="dropped").exists()


def test_to_bring_nothing_is_said_at_the_field(officer, requests):
    assert "This field is required." in signed_in(officer).post(address("bring-mail"), {}).content.decode()


def test_hostile_senders_and_subjects_are_shown_as_words(officer, requests):
    inbound, desk = held(subject=HOSTILE, text=HOSTILE), signed_in(officer)
    for path in (PEN, address("mail", inbound.pk)):
        page = desk.get(path).content.decode()
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_a_fuller_pen_takes_no_more_queries(officer, requests, django_assert_max_num_queries):
    desk = signed_in(officer)
    held(1, **{"from": office("RA2")})
    desk.get(PEN)
    with django_assert_max_num_queries(60) as few:
        desk.get(PEN)
    for number in range(2, 8):
        held(number, **{"from": office("RBN")})
    with django_assert_max_num_queries(len(few)):
        desk.get(PEN)


def test_a_reviewer_reads_no_mail(reviewers, requests):
    inbound, desk = held(), signed_in(reviewers[0])
    for path in (PEN, address("aside"), address("bring-mail"), address("mail", inbound.pk)):
        assert desk.get(path).status_code == 403
    assert desk.get(address("raw-mail", inbound.pk)).status_code == 403
    assert desk.post(address("file-mail", inbound.pk), {"requests": requests[0].pk}).status_code == 403
    assert "desk/mail/" not in desk.get("/desk/").content.decode()
