"""Mail finds its request, proves that ours arrived or that it came back, and waits for a person where it is unsure."""

from datetime import UTC, date, datetime

import pytest

from tests.census.asked import BY, SENT, asked, sent
from tests.mail.receiving import arrived, empty_vault, letter, report, secret
from whoscounting.census import actions
from whoscounting.census.models import Filing, FoiRequest, Notice, Round
from whoscounting.ledger.queries import history
from whoscounting.lib.actions import Refused
from whoscounting.mail import actions as mail
from whoscounting.mail.models import Inbound
from whoscounting.register.actions import set_contact
from whoscounting.register.models import Contact

NEXT_WEEK = datetime(2026, 3, 9, 10, tzinfo=UTC)
OFFICE = "foi@trust.example"


@pytest.fixture(autouse=True)
def evidence(db, settings, tmp_path):
    return empty_vault(settings, tmp_path)


@pytest.fixture
def request_(world) -> FoiRequest:
    return asked("RA2")[0]


def came(raw, **rest) -> Inbound:
    """Kept, read and filed."""
    inbound = arrived(raw, **({"received_at": NEXT_WEEK} | rest))
    actions.file_mail(by=BY)
    inbound.refresh_from_db()
    return inbound


def fresh(request: FoiRequest) -> FoiRequest:
    return FoiRequest.objects.get(pk=request.pk)


def test_a_letter_to_the_secret_address_is_filed_and_proves_that_ours_arrived(request_):
    sent(request_)
    inbound = came(letter(to=secret(request_.pk)))
    assert Filing.objects.get(inbound=inbound).how == "address"
    assert inbound.dealt_with_at is not None
    assert fresh(request_).received_on == SENT
    assert fresh(request_).delivery_proof == (
        f"They wrote back on 9 March 2026 (mail {inbound.pk}). Ours was handed over on 2 March 2026."
    )
    assert history(subject=f"request:{request_.pk}").filter(verb="delivery proved", public=True).count() == 1


def test_an_answer_to_our_letter_is_filed_by_what_it_answers(request_):
    inbound = came(letter(in_reply_to=sent(request_).message_id))
    assert Filing.objects.get(inbound=inbound).how == "references"


def test_filing_twice_changes_nothing(request_):
    came(letter(to=secret(request_.pk)))
    lines = history(subject=f"request:{request_.pk}").count()
    assert actions.file_mail(by=BY) == 0
    assert history(subject=f"request:{request_.pk}").count() == lines


def test_a_letter_to_two_secret_addresses_is_filed_with_both_requests(world):
    one, other = asked("RA2", "RBN")
    inbound = came(letter(to=f"{secret(one.pk)}, {secret(other.pk)}"))
    assert {filing.request_id for filing in inbound.filings.all()} == {one.pk, other.pk}


def test_what_fits_nothing_waits_in_the_pen_and_is_not_tried_again(request_):
    inbound = came(letter())
    assert inbound.held == "Nothing in it says to which request it belongs."
    assert actions.file_mail(by=BY) == 0


def test_a_replaced_address_opens_nothing_more(request_):
    FoiRequest.objects.filter(pk=request_.pk).update(reply_generation=2)
    inbound = came(letter(to=secret(request_.pk, 1)))
    assert "has been replaced" in inbound.held
    assert fresh(request_).received_on is None
    assert came(letter(2, to=secret(request_.pk, 2))).held == ""


def test_a_request_that_is_not_there_is_no_trouble(request_):
    assert "not there" in came(letter(to=secret(999_999))).held


def test_what_was_put_aside_is_filed_only_when_it_is_brought_back(request_):
    ours = sent(request_)
    inbound = came(letter(to=secret(request_.pk), message_id=ours.message_id))
    assert not inbound.filings.exists()
    mail.bring_back(inbound=inbound, by=BY)
    actions.file_mail(by=BY)
    assert inbound.filings.exists()


def test_one_that_cannot_be_filed_holds_up_no_other(request_, monkeypatch):
    from whoscounting.census.actions import filing

    bad, good = arrived(letter(to=secret(request_.pk))), arrived(letter(2, to=secret(request_.pk)))
    true = filing._file

    def failing(inbound, *rest):
        if inbound == bad:
            raise Refused("Something nobody thought of.")
        return true(inbound, *rest)

    monkeypatch.setattr(filing, "_file", failing)
    actions.file_mail(by=BY)
    bad.refresh_from_db()
    assert bad.held == "Filing it failed, so a person must do it."
    assert good.filings.exists()


