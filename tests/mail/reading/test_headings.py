"""Encoded words, parameters, addresses, ids and dates, as real programs and hostile people write them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoscounting.mail.reading import headings
from whoscounting.mail.reading.headings import Address
from whoscounting.mail.reading.parts import LONGEST_VALUE


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("Your request", "Your request"),
        ("=?utf-8?q?R=C3=A9ponse_31?=", "Réponse 31"),
        ("=?utf-8?B?UsOpcG9uc2U=?=", "Réponse"),
        ("=?utf-8?B?UsO?= =?utf-8?B?qXBvbnNl?=", "Réponse"),  # cut within a letter, and without its padding
        ("=?utf-8?q?one?= =?utf-8?q?_two?=", "one two"),
        ("=?utf-8?q?one?= and =?utf-8?q?two?=", "one and two"),
        ("=?windows-1252?q?=91x=92?=", "‘x’"),
        ("=?x-none?q?plain?=", "plain"),
        ("=?utf-8?q?broken", "=?utf-8?q?broken"),
        ("=?utf-8?b?!!!?=", ""),
        ("gift\u202egnp.exe", "giftgnp.exe"),
        ("a\0b\r\nBcc: x", "ab Bcc: x"),
    ],
)
def test_a_heading_is_one_readable_line(value, words):
    assert headings.words(value) == words


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("foi@trust.invalid", [Address("", "foi@trust.invalid")]),
        ('"Office, FOI" <FOI@Trust.INVALID>', [Address("Office, FOI", "FOI@trust.invalid")]),
        ("foi@trust.invalid (FOI Office)", [Address("FOI Office", "foi@trust.invalid")]),
        ("=?utf-8?q?Zo=C3=AB?= <z@trust.invalid>", [Address("Zoë", "z@trust.invalid")]),
        ("a@x.invalid, B <b@x.invalid>;", [Address("", "a@x.invalid"), Address("B", "b@x.invalid")]),
        ("undisclosed-recipients:;", []),
        ("Team: a@x.invalid, b@x.invalid;", [Address("", "a@x.invalid"), Address("", "b@x.invalid")]),
        ("<>", []),
        ("", []),
        ('"chief@trust.invalid" <forger@evil.invalid>', [Address("chief@trust.invalid", "forger@evil.invalid")]),
        ("chief@trust.invalid <forger@evil.invalid>", [Address("chief@trust.invalid", "forger@evil.invalid")]),
        ('"a\\"b" <a@x.invalid>', [Address('a"b', "a@x.invalid")]),
        ("A <a@x.invalid>, again <A@x.invalid>", [Address("A", "a@x.invalid")]),
    ],
)
def test_the_address_is_what_stands_in_brackets_whatever_the_name_pretends(value, found):
    assert list(headings.addresses([value])) == found


@pytest.mark.parametrize(
    ("value", "name", "text"),
    [
        ('text/plain; charset="utf-8"', "charset", "utf-8"),
        ("multipart/mixed;boundary=abc ; x=y", "boundary", "abc"),
        ('attachment; filename="a;b.pdf"', "filename", "a;b.pdf"),
        ('attachment; filename="a\\"b.pdf"', "filename", 'a"b.pdf'),
        ("attachment; filename*=utf-8''%e2%82%ac.pdf", "filename", "€.pdf"),
        ("attachment; filename*0*=utf-8''%e2; filename*1*=%82%ac; filename*2=\".pdf\"", "filename", "€.pdf"),
        ('attachment; filename*1="b.pdf"; filename*0="a"', "filename", "ab.pdf"),
        ("attachment; filename*=nonsense''%ff", "filename", "ÿ"),
        ("attachment; FileName=x.pdf", "filename", "x.pdf"),
        ("attachment", "filename", ""),
    ],
)
def test_parameters_are_read_in_all_their_forms(value, name, text):
    assert headings.params(value)[1].get(name, "") == text


def test_ids_lose_their_brackets_and_of_many_the_first_and_the_latest_stay():
    assert headings.ids("<a@x> \t <b@x>") == ("a@x", "b@x")
    assert headings.ids("a@x") == ("a@x",)
    assert headings.ids("not an id") == ()
    many = headings.ids(" ".join(f"<{number}@x>" for number in range(500)))
    assert (len(many), many[0], many[-1]) == (100, "0@x", "499@x")


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("Mon, 2 Mar 2026 10:00:00 +0000", "2026-03-02T10:00:00+00:00"),
        ("2 Mar 2026 10:00 +0100", "2026-03-02T10:00:00+01:00"),
        ("Mon, 2 Mar 2026 10:00:00 -0000", "2026-03-02T10:00:00+00:00"),
        ("Mon, 99 Foo 2026", ""),
        ("Fri, 31 Dec 9999 23:59:59 -2300", ""),
        ("1 Jan 99999999999999999999 00:00:00 +0000", ""),
        ("", ""),
    ],
)
def test_a_date_is_a_date_or_nothing(value, iso):
    assert headings.moment(value) == iso


@pytest.mark.parametrize(
    "piece", ["(", '"', '\\"', "<", "=?a?q?", "=?utf-8?b?=", ";", ';a="', "; a*0=b", " ", "a@", "@", ",", "=?", "?="]
)
def test_no_repetition_takes_long(piece):
    value = (piece * LONGEST_VALUE)[:LONGEST_VALUE]
    begun = time.monotonic()
    headings.words(value)
    headings.addresses([value])
    headings.params(value)
    headings.ids(value)
    headings.moment(value)
    assert time.monotonic() - begun < 1


@given(st.text(max_size=200))
def test_no_value_is_too_strange(value):
    headings.words(value).encode()
    for one in headings.addresses([value]):
        f"{one.name}{one.address}".encode()
        assert "@" in one.address
    headings.params(value)
    headings.ids(value)
    headings.moment(value)


@given(st.binary(max_size=100))
def test_broken_base64_gives_what_it_can(raw):
    headings.from_base64(raw)
