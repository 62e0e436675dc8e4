"""Messages that mean harm: each is made harmless or refused in words, and the next letter is read in ten seconds."""

from __future__ import annotations

import os
import struct

import pytest

from tests.mail.reading import papers
from tests.mail.reading.letters import HEAD, ordinary, survived, with_file, zipped
from whoscounting.mail.reading.child import Reader
from whoscounting.mail.reading.shapes import Read

MB = 1024 * 1024
MULTI = b'Content-Type: multipart/mixed; boundary="b"\n\n'


@pytest.fixture(scope="module")
def reader():
    with Reader() as one:
        yield one


def heading_alone(found) -> str:
    """Why; the heading itself must have been read."""
    assert isinstance(found, Read)
    assert not found.whole
    assert found.files == ()
    assert found.text == ""
    return found.troubles[0]


def test_50_mb(reader, tmp_path):
    found = survived(reader, HEAD + b"\n" + os.urandom(1024).hex().encode() * 25_600, tmp_path)
    assert "It is 50 MB large" in heading_alone(found)
    assert found.from_address == "foi@trust.invalid"
    assert found.message_id == "1@trust.invalid"


def nested(depth: int) -> bytes:
    one = "Content-Type: multipart/mixed; boundary=b{0}\n\n--b{0}\n"
    return HEAD + "".join(one.format(number) for number in range(depth)).encode() + b"\nwords\n"


def test_mime_nested_400_deep(reader, tmp_path):
    assert "parts within parts" in heading_alone(survived(reader, nested(400) + b"x\n" * 100_000, tmp_path))


def test_mime_nested_5000_deep(reader, tmp_path):
    assert "parts within parts" in heading_alone(survived(reader, nested(5000), tmp_path))


def test_nesting_as_deep_as_people_do_is_read(reader, tmp_path):
    assert survived(reader, nested(12), tmp_path).text == "words"


def test_messages_within_messages_400_deep_stay_closed_after_the_first(reader, tmp_path):
    found = survived(reader, HEAD + b"Content-Type: message/rfc822\n\n" * 400 + b"x", tmp_path)
    assert [(file.found_type, file.inside) for file in found.files] == [("message/rfc822", 0), ("message/rfc822", 1)]


def test_5_mb_of_headings(reader, tmp_path):
    assert "heading is far too long" in heading_alone(survived(reader, HEAD + b"X-A: b\n" * 750_000, tmp_path))


def test_5_mb_of_headings_in_a_part(reader, tmp_path):
    raw = HEAD + MULTI + b"--b\n" + b"X-A: b\n" * 590_000 + b"\nx\n--b--\n"
    assert "headings" in heading_alone(survived(reader, raw, tmp_path))


def test_one_heading_of_5_mb_in_many_lines(reader, tmp_path):
    raw = HEAD + MULTI + b"--b\nContent-Type: text/plain;\n" + b" x\n" * 500_000 + b"\nwords\n--b--\n"
    found = survived(reader, raw, tmp_path)
    assert found.text == "words"
    assert "A heading was too long and was cut." in found.troubles


@pytest.mark.parametrize(
    "kind",
    [b"text/plain", b"message/delivery-status", b"multipart/digest; boundary=b", b"multipart/report; boundary=b"],
)
def test_half_a_megabyte_of_empty_lines(reader, tmp_path, kind):
    raw = HEAD + b"Content-Type: " + kind + b"\n\n" + b"\n" * 500_000 + b"--b\n" + b"\n" * 500
    assert "empty lines in a row" in heading_alone(survived(reader, raw, tmp_path))


def test_half_a_megabyte_of_nearly_empty_lines(reader, tmp_path):
    report = b"Content-Type: message/delivery-status\n\n" + b"\n\n \n" * 120_000
    raw = nested(25).removesuffix(b"\nwords\n") + report
    assert survived(reader, raw, tmp_path).whole


