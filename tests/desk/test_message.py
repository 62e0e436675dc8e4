"""One message at the desk: what is odd about it, its files, and who may see them outside."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.desk.making import signed_in
from tests.mail.receiving import arrived, letter, reader
from whoscounting.lib.actors import Actor
from whoscounting.mail.models import Attachment, Inbound
from whoscounting.mail.transport.arriving import read_attachments

pytestmark = pytest.mark.usefixtures("world")
BY = Actor.system("tests")
PAGE = b"<script>alert('file')</script>"
FORGED = "mx.ours.example; dmarc=fail header.from=trust-1.example"


@pytest.fixture(autouse=True)
def evidence(settings, tmp_path):
    settings.EVIDENCE_ROOT = tmp_path / "evidence"


def came(**rest) -> Inbound:
    """A letter with a web page that calls itself a PDF."""
    mail = letter(**rest)
    mail.add_attachment(PAGE, maintype="application", subtype="pdf", filename='../../e"vil.pdf')
    return arrived(mail)


def shown(desk, inbound: Inbound) -> str:
    return desk.get(reverse("desk:mail", args=[inbound.pk])).content.decode()


def decide(desk, file: Attachment, what: str, seen: str = "") -> str:
    data = {"what": what, "seen": seen or file.state}
    return desk.post(reverse("desk:decide", args=[file.pk]), data, follow=True).content.decode()


def redact(desk, file: Attachment, content: bytes = b"Blacked out.", reason: str = "A name"):
    path = reverse("desk:redacted", args=[file.pk])
    return desk.post(path, {"file": SimpleUploadedFile("clean.txt", content), "reason": reason}, follow=True)


def test_a_sender_who_may_be_forged_is_told_in_plain_words(officer):
    page = shown(signed_in(officer), came(Authentication_Results=FORGED))
    assert "The sender may be forged." in page
    assert "DMARC (the domain of its sender): fail" in page
    assert "it was not sent by trust-1.example" in page


def test_a_sender_of_whom_nothing_is_known_is_told_too(officer):
    assert "No server of ours has said whether the sender is true." in shown(signed_in(officer), came())


def test_a_file_tells_what_it_is_and_what_it_hides(officer):
    inbound = came()
    page = shown(signed_in(officer), inbound)
    assert "text/html" in page
    assert "which can hold programs" in page
    assert "Not looked at" in page


def test_a_file_goes_to_staff_only_as_something_to_save(officer):
    file = came().attachments.get()
    response = signed_in(officer).get(reverse("desk:attachment", args=[file.pk]))
    assert b"".join(response.streaming_content) == PAGE
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment;")
    assert "/" not in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_the_message_can_be_saved_as_it_came(officer):
    inbound = came()
    response = signed_in(officer).get(reverse("desk:raw-mail", args=[inbound.pk]))
    assert len(b"".join(response.streaming_content)) == inbound.size
    assert f"letter-{inbound.pk}.eml" in response["Content-Disposition"]


def test_a_message_whose_bytes_are_gone_is_explained(officer, settings, tmp_path):
    inbound = came()
    settings.EVIDENCE_ROOT = tmp_path / "elsewhere"
    response = signed_in(officer).get(reverse("desk:raw-mail", args=[inbound.pk]))
    assert response.status_code == 404
    assert inbound.sha256 in response.content.decode()


def test_a_file_is_approved_and_withheld_by_one_click_each(officer):
    file, desk = came().attachments.get(), signed_in(officer)
    assert "may be published" in decide(desk, file, "approve")
    file.refresh_from_db()
    assert file.state == "approved"
    decide(desk, file, "withhold")
    file.refresh_from_db()
    assert file.state == "withheld"
    assert "Attachment withheld" in shown(desk, file.inbound)


def test_a_decision_of_a_colleague_is_not_overwritten_unread(officer):
    file, desk = came().attachments.get(), signed_in(officer)
    decide(desk, file, "withhold")
    assert "Somebody else has decided on this file meanwhile." in decide(desk, file, "approve", seen="unpublished")
    file.refresh_from_db()
    assert file.state == "withheld"


def test_a_redacted_copy_stands_for_its_original_and_is_approved_once_it_was_looked_into(officer):
    file, desk = came().attachments.get(), signed_in(officer)
    page = redact(desk, file).content.decode()
    assert "Redacted copy:" in page
    assert "What was taken out: A name" in page
    copy = file.redacted_copies.get()
    file.refresh_from_db()
    assert (file.state, copy.name, copy.state) == ("withheld", "clean.txt", "unpublished")
    assert "still being looked into" in decide(desk, copy, "approve")
    read_attachments(reader(), by=BY)
    assert "may be published" in decide(desk, copy, "approve")
    assert "A redacted copy stands for this file." in decide(desk, file, "approve")


def test_the_same_file_is_no_redacted_copy_and_a_reason_is_needed(officer):
    file, desk = came().attachments.get(), signed_in(officer)
    assert "This is the same file" in redact(desk, file, PAGE).content.decode()
    assert "This field is required." in redact(desk, file, reason="").content.decode()
    assert not file.redacted_copies.exists()


def test_more_files_take_no_more_queries(officer, django_assert_max_num_queries):
    desk, few, many = signed_in(officer), came(), letter(2)
    for number in range(8):
        many.add_attachment(f"file {number}".encode(), maintype="text", subtype="plain", filename=f"{number}.txt")
    many = arrived(many)
    shown(desk, few)
    with django_assert_max_num_queries(60) as queries:
        shown(desk, few)
    with django_assert_max_num_queries(len(queries)):
        shown(desk, many)


@pytest.mark.parametrize("name", ["mail", "raw-mail", "attachment", "redacted"])
def test_what_is_not_there_is_not_found(officer, name):
    assert signed_in(officer).get(reverse(f"desk:{name}", args=[999999])).status_code == 404


def test_nothing_changes_by_being_looked_at(officer):
    file, desk = came().attachments.get(), signed_in(officer)
    for name, key in (("decide", file.pk), ("file-mail", file.inbound_id), ("put-aside", file.inbound_id)):
        assert desk.get(reverse(f"desk:{name}", args=[key])).status_code == 405
