"""The holding pen suggests whose a letter may be, and a request shows its letters both ways."""

from datetime import UTC, datetime

import pytest
from django.db.models import QuerySet

from tests.census.asked import BY, asked, sent
from tests.mail.receiving import arrived, arrived_mail, empty_vault, letter, secret
from whoscounting.census import actions
from whoscounting.census.models import FoiRequest
from whoscounting.census.queries import pen
from whoscounting.mail import actions as mail
from whoscounting.mail.models import Inbound
from whoscounting.register.actions import set_contact
from whoscounting.register.models import Contact, Trust

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def evidence(db, settings, tmp_path):
    return empty_vault(settings, tmp_path)


@pytest.fixture
def requests(world) -> list[FoiRequest]:
    Contact.objects.filter(trust__in=["RA2", "RBN"]).delete()
    return asked("RA2", "RBN")


def contact(trust: str, email: str) -> None:
    set_contact(trust=trust, role="foi", email=email, source="Their page", verified_on=None, expected=None, by=BY)


def held(sender: str, **rest) -> pen.Held:
    arrived(letter(**{"from": sender, "message_id": f"<{sender}>"} | rest))
    actions.file_mail(by=BY)
    return pen.holding_pen(in_pen())[-1]


def in_pen() -> QuerySet[Inbound]:
    return pen.in_pen() & arrived_mail()


def suggested(found: pen.Held) -> list[tuple[str, str]]:
    return [(one.request.trust_id, one.why) for one in found.suggestions]


def test_the_address_to_which_we_write_is_known(requests):
    contact("RA2", "ra2.foi@nhs.net")
    assert suggested(held("RA2.FOI@nhs.net")) == [("RA2", "It came from the address to which we write.")]


def test_others_behind_a_domain_that_all_share_are_nobodys(requests):
    contact("RA2", "ra2.foi@nhs.net")
    assert suggested(held("somebody@nhs.net")) == []


def test_a_domain_of_a_website_or_of_a_contact_suggests_its_trusts(requests):
    Trust.objects.filter(pk="RA2").update(website="https://www.group.example/")
    contact("RBN", "foi@group.example")
    assert suggested(held("records@mail.group.example")) == [
        ("RA2", "It came from this trust’s domain, group.example."),
        ("RBN", "It came from this trust’s domain, group.example."),
    ]


def test_a_domain_that_only_ends_alike_suggests_nothing(requests):
    contact("RBN", "foi@group.example")
    assert suggested(held("foi@evilgroup.example")) == []


def test_a_replaced_address_suggests_its_own_request(requests):
    FoiRequest.objects.filter(pk=requests[0].pk).update(reply_generation=2)
    found = held("x@elsewhere.example", to=secret(requests[0].pk))
    assert suggested(found) == [("RA2", "It came to an address of this request that has been replaced.")]


def test_what_is_put_aside_is_no_longer_in_the_pen(requests):
    found = held("x@elsewhere.example")
    mail.set_aside(inbound=found.inbound, reason="Advertising", by=BY)
    assert list(in_pen()) == []
    assert found.inbound in pen.put_aside()


def test_the_whole_pen_costs_few_questions(requests, django_assert_max_num_queries):
    for number in range(5):
        held(f"x{number}@elsewhere.example")
    with django_assert_max_num_queries(6):
        assert len(pen.holding_pen(in_pen())) == 5


def test_a_request_shows_its_letters_both_ways_in_the_order_of_time(requests):
    one = requests[0]
    ours = sent(one)
    answer = arrived(letter(to=secret(one.pk)), received_at=datetime(2026, 3, 9, tzinfo=UTC))
    actions.file_mail(by=BY)
    assert [(found.message, found.inbound) for found in pen.correspondence(one)] == [(ours, None), (None, answer)]
    assert pen.correspondence(one)[1].filing.how == "address"