def test_100_000_parts(reader, tmp_path):
    assert "more than 500 parts" in heading_alone(survived(reader, HEAD + MULTI + b"--b\n\nx\n" * 100_000, tmp_path))


def test_400_attachments(reader, tmp_path):
    part = b"--b\nContent-Type: image/png\n\nx\n"
    found = survived(reader, HEAD + MULTI + part * 400 + b"--b--\n", tmp_path)
    assert len(found.files) == 100
    assert "It has more than 100 attachments. The others were left in the message." in found.troubles


QUADRATIC = [b"Subject: " + b"=?utf-8?q?" * 20_000, b"Subject: " + b"=?utf-8?b?YQ==?= " * 15_000]
QUADRATIC += [b"To: " + b"(" * 200_000, b"To: " + b"a@b.invalid, " * 15_000, b"To: " + b'"\\' * 100_000]
QUADRATIC += [b"From: " + b"<" * 200_000, b"References: " + b"<a@b> " * 30_000, b"Date: " + b"1 " * 100_000]
QUADRATIC += [b'Content-Type: text/plain; x="' + b";" * 200_000, b"Content-Type: text/plain" + b"; a*0=b" * 20_000]
QUADRATIC += [
    b"Content-Type: multipart/mixed; boundary=" + b"b" * 200_000,
    b"Authentication-Results: x;" + b"(" * 200_000,
]
QUADRATIC += [b"Received: " + b" for <a@b" * 20_000, b"X" * 200_000 + b": y", b"Subject:" + b"\n x" * 80_000]


@pytest.mark.parametrize("heading", QUADRATIC, ids=lambda heading: heading[:24].decode())
def test_headings_that_make_parsers_slow(reader, tmp_path, heading):
    found = survived(reader, b"Received: x\n" + heading + b"\n" + HEAD + b"\n--b\n\nwords\n", tmp_path, within=5)
    assert isinstance(found, Read)


HTML = [b"<", b"<a ", b'<a "', b"<!--", b"<script ", b"&#", b"<td>", b"<p>On x "]