def test_an_unreadable_letter_stands_with_its_request_but_proves_nothing(request_):
    inbound = came(b"no letter at all", envelope_to=secret(request_.pk))
    assert inbound.filings.exists()
    assert fresh(request_).received_on is None


def test_out_of_office_proves_that_the_letter_is_there(request_):
    inbound = came(letter(to=secret(request_.pk), auto_submitted="auto-replied"))
    assert fresh(request_).delivery_proof.startswith(
        f"Their mail box answered by itself on 9 March 2026 (mail {inbound.pk})"
    )


def test_a_servers_word_that_it_was_delivered_proves_it_from_that_day(request_):
    ours = sent(request_)
    came(report(ours, action="delivered", status="2.0.0"), received_at=datetime(2026, 3, 3, 10, tzinfo=UTC))
    assert fresh(request_).received_on == date(2026, 3, 3)


@pytest.mark.parametrize("action", ["delayed", "relayed", "expanded"])
def test_a_servers_word_of_anything_else_proves_nothing(request_, action):
    came(report(sent(request_), action=action, status="4.0.0"))
    assert (fresh(request_).received_on, fresh(request_).bounced_on) == (None, None)


def test_a_letter_that_came_before_ours_went_proves_nothing(request_):
    came(letter(to=secret(request_.pk)), received_at=datetime(2026, 3, 1, 10, tzinfo=UTC))
    assert fresh(request_).received_on is None


def test_an_answer_quicker_than_our_own_books_proves_it_as_soon_as_they_say_sent(request_):
    FoiRequest.objects.filter(pk=request_.pk).update(sent_on=None)
    came(letter(to=secret(request_.pk)))
    assert fresh(request_).received_on is None
    actions.record_sending(round=Round.objects.get(code="mail"), trusts=["RA2"], on=SENT, by=BY)
    actions.file_mail(by=BY)
    assert fresh(request_).received_on == SENT


def test_a_proof_that_we_had_stays(request_):
    FoiRequest.objects.filter(pk=request_.pk).update(received_on=SENT, delivery_proof="Delivery receipt")
    came(letter(to=secret(request_.pk)))
    assert fresh(request_).delivery_proof == "Delivery receipt"


def test_a_letter_of_which_the_sender_may_be_forged_is_filed_and_proves_nothing_until_a_person_says_so(request_):
    forged = letter(
        to=secret(request_.pk), authentication_results="mx.our.example; dmarc=fail header.from=trust-1.example"
    )
    inbound = came(forged)
    assert inbound.filings.exists()
    assert inbound.details["doubtful"]
    assert fresh(request_).received_on is None
    inbound.filings.all().delete()
    actions.file_by_hand(inbound=inbound, requests=[request_], by=BY)
    assert fresh(request_).received_on == SENT


@pytest.fixture
def contact(request_) -> Contact:
    Contact.objects.filter(trust="RA2").delete()
    return set_contact(
        trust="RA2", role="foi", email=OFFICE.upper(), source="Their page", verified_on=None, expected=None, by=BY
    )


def test_a_letter_that_came_back_is_marked_with_its_address_and_its_request(request_, contact):
    ours = sent(request_)
    inbound = came(report(ours))
    ours.refresh_from_db()
    contact.refresh_from_db()
    assert (inbound.kind, ours.state) == ("bounce", "bounced")
    assert "No such office here" in ours.error
    assert contact.bounced_on == fresh(request_).bounced_on == date(2026, 3, 9)
    assert fresh(request_).received_on is None


def test_a_new_address_or_a_new_look_clears_the_mark_on_a_contact(request_, contact):
    came(report(sent(request_)))
    set_contact(
        trust="RA2",
        role="foi",
        email="new@trust.example",
        source="A call",
        verified_on=SENT,
        expected=OFFICE.upper(),
        by=BY,
    )
    contact.refresh_from_db()
    assert contact.bounced_on is None


def test_the_same_news_twice_changes_nothing_the_second_time(request_):
    ours = sent(request_)
    came(report(ours))
    FoiRequest.objects.filter(pk=request_.pk).update(bounced_on=None)  # a new address was found
    came(report(ours).replace(b"About your letter", b"Once more"), received_at=datetime(2026, 3, 20, tzinfo=UTC))
    assert fresh(request_).bounced_on is None


