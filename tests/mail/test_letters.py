"""The rules of letters: gaps and what fills them, names, pauses, limits and the server's address. No database."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.mail.making import BODY, draft
from whoscounting.lib.addresses import door_address, reply_address
from whoscounting.mail.rules.drafts import objection
from whoscounting.mail.rules.limits import Limits
from whoscounting.mail.rules.pauses import next_pause
from whoscounting.mail.rules.placeholders import Unfilled, filled, gap, gaps, harmless, masked
from whoscounting.mail.rules.servers import Server, server
from whoscounting.mail.rules.words import code, short

SECRETS = {"reply": ["reply", 12, 3], "door": ["door", 12, 1]}


def test_gaps_are_filled_at_the_last_moment_and_only_then():
    whole = filled(BODY, SECRETS)
    assert reply_address(12, 3) in whole
    assert door_address(12, 1) in whole
    assert not gaps(whole)


def test_who_may_only_read_a_letter_sees_words_in_place_of_its_secrets():
    shown = masked(BODY, SECRETS)
    assert "answer to ‹this letter’s own reply address›" in shown
    assert "‹the trust’s own link›" in shown
    assert masked(gap("other"), {}) == "‹a secret address›"


@pytest.mark.parametrize("body", ["⟦answer⟧", "a ⟦ stray one", "⟦Not a name⟧", "⟧"])
def test_a_letter_with_a_gap_left_can_not_be_filled(body):
    with pytest.raises(Unfilled):
        filled(body, SECRETS)


def test_a_secret_for_an_unknown_purpose_can_not_be_filled():
    with pytest.raises(Unfilled, match="window"):
        filled(gap("door"), {"door": ["window", 1, 1]})


def test_a_gap_has_a_plain_name():
    with pytest.raises(ValueError, match="can't be the name"):
        gap("Reply address")


@given(st.text())
def test_text_by_others_never_makes_a_gap(text):
    assert not gaps(harmless(text))
    assert filled(harmless(text), SECRETS) == harmless(text)


@pytest.mark.parametrize("text", ["{{reply_address}}", "{% now %}", "%(door)s", "$door", "[[door]]"])
def test_what_other_templates_use_is_just_text(text):
    assert filled(text, SECRETS) == text


def test_a_usual_letter_has_nothing_against_it():
    assert objection(draft()) == ""


@given(st.text(alphabet=st.characters(categories=["Cc", "Zl", "Zp"]), min_size=1, max_size=1), st.integers(0, 5))
def test_no_control_character_gets_into_a_header(character, place):
    subject = "Hello"[:place] + character + "Hello"[place:]
    assert objection(draft(subject=subject)) == "A subject is one line."
    assert "no address" in objection(draft(recipient=f"foi{character}@trust.example"))


def test_pauses_grow_and_end():
    minutes = [pause // timedelta(minutes=1) for n in range(1, 16) if (pause := next_pause(n))]
    assert minutes == [1, 5, 15, 60, *[240] * 11]
    assert next_pause(16) is None


def test_limits_choose_the_first_that_fit():
    waiting = [(1, "a"), (2, "a"), (3, "a"), (4, "b")]
    assert Limits().chosen(waiting, {}, 3) == [1, 2, 3]
    assert Limits(per_domain=2).chosen(waiting, {"a": 1}, 9) == [1, 4]
    assert Limits(per_minute=3).chosen(waiting, {"z": 1}, 9) == [1, 2]
    assert Limits(per_minute=3).chosen(waiting, {"z": 5}, 9) == []


def test_the_slowest_domain_says_how_long_it_takes():
    limits = Limits(per_minute=100, per_domain=10)
    assert limits.time_for({"nhs.example": 40, "trust.example": 1}) == timedelta(minutes=4)
    assert limits.time_for({f"trust-{n}": 1 for n in range(300)}) == timedelta(minutes=3)
    assert limits.time_for({}) == Limits().time_for({"a": 9}) == timedelta()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example", Server("mail.example", 587, "smtp")),
        ("smtps://mail.example", Server("mail.example", 465, "smtps")),
        ("smtp://me%40example:p%3Aq@mail.example:2525", Server("mail.example", 2525, "smtp", "me@example", "p:q")),
        ("smtp+plain://127.0.0.1:1025", Server("127.0.0.1", 1025, "smtp+plain")),
        ("smtp+plain://[::1]", Server("::1", 25, "smtp+plain")),
    ],
)
def test_the_address_of_a_server_is_understood(url, expected):
    assert server(url) == expected
    assert "p:q" not in repr(server(url))


@pytest.mark.parametrize(
    "url", ["", "mail.example", "http://mail.example", "smtp://", "smtp://u:secret@h:port", "smtp+plain://u:secret@h"]
)
def test_an_address_that_would_send_in_the_clear_or_nowhere_is_refused_without_showing_the_password(url):
    with pytest.raises(ValueError, match="SMTP_URL") as refused:
        server(url)
    assert "secret" not in str(refused.value)


def test_a_servers_words_are_kept_in_one_line_and_its_number_alone_in_the_ledger():
    assert short("250 Ok\r\n  queued " + "x" * 1000)[:13] == "250 Ok queued"
    assert (code("550 5.1.1 <foi@trust.example>"), code("Connection refused")) == ("550", "")