@pytest.mark.parametrize("piece", HTML, ids=repr)
def test_web_pages_that_make_parsers_slow(reader, tmp_path, piece):
    raw = HEAD + b"Content-Type: text/html\n\n" + piece * (4 * MB // len(piece))
    found = survived(reader, raw, tmp_path)
    assert found.whole
    assert "script" not in found.text


@pytest.mark.parametrize(
    "name", ["../../x", "C:\\x", "", "x" * 5000 + ".pdf", "answer\u202efdp.exe", "\0", "/etc/passwd"]
)
def test_names_lead_nowhere(reader, tmp_path, name):
    before = {path.name for path in tmp_path.parent.iterdir()}
    found = survived(reader, with_file(b"%PDF-1.4", name).as_bytes(), tmp_path)
    assert [path.name for path in (tmp_path / "hostile-files").iterdir()] == ["001"]
    assert {path.name for path in tmp_path.parent.iterdir()} == before
    assert 0 < len(found.files[0].name) <= 120
    assert not set(found.files[0].name) & set("/\\\0\u202e")


def hostile_files() -> dict[str, tuple[bytes, str]]:
    zeros = bytes(50 * MB)
    bomb = zipped({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": zeros})
    many = zipped({f"{number}": b"" for number in range(6000)})
    lying = bytearray(zipped({"xl/workbook.xml": b"<x>" + zeros}))
    directory = lying.rfind(b"PK\1\2")
    lying[directory + 24 : directory + 28] = struct.pack("<L", 100)  # declares 100 bytes
    inner = zipped({"zeros": zeros})
    rows = "".join(f'<row r="{n}" hidden="1"><c><v>{n * 7919 % 99991}</v></c></row>' for n in range(500_000))
    return {
        "zip bomb": (bomb, "answers.xlsx"),
        "zip bomb within a zip": (zipped({f"{n}.zip": inner for n in range(50)}), "answers.zip"),
        "zip of 6,000 files": (many, "many.zip"),
        "zip that lies about its size": (bytes(lying), "answers.xlsx"),
        "20 MB of rows": (papers.workbook_of(f"<worksheet>{rows}</worksheet>"), "answers.xlsx"),
        "one tag of 40 MB": (papers.workbook_of(f'<worksheet a="{"x" * 40 * MB}"/>'), "answers.xlsx"),
        "tags 1,000,000 deep": (papers.document("<w:p>" * 1_000_000), "answer.docx"),
        "laughing": (papers.document("&a;").replace(b"<w:document", b"<!DOCTYPE x><w:document"), "answer.docx"),
        "a PDF of brackets": (b"%PDF-1.7\n1 0 obj\n" + b"[" * 2_000_000, "answer.pdf"),
        "a PDF of objects": (b"%PDF-1.7\n" + b"1 0 obj\n<<>>\nendobj\n" * 400_000, "answer.pdf"),
        "a PDF of endings": (b"%PDF-1.7\n" + b"startxref\n0\n%%EOF\n" * 400_000, "answer.pdf"),
        "a CSV of one row": (b"=1," * 2_000_000, "answers.csv"),
        "a CSV of quotes": (b'"' * 5_000_000, "answers.csv"),
        "a picture of 4,000,000,000 points": (_huge_picture(), "a.png"),
    }


def _huge_picture() -> bytes:
    size = struct.pack(">II5B", 65_000, 65_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + size + b"\0\0\0\0"


FILES = "zip bomb|zip bomb within a zip|zip of 6,000 files|zip that lies about its size|20 MB of rows|one tag of 40 MB"
FILES += "|tags 1,000,000 deep|laughing|a PDF of brackets|a PDF of objects|a PDF of endings|a CSV of one row"
FILES += "|a CSV of quotes|a picture of 4,000,000,000 points"


@pytest.fixture(scope="module")
def bad_files():
    return hostile_files()


@pytest.mark.parametrize("which", FILES.split("|"))
def test_files_that_are_bombs_or_broken(reader, tmp_path, bad_files, which):
    content, name = bad_files[which]
    found = survived(reader, with_file(content, name).as_bytes(), tmp_path)
    assert found.whole
    assert found.text.startswith("Dear Officer")
    assert found.files[0].size == len(content)
    words = reader.text_of(tmp_path / "hostile-files" / "001", found.files[0].found_type)
    assert len(words.text) <= 250_000


def test_no_hostile_file_is_forgotten_here(bad_files):
    assert set(bad_files) == set(FILES.split("|"))


def test_a_bomb_is_called_one(reader, tmp_path, bad_files):
    found = survived(reader, with_file(*bad_files["zip bomb"]).as_bytes(), tmp_path)
    assert "far larger than it looks" in found.files[0].hides[-1]


def test_five_attachments_that_each_take_long_take_no_longer_together(reader, tmp_path, bad_files):
    letter = ordinary()
    for number in range(5):
        letter.add_attachment(bad_files["20 MB of rows"][0], maintype="a", subtype="b", filename=f"{number}.xlsx")
    found = survived(reader, letter.as_bytes(), tmp_path)
    assert len(found.files) == 5
    assert any(file.looked_into for file in found.files)
    assert all(file.hides for file in found.files)


def test_broken_encodings(reader, tmp_path):
    raw = (
        HEAD + b'Content-Type: multipart/mixed; boundary="\xff\xfe"\nSubject: =?utf-16?b?/////w==?= \xed\xa0\x80\0\n\n'
    )
    raw += b"--\xff\xfe\nContent-Transfer-Encoding: base64\nContent-Type: text/plain; charset=utf-32\n\n%%%%A\n"
    found = survived(reader, raw, tmp_path)
    found.subject.encode()
    found.text.encode()
