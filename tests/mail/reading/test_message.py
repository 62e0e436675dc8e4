"""Reading one message: who, to whom, what words, what files, and what was odd."""

import hashlib
import json
from email.message import EmailMessage

import pytest

from tests.mail.reading.letters import ANSWER, HEAD, US, ordinary, read, with_file, zipped
from whoscounting.mail.reading import message, shapes
from whoscounting.mail.reading.shapes import Authentication, Read


def test_an_ordinary_letter_is_read_whole(tmp_path):
    found = read(ordinary(), tmp_path)
    assert found.whole
    assert (found.from_name, found.from_address) == ("FOI Office, Trust", "foi@trust.invalid")
    assert found.to == (US,)
    assert found.subject == "RE: Your request"
    assert found.message_id == "answer-1@trust.invalid"
    assert found.in_reply_to == "asked-1@whoscounting.invalid"
    assert found.references == ("asked-0@whoscounting.invalid", "asked-1@whoscounting.invalid")
    assert found.sent_at == "2026-03-02T10:00:00+00:00"
    assert found.text == ANSWER.strip()
    assert found.automatic == ""
    assert found.bounce is None
    assert found.troubles == ()


def test_what_was_read_goes_through_json_and_back(tmp_path):
    found = read(with_file(b"%PDF-1.4 x", "answer.pdf", "application/pdf"), tmp_path)
    assert shapes.from_json(Read, json.loads(json.dumps(shapes.to_json(found)))) == found


@pytest.mark.parametrize(
    "wrong", [None, [], {"size": "1"}, {"size": 1, "whole": True, "to": [1]}, {"whole": True}, {"x": 1}]
)
def test_an_answer_of_another_shape_is_no_answer(wrong):
    with pytest.raises(ValueError, match="answer"):
        shapes.from_json(Read, wrong)


def test_a_secret_address_is_found_wherever_a_server_noted_it(tmp_path):
    raw = (
        b"Delivered-To: Answers+One@x.invalid\nX-Original-To: answers+two@x.invalid\n"
        b"Envelope-To: <answers+three@x.invalid>\n"
        b"Received: from a by b with ESMTP id 1\n\tfor <answers+four@x.invalid>; Mon, 2 Mar 2026 10:00:00 +0000\n"
        b"To: undisclosed-recipients:;\nCc: Answers <answers+five@X.invalid>\nFrom: a@b.invalid\n\nwords"
    )
    expected = {f"answers+{number}@x.invalid" for number in ("one", "two", "three", "four", "five")}
    assert set(read(raw, tmp_path).recipients) == expected


def test_of_plain_words_and_a_page_the_plain_words_are_taken(tmp_path):
    letter = ordinary()
    letter.add_alternative("<p>as a page</p>", subtype="html")
    assert read(letter, tmp_path).text == ANSWER.strip()


def test_where_the_plain_words_are_empty_the_page_is_taken(tmp_path):
    letter = EmailMessage()
    letter["From"] = "a@b.invalid"
    letter.set_content(" \n")
    letter.add_alternative("<p>31 people<script>alert(1)</script></p>", subtype="html")
    assert read(letter, tmp_path).text == "31 people"


def test_a_stub_instead_of_words_gives_way_to_the_page(tmp_path):
    letter = EmailMessage()
    letter["From"] = "a@b.invalid"
    letter.set_content("Your program can't show this message.")
    letter.add_alternative(f"<p>{'We hold 31. ' * 20}</p>", subtype="html")
    assert read(letter, tmp_path).text.startswith("We hold 31.")


def test_a_letter_of_html_alone_becomes_words_without_its_scripts(tmp_path):
    raw = HEAD + b"Content-Type: text/html\n\n<script>steal()</script><p onclick=x>We hold <b>31</b>.</p><svg onload=x>"
    assert read(raw, tmp_path).text == "We hold 31."