def test_a_late_report_on_a_letter_that_was_sent_again_marks_only_the_letter(request_):
    old = sent(request_)
    sent(request_, recipient="new@trust.example")
    came(report(old))
    old.refresh_from_db()
    assert (old.state, fresh(request_).bounced_on) == ("bounced", None)


def test_a_report_on_a_request_that_was_answered_does_not_undo_the_answer(request_):
    ours = sent(request_)
    came(letter(to=secret(request_.pk)))
    came(report(ours))
    assert fresh(request_).bounced_on is None
    assert fresh(request_).received_on == SENT


def test_a_report_that_may_be_forged_changes_nothing(request_):
    ours = sent(request_)
    forged = b"Authentication-Results: mx.our.example; dmarc=fail\n" + report(ours)
    assert came(forged).filings.exists()
    ours.refresh_from_db()
    assert (ours.state, fresh(request_).bounced_on) == ("sent", None)


def test_a_person_files_one_letter_that_speaks_for_two_trusts(world):
    one, other = asked("RA2", "RBN")
    inbound = came(letter())
    for _ in range(2):
        filings = actions.file_by_hand(inbound=inbound, requests=[one, other], by=BY)
    inbound.refresh_from_db()
    assert [filing.how for filing in filings] == ["staff", "staff"]
    assert (inbound.held, inbound.dealt_with_at is None) == ("", False)
    assert fresh(one).received_on == fresh(other).received_on == SENT


def test_filing_by_hand_wants_a_request(request_):
    with pytest.raises(Refused, match="at least one"):
        actions.file_by_hand(inbound=came(letter()), requests=[], by=BY)


def test_a_letter_taken_out_waits_in_the_pen_and_its_proof_goes_with_it(request_):
    inbound = came(letter(to=secret(request_.pk)))
    actions.unfile(inbound=inbound, request=request_, by=BY)
    inbound.refresh_from_db()
    assert inbound.held == "A person took it out of its request."
    assert (fresh(request_).received_on, fresh(request_).delivery_proof) == (None, "")
    assert actions.file_mail(by=BY) == 0  # not filed again by itself


def test_another_letter_takes_the_place_of_the_proof(request_):
    first = came(letter(to=secret(request_.pk)))
    second = came(letter(2, to=secret(request_.pk)), received_at=datetime(2026, 3, 10, 9, tzinfo=UTC))
    actions.unfile(inbound=first, request=request_, by=BY)
    assert fresh(request_).received_on == SENT
    assert f"(mail {second.pk})" in fresh(request_).delivery_proof


def test_a_letter_that_speaks_for_two_stays_filed_with_the_other(world):
    one, other = asked("RA2", "RBN")
    inbound = came(letter())
    actions.file_by_hand(inbound=inbound, requests=[one, other], by=BY)
    inbound = actions.unfile(inbound=inbound, request=one, by=BY)
    assert inbound.held == ""
    assert fresh(one).received_on is None
    assert fresh(other).received_on == SENT


def test_nothing_is_taken_out_on_which_something_rests(request_):
    inbound = came(letter(to=secret(request_.pk)))
    Notice.objects.create(request=request_, inbound=inbound, kind="acknowledgement", words="Thank you", noted_on=SENT)
    with pytest.raises(Refused, match="Take that back first"):
        actions.unfile(inbound=inbound, request=request_, by=BY)
    Notice.objects.all().delete()
    FoiRequest.objects.filter(pk=request_.pk).update(chased_on=date(2026, 4, 1))
    with pytest.raises(Refused, match="rests on that"):
        actions.unfile(inbound=inbound, request=request_, by=BY)


def test_the_report_by_which_a_letter_is_marked_stays(request_):
    inbound = came(report(sent(request_)))
    with pytest.raises(Refused, match="so it stays"):
        actions.unfile(inbound=inbound, request=request_, by=BY)


def test_fifty_letters_are_filed_with_few_questions_each(request_, django_assert_max_num_queries):
    for number in range(50):
        arrived(letter(number, to=secret(request_.pk)), received_at=NEXT_WEEK)
    with django_assert_max_num_queries(50 * 16):
        assert actions.file_mail(by=BY) == 50
