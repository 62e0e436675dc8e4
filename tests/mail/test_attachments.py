"""A file that came with a letter is nobody's to see until a person has looked at it."""

import hashlib

import pytest

from tests.mail.making import BY
from tests.mail.receiving import arrived, empty_vault, letter, reader
from whoscounting.ledger.queries import history
from whoscounting.lib import vault
from whoscounting.lib.actions import Refused
from whoscounting.mail import actions
from whoscounting.mail.models import Attachment
from whoscounting.mail.transport.arriving import read_attachments

pytestmark = pytest.mark.django_db
TABLE = b"Site,People\nNorth,31\nSouth,12\n"
BLACKED = b"Site,People\nNorth,31\n"


@pytest.fixture(autouse=True)
def evidence(db, settings, tmp_path):
    return empty_vault(settings, tmp_path)


@pytest.fixture
def attachment() -> Attachment:
    mail = letter()
    mail.add_attachment(TABLE, maintype="text", subtype="csv", filename="../../counts.csv")
    return arrived(mail).attachments.get()


def redacted(attachment: Attachment, content: bytes = BLACKED, **rest) -> Attachment:
    usual = {"name": "counts.csv", "reason": "South has fewer than 5 people."}
    return actions.add_redacted_copy(attachment=attachment, content=content, by=BY, **usual | rest)


def looked_into() -> None:
    while read_attachments(reader(), by=BY):
        pass


def test_it_is_kept_by_itself_with_a_harmless_name_and_unpublished(attachment, evidence):
    assert (attachment.name, attachment.found_type, attachment.state) == ("counts.csv", "text/csv", "unpublished")
    assert attachment.sha256 == hashlib.sha256(TABLE).hexdigest()
    assert vault.path_of(evidence, attachment.sha256).read_bytes() == TABLE


def test_its_words_are_read_once_and_later(attachment):
    assert (attachment.text, attachment.text_at) == ("", None)
    looked_into()
    attachment.refresh_from_db()
    assert "North,31" in attachment.text
    assert read_attachments(reader(), by=BY) == 0


def test_words_that_can_not_be_read_are_told(evidence):
    mail = letter()
    mail.add_attachment(b"PK\x03\x04 broken", maintype="application", subtype="zip", filename="a.zip")
    broken = arrived(mail).attachments.get()
    looked_into()
    broken.refresh_from_db()
    assert broken.text_at is not None
    assert broken.text_missing


def test_a_file_that_went_missing_is_told_and_not_tried_again(attachment, evidence):
    vault.path_of(evidence, attachment.sha256).unlink()
    looked_into()
    attachment.refresh_from_db()
    assert attachment.text_missing == "Its bytes are missing from the store."


def test_a_person_approves_or_withholds(attachment):
    for _ in range(2):
        assert actions.approve_attachment(attachment=attachment, seen="unpublished", by=BY).state == "approved"
    assert actions.withhold_attachment(attachment=attachment, seen="approved", by=BY).state == "withheld"
    verbs = history(subject=f"mail:{attachment.inbound_id}").values_list("verb", flat=True)
    assert sorted(verbs)[:2] == ["attachment approved", "attachment withheld"]


def test_two_people_do_not_decide_against_each_other_unseen(attachment):
    actions.withhold_attachment(attachment=attachment, seen="unpublished", by=BY)
    with pytest.raises(Refused, match="Somebody else"):
        actions.approve_attachment(attachment=attachment, seen="unpublished", by=BY)


def test_a_redacted_copy_takes_the_place_of_its_original(attachment, evidence):
    copy = redacted(attachment)
    attachment.refresh_from_db()
    assert (attachment.state, copy.state, copy.original) == ("withheld", "unpublished", attachment)
    assert (copy.position, copy.redaction_reason) == (2, "South has fewer than 5 people.")
    assert vault.path_of(evidence, copy.sha256).read_bytes() == BLACKED
    with pytest.raises(Refused, match="Approve the copy"):
        actions.approve_attachment(attachment=attachment, seen="withheld", by=BY)


def test_the_same_copy_twice_is_one(attachment):
    assert redacted(attachment) == redacted(attachment)


def test_a_copy_is_looked_into_before_anybody_can_approve_it(attachment):
    copy = redacted(attachment)
    with pytest.raises(Refused, match="still being looked into"):
        actions.approve_attachment(attachment=copy, seen="unpublished", by=BY)
    looked_into()
    assert actions.approve_attachment(attachment=copy, seen="unpublished", by=BY).state == "approved"


@pytest.mark.parametrize(
    ("rest", "why"), [({"reason": " "}, "Say what"), ({"content": TABLE}, "same file"), ({"content": b""}, "empty")]
)
def test_a_copy_needs_a_reason_and_something_else_than_the_original(attachment, rest, why):
    with pytest.raises(Refused, match=why):
        redacted(attachment, **rest)


def test_a_copy_of_a_copy_is_refused(attachment):
    with pytest.raises(Refused, match="from the original"):
        redacted(redacted(attachment), b"Site\n")


def test_a_copy_has_a_harmless_name_too(attachment):
    assert redacted(attachment, name="../../../etc/passwd").name == "passwd"
    assert redacted(attachment, b"Site\n", name="..").name == "redacted-1.csv"
