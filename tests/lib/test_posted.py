"""One field comes out of a posted body byte by byte as it went in, however it was packed, and without memory."""

import json
import tracemalloc
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as some

from whoscounting.lib.posted import PIECE, posted

RAW = b'From: foi@trust.invalid\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\n31 people & 5 + 4 = 9 %41 \\n "so"\r\n'
LATIN = RAW + "café".encode("latin-1") + bytes(range(128, 256))
BOUNDARY = "----a-boundary"


def as_json(raw: str, **others) -> bytes:
    return json.dumps({"Attachments": [{"RawEmail": "not this"}], **others, "RawEmail": raw}).encode()


def as_pairs(raw: bytes) -> bytes:
    return urlencode({"token": "t&=+", "body-mime": raw, "sender": "a b"}).encode()


def as_parts(raw: bytes, name: str = "email") -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="'
    others = f'{head}token"\r\n\r\nt&=+\r\n{head}x"; filename="email"\r\n\r\n\r\n'
    return (
        f'{others}{head}{name}"\r\nContent-Type: text/plain\r\n\r\n'.encode() + raw + f"\r\n--{BOUNDARY}--\r\n".encode()
    )


PACKED = {
    "application/x-www-form-urlencoded": (as_pairs, "body-mime"),
    f"multipart/form-data; boundary={BOUNDARY}": (as_parts, "email"),
}


def content(folder, body: bytes, kind: str, name: str) -> bytes:
    (folder / "body").write_bytes(body)
    return b"".join(posted(folder / "body", kind).content(name))


@pytest.mark.parametrize("kind", PACKED)
@pytest.mark.parametrize("raw", [RAW, LATIN, b"", b"\r\n", b"%", b"x" * PIECE + LATIN * 20_000])
def test_a_form_gives_back_the_very_bytes(tmp_path, kind, raw):
    pack, name = PACKED[kind]
    assert content(tmp_path, pack(raw), kind, name) == raw


@pytest.mark.parametrize("kind", PACKED)
def test_the_short_fields_are_text(tmp_path, kind):
    (tmp_path / "body").write_bytes(PACKED[kind][0](b"x" * 70_000))
    short = posted(tmp_path / "body", kind).short()
    assert short["token"] == "t&=+"
    assert PACKED[kind][1] not in short


@pytest.mark.parametrize("escaped", [True, False])
@pytest.mark.parametrize("text", [RAW.decode(), "", "Grüße 👍 \\u0041 \x00\x1f", "👍\r\n" * 400_000, "\\" * PIECE])
def test_json_gives_back_the_very_text(tmp_path, text, escaped):
    body = json.dumps({"a": 1, "b": None, "c": {"RawEmail": "no"}, "RawEmail": text}, ensure_ascii=escaped).encode()
    assert content(tmp_path, body, "application/json; charset=utf-8", "RawEmail") == text.encode()


def test_only_the_outermost_object_counts(tmp_path):
    body = as_json("this", TextBody='quoted: ","RawEmail":"not this","', Headers=[{"Name": "RawEmail", "Value": "no"}])
    assert content(tmp_path, body, "application/json", "RawEmail") == b"this"


@given(some.text(), some.text(max_size=20))
def test_no_text_is_too_strange_for_json(tmp_path_factory, text, other):
    folder = tmp_path_factory.mktemp("posted")
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    body = json.dumps({other: other, "RawEmail": text}).encode()
    assert content(folder, body, "application/json", "RawEmail") == text.encode()


@given(some.binary())
def test_no_bytes_are_too_strange_for_a_form(tmp_path_factory, raw):
    folder = tmp_path_factory.mktemp("posted")
    assert content(folder, as_pairs(raw), "application/x-www-form-urlencoded", "body-mime") == raw


@given(some.binary(), some.sampled_from(["application/json", *PACKED, "text/plain", "", "multipart/form-data"]))
def test_rubbish_has_no_fields_or_some_but_never_breaks(tmp_path_factory, body, kind):
    folder = tmp_path_factory.mktemp("posted")
    (folder / "body").write_bytes(body)
    found = posted(folder / "body", kind)
    assert all(isinstance(value, str) for value in found.short().values())


@pytest.mark.parametrize("wrong", ['{"RawEmail": "cut', '{"RawEmail": 5}', '{"RawEmail": "bad \\u12"}', "[]", "}}}{"])
def test_broken_json_gives_what_it_can_and_no_more(tmp_path, wrong):
    assert content(tmp_path, wrong.encode(), "application/json", "RawEmail") in {b"", b"bad "}


def test_a_large_letter_takes_little_memory(tmp_path):
    line = "QUJD" * 19 + "\r\n"
    body = as_json(line * 80_000, TextBody=line * 120_000)
    (tmp_path / "body").write_bytes(body)
    len_of_body = len(body)
    del body
    tracemalloc.start()
    length = sum(len(piece) for piece in posted(tmp_path / "body", "application/json").content("RawEmail"))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert length == 80_000 * 78
    assert most < 10 * PIECE < len_of_body