def test_words_in_several_pieces_are_put_together(tmp_path):
    raw = HEAD + (
        b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\nFirst.\n--b\nContent-Type: text/plain\n\nSecond.\n'
        b'--b\nContent-Type: text/plain; name="note.txt"\n\na file\n--b--\n'
    )
    found = read(raw, tmp_path)
    assert found.text == "First.\n\nSecond."
    assert [file.name for file in found.files] == ["note.txt"]


@pytest.mark.parametrize(
    ("charset", "raw", "text", "odd"),
    [
        (b"utf-8", "31 – ‘people’".encode(), "31 – ‘people’", False),
        (b"iso-8859-1", "‘people’".encode("cp1252"), "‘people’", False),
        (b"x-none", "‘people’".encode(), "‘people’", True),
        (b"utf-8", b"31 \xff people", "31 ÿ people", True),
        (b"punycode", b"31 people", "31 people", True),
        (b"utf-8", b"31\0 peo\x07ple\x1b[2J", "31 people[2J", False),
        (b"utf-8", "31 \u202epeople\u2066".encode(), "31 people", False),
        (b"utf-8", b"half a pair: \xed\xa0\x80", "half a pair: í\xa0€", True),
    ],
)
def test_broken_encodings_cost_no_more_than_their_own_letters(tmp_path, charset, raw, text, odd):
    found = read(HEAD + b"Content-Type: text/plain; charset=" + charset + b"\n\n" + raw, tmp_path)
    assert found.text == text
    assert bool(found.troubles) == odd
    json.dumps(shapes.to_json(found)).encode()


def test_an_attachment_lies_in_the_folder_under_its_number_with_its_fingerprint(tmp_path):
    found = read(with_file(b"%PDF-1.4 x", "../../answer.pdf", "application/octet-stream"), tmp_path)
    file = found.files[0]
    assert (file.name, file.stored) == ("answer.pdf", "001")
    assert (file.declared_type, file.found_type) == ("application/octet-stream", "application/pdf")
    content = (tmp_path / "into" / "001").read_bytes()
    assert content == b"%PDF-1.4 x"
    assert file.sha256 == hashlib.sha256(content).hexdigest()
    assert [path.name for path in (tmp_path / "into").iterdir()] == ["001"]


def test_a_name_that_reads_backwards_is_straightened_and_pointed_out(tmp_path):
    found = read(with_file(b"MZ\x90", "answer\u202efdp.exe"), tmp_path)
    assert found.files[0].name == "answerfdp.exe"
    assert found.troubles == (
        "The name of “answerfdp.exe” held marks that make it read as another. They were taken out.",
    )
    assert "It is a program or can start one. Do not open it." in found.files[0].hides


@pytest.mark.parametrize(("name", "kept"), [("", "attachment-1.pdf"), ("C:\\x", "x"), ("\0\u202e", "attachment-1.pdf")])
def test_a_file_without_a_usable_name_gets_one(tmp_path, name, kept):
    assert read(with_file(b"%PDF-1.4 x", name), tmp_path).files[0].name == kept


def test_a_file_that_is_not_what_its_name_says_is_pointed_out(tmp_path):
    found = read(with_file(zipped({"a.txt": "x"}), "answer.pdf", "application/pdf"), tmp_path)
    assert found.files[0].hides == ("Its name says .pdf, but it is a ZIP archive.",)


def test_an_attached_message_is_kept_byte_for_byte_and_its_own_files_are_listed(tmp_path):
    inner = with_file(b"%PDF-1.4 inner", "inner.pdf", "application/pdf")
    deepest = with_file(b"%PDF-1.4 deepest", "deepest.pdf", "application/pdf")
    inner.add_attachment(deepest)
    outer = ordinary()
    outer.add_attachment(inner)
    found = read(outer, tmp_path)
    assert [(file.found_type, file.inside) for file in found.files] == [
        ("message/rfc822", 0),
        ("application/pdf", 1),
        ("message/rfc822", 1),
    ]
    assert (tmp_path / "into" / "001").read_bytes().strip() == inner.as_bytes().strip()
    assert found.text == ANSWER.strip()
    assert message.words_of(tmp_path / "into" / "001").endswith(ANSWER.strip())


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"\x78\x9f\x3e\x22" + b"\0" * 50, "winmail.dat", "application/ms-tnef"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "invite.ics", "text/calendar"),
    ],
)
def test_outlooks_package_and_an_invitation_are_kept_as_files(tmp_path, content, name, kind):
    found = read(with_file(content, name), tmp_path)
    assert (found.files[0].name, found.files[0].found_type) == (name, kind)


