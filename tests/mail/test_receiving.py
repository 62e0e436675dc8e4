"""Mail that came in: its bytes are kept first, then it is read, and matched by what nobody can guess."""

import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.mail.making import BY, draft
from tests.mail.receiving import ANSWER, arrived, arrived_mail, empty_vault, kept, letter, reader, report, secret, sent
from whoscounting.ledger.queries import history
from whoscounting.lib import vault
from whoscounting.lib.actions import Refused
from whoscounting.mail import actions
from whoscounting.mail.reading.shapes import File, Read, Unreadable
from whoscounting.mail.transport import arriving

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def evidence(db, settings, tmp_path):
    return empty_vault(settings, tmp_path)


def test_the_raw_bytes_are_kept_under_their_hash_before_anything_is_read(evidence):
    raw = letter().as_bytes()
    inbound = kept(raw)
    assert vault.path_of(evidence, hashlib.sha256(raw).hexdigest()).read_bytes() == raw
    assert (inbound.state, inbound.size, inbound.subject) == ("kept", len(raw), "")


def test_the_same_bytes_are_one_message_however_often_they_come():
    assert kept(letter()) == kept(letter())
    assert history(subject=f"mail:{arrived_mail().get().pk}").count() == 1


def test_bytes_that_are_not_in_the_vault_are_not_written_down():
    with pytest.raises(FileNotFoundError):
        actions.keep(sha256="0" * 64, source="imap", by=BY)


def test_the_ledger_names_no_person_and_no_address():
    inbound = arrived(letter(to=secret(7)))
    lines = [str((line.verb, line.detail)) for line in history(subject=f"mail:{inbound.pk}")]
    assert len(lines) == 2
    assert not any(word in line for line in lines for word in ("foi@", "Office", "reply-", "RE:"))


def test_what_was_read_stands_in_the_row():
    inbound = arrived(letter(reply_to="other@trust-1.example"))
    assert (inbound.state, inbound.kind) == ("read", "letter")
    assert (inbound.sender, inbound.sender_name) == ("foi@trust-1.example", "FOI Office")
    assert inbound.text == ANSWER.strip()
    assert inbound.message_id == "answer-1@trust-1.example"
    assert inbound.sent_at.isoformat() == "2026-03-09T10:00:00+00:00"
    assert inbound.details["reply_to"] == ["other@trust-1.example"]


def test_a_letter_to_a_secret_address_belongs_to_its_request():
    inbound = arrived(letter(to=f"The census <{secret(7)}>"))
    assert (inbound.about, inbound.matched_by) == ("request:7", "address")
    assert inbound.details["opened"] == [[7, 1]]


def test_the_envelope_counts_before_the_headings():
    inbound = arrived(letter(to=secret(8)), envelope_to=secret(7))
    assert inbound.about == "request:7"
    assert inbound.details["opened"] == [[7, 1], [8, 1]]


@pytest.mark.parametrize(
    "to", ["reply-7-1-aaaaaaaaaaaaaaaaaaaaaaaaaa@reply.rehearsal.invalid", "reply-7@charity.example"]
)
def test_an_address_that_is_only_like_a_secret_one_opens_nothing(to):
    assert arrived(letter(to=to)).about == ""


def test_who_it_says_to_be_from_counts_for_nothing():
    sent(1)
    inbound = arrived(letter(1))
    assert (inbound.about, inbound.matched_by, inbound.letter) == ("", "", None)


@pytest.mark.parametrize("heading", ["In-Reply-To", "References"])
def test_an_answer_to_a_letter_of_ours_belongs_to_what_that_was_about(heading):
    ours = sent(3)
    inbound = arrived(
        letter(
            **{heading: f"<x@elsewhere.example> {ours.message_id}"}
            if heading == "References"
            else {heading: ours.message_id}
        )
    )
    assert (inbound.about, inbound.matched_by, inbound.letter) == ("request:3", "references", ours)


def test_the_address_counts_before_the_letter_that_is_answered():
    ours = sent(3)
    inbound = arrived(letter(to=secret(7), in_reply_to=ours.message_id))
    assert (inbound.about, inbound.letter) == ("request:7", None)


def test_a_report_names_the_letter_that_came_back():
    ours = sent(3)
    inbound = arrived(report(ours))
    assert (inbound.kind, inbound.about, inbound.letter) == ("bounce", "request:3", ours)


