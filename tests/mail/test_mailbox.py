"""The local mail box of a rehearsal: letters land in a folder and go nowhere."""

from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest

from tests.mail.making import BY, NOW, draft, mailing, queued, states
from tests.mail.postoffice import PostOffice, opened
from whoscounting.lib.addresses import reply_address
from whoscounting.mail import actions
from whoscounting.mail.models import Message
from whoscounting.mail.transport.delivering import deliver
from whoscounting.mail.transport.handover import Fate, Parcel
from whoscounting.mail.transport.mailbox import Mailbox
from whoscounting.mail.transport.working import deliver_due

LETTER = Parcel("reply@census.invalid", "foi@trust.invalid", b"Subject: Hello\r\n\r\nDear colleague\r\n", "name")


@pytest.fixture
def box(tmp_path):
    return Mailbox(tmp_path / "mailbox")


def files(folder):
    return sorted(path.name for path in (folder / "mailbox").iterdir())


def test_a_letter_is_a_file_that_says_how_it_travelled(box, tmp_path):
    outcome = box.hand_over(LETTER, lambda: True)
    name = files(tmp_path)[0]
    assert (outcome.fate, outcome.words) == (Fate.SENT, f"Kept in the local mail box as {name}")
    mail = message_from_bytes((tmp_path / "mailbox" / name).read_bytes(), policy=policy.default)
    assert (mail["Return-Path"], mail["Delivered-To"]) == ("<reply@census.invalid>", "foi@trust.invalid")
    assert (tmp_path / "mailbox" / name).stat().st_mode & 0o777 == 0o600


def test_a_letter_taken_back_at_the_last_moment_leaves_nothing(box, tmp_path):
    assert box.hand_over(LETTER, lambda: False).fate is Fate.LET_GO
    assert files(tmp_path) == []


def test_what_breaks_at_the_last_moment_leaves_nothing(box, tmp_path):
    def broken() -> bool:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        box.hand_over(LETTER, broken)
    assert files(tmp_path) == []


def test_a_mail_box_that_can_not_be_written_to_says_so(tmp_path):
    (tmp_path / "mailbox").write_text("no folder")
    outcome = Mailbox(tmp_path / "mailbox").hand_over(LETTER, lambda: True)
    assert (outcome.fate, "can’t be written to" in outcome.words) == (Fate.AWAY, True)


@pytest.mark.usefixtures("empty_outbox")
def test_a_rehearsal_sends_a_whole_round_on_a_day_long_past(box, tmp_path):
    queued(118, of=mailing(), recipient="foi@rehearsal.invalid")
    assert deliver(box, now=lambda: NOW).tried == 118
    assert states() == ["sent"] * 118
    assert set(Message.objects.values_list("settled_at", flat=True)) == {NOW}
    mail = message_from_bytes((tmp_path / "mailbox" / files(tmp_path)[0]).read_bytes(), policy=policy.default)
    assert mail["Date"].datetime == datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.usefixtures("empty_outbox")
def test_what_is_due_in_a_rehearsal_lands_in_its_mail_box_and_on_no_server(settings, tmp_path):
    settings.MAILBOX_DIR = tmp_path / "mailbox"
    with opened(PostOffice()) as office:
        settings.SMTP_URL = f"smtp+plain://127.0.0.1:{office.port}"
        actions.queue_letters(drafts=[draft(7)], by=BY)
        assert deliver_due().tried == 1
    assert not office.steps
    mail = message_from_bytes((tmp_path / "mailbox" / files(tmp_path)[0]).read_bytes(), policy=policy.default)
    assert mail["Return-Path"] == f"<{reply_address(7, 1)}>"
    assert mail["Reply-To"].endswith(".invalid")
