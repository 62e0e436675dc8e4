"""Letters of ours that came back."""

import pytest

from tests.mail.reading.letters import ordinary, read
from whoscounting.mail.reading.shapes import Bounce

ASKED = "asked-1@whoscounting.invalid"


def report(action: str = "failed", status: str = "5.1.1", returned: str = "message/rfc822") -> bytes:
    return f"""Return-Path: <>
From: MAILER-DAEMON@mx.trust.invalid
To: us@whoscounting.invalid
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b

I'm sorry to have to inform you.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.trust.invalid
Arrival-Date: Mon, 2 Mar 2026 10:00:00 +0000

Final-Recipient: rfc822; other@trust.invalid
Action: delivered
Status: 2.0.0

Final-Recipient: rfc822; foi@trust.invalid
Original-Recipient: rfc822;foi@trust.invalid
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} User
    unknown

--b
Content-Type: {returned}

Message-ID: <{ASKED}>
From: us@whoscounting.invalid
Subject: A request

Our letter.
--b--
""".encode()


@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers"])
def test_a_report_says_which_letter_came_back_from_whom_and_why(tmp_path, returned):
    found = read(report(returned=returned), tmp_path)
    assert found.bounce == Bounce(
        "failed", "5.1.1", "550 5.1.1 User unknown", ("foi@trust.invalid",), ASKED, standard=True
    )
    assert found.bounce.permanent
    assert found.return_path == ""
    assert found.text == "I'm sorry to have to inform you."


def test_a_delay_is_not_the_end(tmp_path):
    bounce = read(report("delayed", "4.4.1"), tmp_path).bounce
    assert (bounce.action, bounce.permanent) == ("delayed", False)


def test_a_full_mailbox_may_take_it_later(tmp_path):
    assert not read(report("failed", "4.2.2"), tmp_path).bounce.permanent


EXIM = f"""Return-path: <>
From: Mail Delivery System <Mailer-Daemon@mail.trust.invalid>
To: us@whoscounting.invalid
Auto-Submitted: auto-replied
X-Failed-Recipients: foi@trust.invalid
Subject: Mail delivery failed: returning message to sender

This message was created automatically by mail delivery software.

  foi@trust.invalid
    host mx [192.0.2.1]: 550 5.7.1 Relaying denied

------ This is a copy of the message ------

Message-ID: <{ASKED}>
Subject: A request
"""
QMAIL = f"""From: MAILER-DAEMON@old.trust.invalid
Subject: failure notice

Hi. This is the qmail-send program.
<foi@trust.invalid>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

> Message-ID: <{ASKED}>
"""


@pytest.mark.parametrize(("raw", "status"), [(EXIM, "5.7.1"), (QMAIL, "5.1.1")])
def test_a_letter_that_only_reads_like_a_report_is_taken_for_one(tmp_path, raw, status):
    bounce = read(raw.encode(), tmp_path).bounce
    assert (bounce.action, bounce.status, bounce.original_id, bounce.standard) == ("failed", status, ASKED, False)
    assert status in bounce.diagnostic


def test_a_postmaster_who_writes_an_answer_is_no_bounce(tmp_path):
    letter = ordinary()
    letter.replace_header("From", "postmaster@trust.invalid")
    assert read(letter, tmp_path).bounce is None


def test_out_of_office_with_an_empty_return_path_is_no_bounce(tmp_path):
    raw = b"Return-Path: <>\nFrom: foi@trust.invalid\nSubject: Automatic reply: request\n\nI am away."
    found = read(raw, tmp_path)
    assert (found.bounce, found.automatic) == (None, "reply")


def test_a_report_full_of_empty_blocks_says_nothing(tmp_path):
    raw = report().replace(b"Reporting-MTA", b"\n" * 4000 + b"Reporting-MTA")
    assert read(raw, tmp_path).bounce.status == "5.1.1"