def test_a_sealed_message_is_told_in_words(tmp_path):
    raw = HEAD + b'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"\n\nx'
    assert read(raw, tmp_path).troubles == (message.SEALED,)
    assert read(with_file(b"x", "message_v4.rpmsg"), tmp_path).troubles == (message.PROTECTED,)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        (b"Auto-Submitted: auto-replied", "reply"),
        (b"Auto-Submitted: auto-generated", "generated"),
        (b"Auto-Submitted: no", ""),
        (b"X-Auto-Response-Suppress: All", "generated"),
        (b"X-Autoreply: yes", "reply"),
        (b"Precedence: bulk", "bulk"),
        (b"Precedence: auto_reply", "reply"),
        (b'Content-Type: multipart/report; report-type=disposition-notification; boundary="x"', "receipt"),
        (b"X-Other: x", ""),
    ],
)
def test_a_machines_message_is_told_by_its_headings(tmp_path, heading, kind):
    assert read(HEAD + heading + b"\n\nwords", tmp_path).automatic == kind


@pytest.mark.parametrize("subject", ["Automatic reply: Your request", "Out of Office: RE: x", "Auto-Reply: x"])
def test_out_of_office_is_told_by_its_subject(tmp_path, subject):
    found = read(f"From: a@b.invalid\nSubject: {subject}\n\nI am away.".encode(), tmp_path)
    assert found.automatic == "reply"
    assert found.automatic_signs == (f"Subject: {subject}",)


TOP = b"Authentication-Results: mx.whoscounting.invalid;"


@pytest.mark.parametrize(
    ("heading", "said", "doubtful"),
    [
        (TOP + b"\n\tspf=pass smtp.mailfrom=x; dkim=pass header.d=x; dmarc=pass", ("pass", "pass", "pass"), False),
        (TOP + b" spf=pass smtp.mailfrom=evil.invalid; dmarc=fail (p=none) header.from=x", ("pass", "", "fail"), True),
        (TOP + b' dmarc=fail (the sender says: dmarc=pass) reason="; dmarc=pass"', ("", "", "fail"), True),
        (TOP + b" dmarc=fail\nAuthentication-Results: evil.invalid; dmarc=pass", ("", "", "fail"), True),
        (TOP + b" dkim=fail header.d=x; dkim=pass header.d=y", ("", "pass", ""), False),
        (TOP + b" none", ("", "", ""), False),
    ],
)
def test_what_the_topmost_server_says_of_the_sender_is_noted(tmp_path, heading, said, doubtful):
    found = read(HEAD + heading + b"\n\nwords", tmp_path)
    assert found.authentication == Authentication("mx.whoscounting.invalid", *said)
    assert found.authentication.doubtful is doubtful
    assert bool(found.troubles) is doubtful


def test_a_forged_sender_is_told_in_words(tmp_path):
    found = read(HEAD + TOP + b" dmarc=fail\n\nwords", tmp_path)
    said = "By what mx.whoscounting.invalid says, it was not sent by trust.invalid, whose address it bears."
    assert found.troubles == (said,)


def test_a_message_that_went_in_circles_shows_by_its_hops(tmp_path):
    assert read(HEAD + b"Received: from a by b\n" * 40 + b"\nwords", tmp_path).hops == 40


def test_two_bodies_under_one_message_id_are_both_read(tmp_path):
    first, second = (read(HEAD + b"\n" + words, tmp_path) for words in (b"31 people", b"13 people"))
    assert first.message_id == second.message_id
    assert first.text != second.text


def test_what_is_no_message_is_refused_in_words(tmp_path):
    with pytest.raises(message.NoMessage, match="does not begin with a heading"):
        read(b"just words", tmp_path)
