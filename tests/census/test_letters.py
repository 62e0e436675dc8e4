"""The words of letters, without a database."""

import pytest

from whoscounting.census.letters import DEFAULTS
from whoscounting.census.rules.letters import Words, listed, merged, objections, secrets_in
from whoscounting.mail.rules.placeholders import gap

FIELDS = {
    "trust": "Northern Example NHS Trust",
    "charity": "A Charity",
    "questions": "1. Do you?",
    "voluntary": "5. Why?",
}


@pytest.mark.parametrize("kind", DEFAULTS)
def test_every_letter_that_a_round_begins_with_may_be_sent(kind):
    assert objections(kind, DEFAULTS[kind]()) == []


def test_a_request_is_complete_without_its_link():
    words = DEFAULTS["request"]()
    without = Words(words.subject, words.body.replace("{door}", ""))
    assert objections("request", without) == []
    assert objections("request", Words(words.subject, words.body.replace("{questions}", "{door}"))) == [
        "{questions} is missing: the questions of the request, numbered."
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Freedom of Information Act 2000", "law", "Name the Freedom of Information Act 2000"),
        ("section 16", "section 12", "section 16"),
        ("{charity}", "us", "{charity} is missing"),
        ("{trust}", "you", "{trust} is missing"),
        ("{voluntary}", "{password}", "There is no field {password}"),
    ],
)
def test_what_a_request_may_not_lack_is_named(old, new, said):
    words = DEFAULTS["request"]()
    found = objections("request", Words(words.subject, words.body.replace(old, new)))
    assert any(said in one for one in found)


def test_a_subject_is_one_line_and_tells_no_secret():
    body = DEFAULTS["request"]().body
    assert objections("request", Words("One\nTwo", body))
    assert objections("request", Words("See {door}", body)) == ["A subject can’t hold {door}."]


def test_a_merged_letter_waits_for_its_secrets_and_for_nothing_else():
    letter = merged(DEFAULTS["request"](), FIELDS)
    assert "Northern Example NHS Trust" in letter.subject
    assert list(secrets_in(letter.body)) == ["door", "reply_address"]
    assert gap("door") in letter.body
    left = letter.body.replace(gap("door"), "").replace(gap("reply_address"), "")
    assert "{" not in left


def test_what_a_trust_is_called_is_never_taken_for_a_field():
    letter = merged(Words("About {trust}", "{trust}"), {"trust": "The {door} Trust\nSubject: spam"})
    assert letter.subject == "About The {door} Trust Subject: spam"
    assert letter.body.startswith("The {door} Trust")


def test_questions_are_listed_with_their_numbers():
    assert listed([("1", "Do you?"), ("2a", "How many?")]) == "1. Do you?\n\n2a. How many?"
