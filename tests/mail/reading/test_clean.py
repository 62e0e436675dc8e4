"""Characters and file names from outside, made harmless."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoscounting.mail.reading import clean

ANYTHING = st.text(st.characters(), max_size=300)  # lone surrogates too


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../x", "x"),
        ("..", "no-name"),
        ("../", "no-name"),
        ("C:\\x", "x"),
        ("C:\\Users\\Jo\\answer.pdf", "answer.pdf"),
        ("/etc/passwd", "passwd"),
        ("", "no-name"),
        ("   ", "no-name"),
        ("\0", "no-name"),
        ("a\0b.pdf", "ab.pdf"),
        ("answer\u202efdp.exe", "answerfdp.exe"),
        ("answer\u2067.pdf\u2069", "answer.pdf"),
        ("answer\u200f.pdf", "answer.pdf"),
        ("con.pdf", "_con.pdf"),
        ("a<b>c|d?e*.pdf", "abcde.pdf"),
        ("answer\n.pdf", "answer.pdf"),
        (".htaccess", "htaccess"),
        ("answer.pdf. . .", "answer.pdf"),
        ("\ud800\udfff.pdf", "pdf"),
        ("Réponse.pdf", "Réponse.pdf"),
    ],
)
def test_a_file_name_is_a_name_and_nothing_more(given_name, kept):
    assert clean.file_name(given_name, "no-name") == kept


def test_a_name_of_5000_characters_keeps_its_ending():
    name = clean.file_name("x" * 5000 + ".xlsx", "")
    assert len(name) == clean.LONGEST_NAME
    assert name.endswith("x.xlsx")
    assert len(clean.file_name("é" * 5000 + ".xlsx", "").encode()) <= clean.NAME_BYTES


@given(ANYTHING)
def test_no_name_has_a_way_out_of_its_folder(text):
    name = clean.file_name(text, "no-name")
    assert name
    assert not set(name) & set('/\\\0<>:"|?*')
    assert name not in {".", ".."}
    assert not any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in name)
    assert not clean.turns(name)
    name.encode()


@given(ANYTHING)
def test_a_cleaned_line_is_one_line_that_can_be_stored(text):
    line = clean.plain(text, 100)
    assert len(line) <= 100
    assert "\n" not in line
    assert not clean.turns(line)
    line.encode()
    assert clean.plain(line, 100) == line


@given(ANYTHING)
def test_a_cleaned_text_can_be_stored(text):
    kept = clean.lines(text, 200)
    assert len(kept) <= 200
    assert "\0" not in kept
    assert "\r" not in kept
    kept.encode()


def test_a_heap_of_accents_takes_no_time():
    begun = time.monotonic()
    clean.plain("e" + "\u0316\u0301" * 500_000)
    clean.lines("e" + "\u0316\u0301" * 500_000, 200_000)
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize(
    ("raw", "charset", "text", "sure"),
    [
        ("31 people – ‘counted’".encode(), "utf-8", "31 people – ‘counted’", True),
        ("‘counted’".encode("cp1252"), "iso-8859-1", "‘counted’", True),
        ("‘counted’".encode("cp1252"), "", "‘counted’", True),
        ("counted".encode("utf-16"), "utf-16", "counted", True),
        ("‘counted’".encode(), "x-unknown", "‘counted’", False),
        ("‘counted’".encode("cp1252"), "utf-8", "‘counted’", False),
        ("日本".encode("iso-2022-jp"), "ISO-2022-JP", "日本", True),
        (b"zzz", "zlib", "zzz", False),
        (b"xn--bcher-kva", "punycode", "xn--bcher-kva", False),
        (b"\\u0041", "unicode_escape", "\\u0041", False),
    ],
)
def test_bytes_become_text_by_the_named_charset_or_by_the_likeliest(raw, charset, text, sure):
    assert clean.decoded(raw, charset) == (text, sure)


@given(
    st.binary(max_size=200), st.sampled_from(["", "utf-8", "utf-16", "iso-2022-jp", "gb18030", "utf-7", "cp932", "?"])
)
def test_no_bytes_are_too_strange(raw, charset):
    text, _ = clean.decoded(raw, charset)
    clean.plain(text).encode()
