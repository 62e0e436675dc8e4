"""How we know that a trust has our request, and since which day. Rules only, no database."""

from datetime import date

import pytest

from whoscounting.census.rules.delivery import Kind, Sign, proof, rests_on

SENT, LATER = date(2026, 3, 2), date(2026, 3, 9)


@pytest.mark.parametrize("kind", [Kind.LETTER, Kind.AUTOMATIC, Kind.OPENED])
def test_an_answer_shows_that_they_had_it_since_it_was_handed_over(kind):
    found = proof(Sign(kind, LATER, 12), sent_on=SENT, handed_on=SENT)
    assert found.day == SENT
    assert found.words == f"{kind.value} on 9 March 2026 (mail 12). Ours was handed over on 2 March 2026."
    assert len(found.words) <= 200


def test_their_server_names_its_own_day():
    found = proof(Sign(Kind.REPORT, date(2026, 3, 3), 12), sent_on=SENT, handed_on=SENT)
    assert (found.day, found.words) == (
        date(2026, 3, 3),
        "Their mail server said that it has our letter on 3 March 2026 (mail 12).",
    )


def test_a_letter_that_waited_in_the_outbox_counts_from_when_it_went():
    assert proof(Sign(Kind.LETTER, LATER, 1), sent_on=SENT, handed_on=date(2026, 3, 4)).day == date(2026, 3, 4)


def test_a_letter_sent_in_another_way_counts_from_its_day():
    assert proof(Sign(Kind.LETTER, LATER, 1), sent_on=SENT, handed_on=None).day == SENT


def test_an_answer_on_the_same_day_counts():
    assert proof(Sign(Kind.AUTOMATIC, SENT, 1), sent_on=SENT, handed_on=SENT).day == SENT


def test_what_is_older_than_our_letter_answers_another():
    assert proof(Sign(Kind.LETTER, date(2026, 3, 1), 1), sent_on=SENT, handed_on=SENT) is None


def test_a_proof_rests_on_its_own_message_only():
    words = proof(Sign(Kind.LETTER, LATER, 12), sent_on=SENT, handed_on=SENT).words
    assert rests_on(words, 12)
    assert not rests_on(words, 1)
    assert not rests_on(words, 2)
    assert not rests_on("Delivery receipt", 12)