def test_a_report_that_names_no_letter_is_about_the_one_that_its_secret_address_belongs_to():
    sent(3, key="request:3:request")
    chaser = sent(3, key="request:3:chaser", recipient="head@trust-3.example")
    raw = report(chaser, to=secret(3)).replace(chaser.message_id.encode(), b"<lost@mx.example>")
    assert arrived(raw).letter == chaser


@pytest.mark.parametrize(("action", "status"), [("delayed", "4.4.1"), ("delivered", "2.0.0"), ("failed", "4.2.2")])
def test_a_report_of_anything_but_a_final_failure_is_only_automatic(action, status):
    assert arrived(report(sent(3), action=action, status=status)).kind == "automatic"


def test_out_of_office_is_an_automatic_reply():
    inbound = arrived(letter(to=secret(7), auto_submitted="auto-replied"))
    assert (inbound.kind, inbound.automatic) == ("automatic", "reply")


def test_what_a_case_system_sends_is_a_letter():
    inbound = arrived(letter(to=secret(7), auto_submitted="auto-generated"))
    assert (inbound.kind, inbound.automatic) == ("letter", "generated")


def test_what_is_no_message_is_said_to_be_so_and_still_belongs_to_its_envelope():
    inbound = arrived(b"%PDF-1.7 this is no letter", envelope_to=secret(7))
    assert (inbound.state, inbound.about) == ("unreadable", "request:7")
    assert "not an e-mail message" in inbound.trouble


def test_bytes_that_went_missing_are_told_in_words(evidence):
    inbound = kept(letter())
    vault.path_of(evidence, inbound.sha256).unlink()
    arriving.read_kept(reader(), by=BY)
    inbound.refresh_from_db()
    assert inbound.trouble == "Its bytes are missing from the store."


def test_one_worker_reads_a_message_and_another_leaves_it_alone():
    inbound = kept(letter())
    assert actions.begin_reading(inbound=inbound, by=BY)
    assert not actions.begin_reading(inbound=inbound, by=BY)
    assert arriving.read_kept(reader(), by=BY) == 0


def test_what_a_dead_worker_had_in_hand_is_read_a_minute_later():
    now = timezone.now()
    inbound = kept(letter())
    actions.begin_reading(inbound=inbound, by=BY)
    assert arriving.read_kept(reader(), by=BY, at=now + timedelta(seconds=61)) == 1


def test_a_message_at_which_three_workers_died_holds_up_no_fourth():
    inbound, now = kept(letter()), timezone.now()
    for number in range(3):
        assert actions.begin_reading(inbound=inbound, by=BY, at=now + timedelta(minutes=2 * number))
    assert not actions.begin_reading(inbound=inbound, by=BY, at=now + timedelta(minutes=6))
    inbound.refresh_from_db()
    assert (inbound.state, inbound.trouble) == ("unreadable", "Whoever read it broke off, three times.")


def test_a_full_disk_is_no_fault_of_the_message():
    class Full:
        def read(self, path, *, into):
            raise OSError(28, "No space left on device")

    inbound, now = kept(letter()), timezone.now()
    for number in range(5):
        with pytest.raises(OSError, match="No space"):
            arriving.read_kept(Full(), by=BY, at=now + timedelta(minutes=2 * number))
    assert arriving.read_kept(reader(), by=BY, at=now + timedelta(minutes=20)) == 1
    inbound.refresh_from_db()
    assert inbound.state == "read"


def test_what_could_not_be_read_can_be_tried_again():
    inbound = kept(letter(to=secret(7)))
    actions.finish_reading(inbound=inbound, outcome=Unreadable("The disk was full."), by=BY)
    actions.read_again(inbound=inbound, by=BY)
    arriving.read_kept(reader(), by=BY)
    inbound.refresh_from_db()
    assert (inbound.state, inbound.trouble, inbound.about) == ("read", "", "request:7")
    with pytest.raises(Refused):
        actions.read_again(inbound=inbound, by=BY)


def test_a_second_reading_changes_nothing():
    inbound = arrived(letter(to=secret(7)))
    actions.finish_reading(inbound=inbound, outcome=Unreadable("Too late."), by=BY)
    inbound.refresh_from_db()
    assert inbound.state == "read"


def test_a_child_that_says_what_no_database_takes_makes_one_message_unreadable():
    class Overwhelmed:
        def read(self, path, *, into):
            return Read(size=1, whole=True, text="\ud800", subject="a\0b")

    inbound = kept(letter())
    arriving.read_kept(Overwhelmed(), by=BY)
    inbound.refresh_from_db()
    assert (inbound.state, inbound.trouble) == ("unreadable", "What was read of it can’t be written down.")


