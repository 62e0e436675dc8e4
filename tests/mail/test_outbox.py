"""The outbox: a letter waits once, is in one pair of hands at a time, and always says the truth about itself."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.mail.making import ALL, BY, LEASE, NOW, claimed, draft, handed, mailing, queued, states
from whoscounting.ledger.models import Event
from whoscounting.ledger.queries import history
from whoscounting.lib.actions import Refused
from whoscounting.mail import actions
from whoscounting.mail.models import Message
from whoscounting.mail.queries import outbox
from whoscounting.mail.rules.limits import Limits

pytestmark = pytest.mark.usefixtures("empty_outbox")
MINUTE = timedelta(minutes=1)
LATER = NOW + LEASE + MINUTE


def fresh(letter: Message) -> Message:
    return Message.objects.get(pk=letter.pk)


def test_a_mailing_planned_twice_is_one():
    assert mailing() == mailing()
    assert history(subject=f"mailing:{mailing().pk}").count() == 1


def test_a_letter_queued_twice_is_one_and_only_the_first_time_counts():
    assert actions.queue_letters(drafts=[draft(1), draft(2)], by=BY) == 2
    assert actions.queue_letters(drafts=[draft(2, subject="Another"), draft(3)], by=BY) == 1
    assert set(Message.objects.values_list("subject", flat=True)) == {draft().subject}


def test_a_hundred_and_eighteen_letters_cost_three_questions_and_their_lines_in_the_ledger(
    django_assert_max_num_queries,
):
    with django_assert_max_num_queries(118 * 3 + 20):
        assert actions.queue_letters(mailing=mailing(), drafts=[draft(n) for n in range(118)], by=BY) == 118


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"subject": "Hello\nBcc: all@trust.example"}, "one line"),
        ({"subject": "Hello\r\nBcc: all@trust.example"}, "one line"),
        ({"subject": " "}, "1 to 200"),
        ({"recipient": "foi@trust.example\nBcc: all@trust.example"}, "no address"),
        ({"recipient": "foi@trust.example, all@trust.example"}, "no address"),
        ({"recipient": "Office <foi@trust.example>"}, "no address"),
        ({"recipient": '"foi> NOTIFY=NEVER"@trust.example'}, "no address"),
        ({"in_reply_to": "<a@b>\r\nBcc: <c@d>"}, "named as mail programmes do"),
        ({"body": "Answer to ⟦answer⟧"}, "Nothing fills the gap 'answer'"),
        ({"secrets": {"reply": ("reply", 1, 1), "door": ("window", 1, 1)}}, "no secret addresses for 'window'"),
        ({"attachments": ({"name": "../../x", "type": "text/plain", "sha256": "0" * 64},)}, "without path"),
        ({"attachments": ({"name": "x", "type": "text/plain", "sha256": "x"},)}, "in the vault"),
    ],
)
def test_a_letter_that_would_be_dangerous_is_refused_with_all_beside_it(wrong, why):
    with pytest.raises(Refused, match=why):
        actions.queue_letters(drafts=[draft(1), draft(2, **wrong)], by=BY)
    assert states() == []


def test_two_drafts_of_one_letter_are_a_mistake():
    with pytest.raises(Refused, match="the same one"):
        actions.queue_letters(drafts=[draft(1), draft(1, subject="Another")], by=BY)


def test_the_ledger_knows_neither_addresses_nor_words_nor_secrets():
    queued(), claimed()
    letter = Message.objects.get()
    handed(letter)
    actions.settle_failed(letter=letter, words="550 5.1.1 <foi@trust-1.example> unknown", by=BY)
    lines = Event.objects.filter(subject=f"message:{letter.pk}")
    assert [line.verb for line in lines.order_by("id")] == ["letter queued", "letter handed over", "letter failed"]
    kept = json.dumps([line.detail for line in lines])
    assert "@" not in kept
    assert "550" in kept
    assert not lines.filter(public=True).exists()


def test_what_is_claimed_is_in_one_pair_of_hands():
    queued(3)
    first, second = claimed(2), claimed(2)
    assert [len(first), len(second), len(claimed(2))] == [2, 1, 0]
    assert not {one.pk for one in first} & {one.pk for one in second}
    assert {one.attempts for one in first} == {1}


def test_a_letter_is_not_due_before_its_time():
    actions.queue_letters(drafts=[draft()], due_at=NOW + MINUTE, by=BY, at=NOW)
    assert not claimed()
    assert not outbox.is_anything_to_do(now=NOW)
    assert outbox.is_anything_to_do(now=NOW + MINUTE)
    assert claimed(at=NOW + MINUTE)


def test_a_single_letter_goes_before_a_large_mailing_that_was_there_first():
    queued(5, of=mailing())
    actions.queue_letters(drafts=[draft(9)], by=BY, at=NOW)
    assert claimed()[0].key == draft(9).key


def test_a_paused_mailing_waits_and_others_go_on():
    paused = mailing()
    queued(2, of=paused)
    actions.queue_letters(drafts=[draft(9)], by=BY, at=NOW)
    assert actions.pause(mailing=paused, by=BY)
    assert not actions.pause(mailing=paused, by=BY)
    assert [one.key for one in claimed(9)] == [draft(9).key]
    assert actions.resume(mailing=paused, by=BY)
    assert len(claimed(9)) == 2
    assert [line.verb for line in history(subject=f"mailing:{paused.pk}")][1:] == ["mailing paused", "mailing resumed"]


def test_pausing_holds_back_even_a_letter_that_is_all_but_handed_over():
    queued(of=mailing())
    letter = claimed()[0]
    actions.pause(mailing=mailing(), by=BY)
    assert not handed(letter)
    assert actions.release_letters(letters=[letter], by=BY) == 1
    assert (fresh(letter).state, fresh(letter).attempts) == ("queued", 0)


def test_what_still_waits_can_be_taken_back_and_what_is_being_sent_can_not():
    letters = queued(3)
    claimed(1)
    assert actions.cancel_letters(keys=[one.key for one in letters], why="It has answered.", by=BY) == 2
    assert states() == ["claimed", "cancelled", "cancelled"]
    assert not claimed()


def test_a_letter_is_sent_only_with_the_servers_answer():
    queued()
    letter = claimed()[0]
    assert handed(letter)
    assert actions.settle_sent(letter=letter, proof="250 2.0.0 Ok:\r\n queued as 7F1A", by=BY, at=NOW)
    kept = fresh(letter)
    assert (kept.state, kept.proof, kept.settled_at) == ("sent", "250 2.0.0 Ok: queued as 7F1A", NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=letter.pk).update(proof="")


def test_a_letter_that_the_server_puts_off_waits_longer_each_time_and_fails_after_two_days():
    queued()
    moment, pauses = NOW, []
    while letter := next(iter(claimed(at=moment)), None):
        actions.settle_put_off(letter=letter, words="451 4.7.1 Greylisted", by=BY, at=moment)
        pauses.append((fresh(letter).due_at - moment) // MINUTE)
        moment = max(moment, fresh(letter).due_at)
    assert pauses[:6] == [1, 5, 15, 60, 240, 240]
    failed = Message.objects.get()
    assert failed.state == "failed"
    assert failed.error == "Given up after 16 tries. The last one: 451 4.7.1 Greylisted"
    assert timedelta(days=1.5) < moment - NOW < timedelta(days=2)


def test_a_worker_that_died_before_the_last_byte_costs_only_time():
    queued(2)
    first = claimed()[0]
    assert not outbox.lapsed(now=NOW + LEASE).exists()
    assert [one.key for one in claimed(9, at=LATER)] == [
        draft(2).key,
        draft(1).key,
    ]  # what may have killed it goes last
    assert fresh(first).attempts == 2
    assert not handed(first)
    assert not actions.settle_sent(letter=first, proof="250", by=BY)
    assert not actions.release_letters(letters=[first], by=BY)


def test_a_worker_that_died_after_it_leaves_the_letter_unsure():
    queued()
    letter = claimed()[0]
    handed(letter)
    assert claimed(at=LATER) == []
    assert [one.error for one in outbox.unsure()] == ["The worker ended or hung before the server’s answer was kept."]


def test_a_worker_that_was_only_frozen_still_tells_what_the_server_said():
    queued()
    letter = claimed()[0]
    handed(letter)
    claimed(at=LATER)
    assert actions.settle_sent(letter=letter, proof="250 Ok", by=BY)
    assert (fresh(letter).state, fresh(letter).error, fresh(letter).claim) == ("sent", "", "")


def test_but_not_once_somebody_has_settled_it():
    queued()
    letter = claimed()[0]
    handed(letter)
    claimed(at=LATER)
    actions.settle_by_hand(message=letter, was_sent=False, by=BY, at=LATER)
    assert not actions.settle_sent(letter=letter, proof="250 Ok", by=BY)
    assert fresh(letter).state == "queued"


def test_a_worker_that_was_frozen_before_the_last_byte_went_says_so_and_the_letter_goes_out_again():
    queued()
    letter = claimed()[0]
    handed(letter)
    claimed(at=LATER)
    assert actions.release_letters(letters=[letter], by=BY) == 1
    kept = fresh(letter)
    assert (kept.state, kept.error, kept.settled_at, kept.handed_at) == ("queued", "", None, None)


@pytest.mark.parametrize(("was_sent", "state"), [(True, "sent"), (False, "queued")])
def test_staff_settle_an_unsure_letter_with_one_click_and_a_second_one_changes_nothing(was_sent, state):
    queued()
    letter = claimed()[0]
    handed(letter)
    actions.settle_unsure(letter=letter, words="The connection was lost.", by=BY)
    for _ in range(2):
        assert actions.settle_by_hand(message=letter, was_sent=was_sent, by=BY).state == state
    with pytest.raises(Refused, match="not unsure any more"):
        actions.settle_by_hand(message=letter, was_sent=not was_sent, by=BY)
    assert history(subject=f"message:{letter.pk}").filter(verb="letter settled by hand").count() == 1


def test_a_letter_that_came_back_had_gone():
    queued(2)
    known, unsure = claimed(2)
    for letter in (known, unsure):
        handed(letter)
    actions.settle_sent(letter=known, proof="250 Ok", by=BY)
    actions.settle_unsure(letter=unsure, words="The connection was lost.", by=BY)
    assert actions.mark_bounced(message=known, words="550 no such office", by=BY)
    assert actions.mark_bounced(message=unsure, words="550 no such office", by=BY)
    assert not actions.mark_bounced(message=known, words="again", by=BY)
    assert [(one.state, one.proof, one.error) for one in (fresh(known), fresh(unsure))] == [
        ("bounced", "250 Ok", "550 no such office"),
        ("bounced", "It came back.", "550 no such office"),
    ]


def test_what_never_went_can_not_come_back():
    letter = queued()[0]
    assert not actions.mark_bounced(message=letter, words="550", by=BY)
    assert fresh(letter).state == "queued"


def test_a_failed_letter_can_be_tried_again_and_no_other():
    queued()
    letter = claimed()[0]
    with pytest.raises(Refused, match="It is: being sent"):
        actions.send_again(message=letter, by=BY)
    actions.settle_failed(letter=letter, words="554 not today", by=BY)
    for _ in range(2):
        assert actions.send_again(message=letter, by=BY, at=LATER).state == "queued"
    assert claimed(at=LATER)[0].attempts == 1


def test_the_limit_of_a_minute_counts_what_went_and_what_is_in_hand():
    queued(9)
    limits = Limits(per_minute=3)
    went, held = claimed(2, limits=limits)
    handed(went)
    actions.settle_sent(letter=went, proof="250", by=BY, at=NOW)
    assert len(claimed(9, limits=limits)) == 1
    assert not claimed(9, limits=limits)
    assert len(claimed(9, at=NOW + MINUTE, limits=limits)) == 1  # two are still in hand
    assert fresh(held).state == "claimed"


def test_a_full_domain_does_not_hold_back_the_others():
    actions.queue_letters(drafts=[draft(n, recipient=f"foi{n}@NHS.example") for n in range(5)], by=BY, at=NOW)
    actions.queue_letters(drafts=[draft(9)], by=BY, at=NOW)
    limits = Limits(per_domain=2)
    took = [letter.domain for _ in range(5) for letter in claimed(2, limits=limits)]
    assert took == ["nhs.example", "nhs.example", "trust-9.example"]


def test_progress_counts_every_state_and_estimates_the_end():
    whole = mailing()
    queued(10, of=whole)
    for letter in claimed(4):
        handed(letter)
        actions.settle_sent(letter=letter, proof="250", by=BY, at=NOW)
    seen = outbox.progress(mailing=whole, limits=Limits(per_minute=2), now=NOW)
    assert (seen.all, seen.left, seen.counts["sent"], seen.counts["failed"]) == (10, 6, 4, 0)
    assert seen.ends_at == NOW + 3 * MINUTE
    actions.pause(mailing=whole, by=BY)
    assert outbox.progress(mailing=whole, limits=ALL, now=NOW).ends_at is None


def test_a_slow_server_makes_the_estimate_later():
    whole = mailing()
    queued(6, of=whole)
    for number, letter in enumerate(claimed(3)):
        handed(letter, at=NOW + number * MINUTE)
        actions.settle_sent(letter=letter, proof="250", by=BY)
    assert outbox.progress(mailing=whole, limits=ALL, now=NOW).ends_at == NOW + 3 * MINUTE


def test_a_letter_is_found_by_the_names_that_reports_use():
    letter = queued()[0]
    assert outbox.letter_named(name=letter.message_id) == letter
    assert outbox.letter_named(name=letter.message_id[1:].partition("@")[0]) == letter
    assert outbox.letter_named(name="<other@trust.example>") is None


def test_the_database_itself_refuses_a_letter_that_waits_in_somebodys_hands():
    letter = queued()[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=letter.pk).update(claim="mine")