def test_a_child_that_names_a_file_which_is_not_there_loses_only_that(tmp_path):
    class Lying:
        def read(self, path, *, into):
            (into / "002").symlink_to("/etc/passwd")
            files = (File(n, "a.txt", "text/plain", "text/plain", 5, "0" * 64) for n in (1, 2))
            return Read(size=1, whole=True, text="Words", files=tuple(files))

    inbound = kept(letter())
    arriving.read_kept(Lying(), by=BY)
    inbound.refresh_from_db()
    assert inbound.attachments.count() == 0
    assert inbound.details["troubles"] == ["2 of its attachments could not be taken out."]


def test_two_messages_with_one_message_id_are_both_kept_and_the_later_is_pointed_out():
    first = arrived(letter(to=secret(7)))
    second = arrived(letter(to=secret(7), text="We hold nothing.\n"))
    assert (first.state, second.state) == ("read", "read")
    assert second.about == "request:7"
    assert first.details["troubles"] == []
    assert "same Message-ID but other words" in second.details["troubles"][0]
    assert second.set_aside == ""


def test_the_same_letter_by_another_way_is_put_aside():
    arrived(letter(to=secret(7)))
    copy = arrived(letter(to=secret(7), received="from mx.example by our.example; Mon, 9 Mar 2026 10:00:02 +0000"))
    assert copy.set_aside == "The same message came before, by another way."


def test_the_same_letter_to_two_requests_counts_for_both():
    arrived(letter(to=secret(7)))
    assert arrived(letter(to=secret(8))).set_aside == ""


def test_a_letter_of_our_own_that_comes_back_is_put_aside():
    ours = sent(3)
    inbound = arrived(letter(to=secret(3), message_id=ours.message_id))
    assert inbound.set_aside == "It is a letter of our own that came back to us."


def test_a_message_that_goes_in_circles_is_put_aside():
    mail = letter(to=secret(3))
    for number in range(31):
        mail.add_header("Received", f"from a{number}.example by b.example; Mon, 9 Mar 2026 10:00:00 +0000")
    assert "goes in circles" in arrived(mail).set_aside


def test_a_storm_of_automatic_messages_is_kept_but_put_aside():
    for number in range(20):
        inbound = kept(letter(to=secret(7), message_id=f"<{number}@x.example>", x_autoreply="yes"))
    assert arrived(letter(to=secret(7), message_id="<21@x.example>", x_autoreply="yes")).set_aside == (
        "More than 20 automatic messages came from this sender within an hour."
    )
    inbound.refresh_from_db()
    assert inbound.set_aside == ""
    assert arrived(letter(to=secret(7), message_id="<person@x.example>", text="I am a person.")).set_aside == ""
    assert arrived(letter(to=secret(8), message_id="<22@x.example>", x_autoreply="yes")).set_aside == ""


def test_an_hour_later_it_is_no_storm():
    now = timezone.now()
    for number in range(20):
        kept(
            letter(to=secret(7), message_id=f"<{number}@x.example>", x_autoreply="y"),
            received_at=now - timedelta(hours=2),
        )
    assert arrived(letter(to=secret(7), message_id="<21@x.example>", x_autoreply="yes")).set_aside == ""


def test_a_person_puts_aside_and_brings_back():
    inbound = arrived(letter())
    actions.hold(inbound=inbound, why="Nobody’s.", by=BY)
    for _ in range(2):
        assert actions.set_aside(inbound=inbound, reason=" Advertising ", by=BY).set_aside == "Advertising"
    for _ in range(2):
        back = actions.bring_back(inbound=inbound, by=BY)
    assert (back.set_aside, back.held) == ("", "Nobody’s.")
    assert history(subject=f"mail:{inbound.pk}").count() == 5


def test_putting_aside_wants_a_reason_and_nothing_filed():
    inbound = arrived(letter())
    with pytest.raises(Refused, match="Say why"):
        actions.set_aside(inbound=inbound, reason=" ", by=BY)
    actions.deal_with(inbound=inbound, subjects=["request:7"], by=BY)
    with pytest.raises(Refused, match="is filed"):
        actions.set_aside(inbound=inbound, reason="Advertising", by=BY)
    with pytest.raises(Refused, match="not been read"):
        actions.set_aside(inbound=kept(letter(2)), reason="Advertising", by=BY)


def test_a_letter_about_nothing_matches_nothing():
    ours = sent(5, about="")
    assert draft(5).about
    assert arrived(letter(in_reply_to=ours.message_id)).about == ""
