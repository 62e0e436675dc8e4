"""Where a trust is written to: by hand or from a file, never both halves of a broken one."""

import io
from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whoscounting.accounts.models import User
from whoscounting.ledger.models import Event
from whoscounting.lib.actions import Refused
from whoscounting.lib.actors import Actor
from whoscounting.register.actions import import_contacts, mark_contact_bounced, set_contact, verify_contact
from whoscounting.register.models import Contact
from whoscounting.register.queries import contacts_of, read_contacts
from whoscounting.register.rules import contacts

pytestmark = pytest.mark.django_db
BY = Actor.system("tests")
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
GOOD = {
    "trust": "RA2",
    "role": "data",
    "email": "breast.data@example.invalid",
    "source": "The trust's own page",
    "verified_on": date(2026, 11, 1),
    "expected": None,
}
HEADER = b"ods_code,role,email,source,verified_on\n"
LINE = b"RA2,data,breast.data@example.invalid,The trust's own page,2026-11-01\n"


@pytest.fixture(autouse=True)
def _none_yet(db):
    Contact.objects.filter(role="data").delete()


def lines():
    return Event.objects.filter(verb="contact set", subject="trust:RA2", detail__role="data")


def test_a_contact_is_set_with_one_line_that_does_not_hold_the_address():
    set_contact(**GOOD, by=BY, at=AT)
    assert Contact.objects.get(trust="RA2", role="data").email == GOOD["email"]
    line = lines().get()
    assert line.detail == {"role": "data", "source": GOOD["source"], "verified_on": "2026-11-01"}
    assert not line.public


def test_setting_it_again_to_the_same_writes_nothing():
    assert set_contact(**GOOD, by=BY, at=AT) == set_contact(**GOOD, by=BY, at=AT)
    assert lines().count() == 1


def test_setting_it_to_something_else_replaces_it():
    set_contact(**GOOD, by=BY, at=AT)
    set_contact(**GOOD | {"email": "other@example.invalid", "expected": GOOD["email"]}, by=BY, at=AT)
    assert [one.email for one in contacts_of("RA2") if one.role == "data"] == ["other@example.invalid"]
    assert lines().count() == 2


@pytest.mark.parametrize("seen", [None, "older@example.invalid"])
def test_what_a_colleague_set_meanwhile_is_not_overwritten_unread(seen):
    set_contact(**GOOD, by=BY, at=AT)
    with pytest.raises(Refused, match=f"meanwhile, to {GOOD['email']}"):
        set_contact(**GOOD | {"email": "other@example.invalid", "expected": seen}, by=BY, at=AT)
    assert Contact.objects.get(trust="RA2", role="data").email == GOOD["email"]
    assert lines().count() == 1


def test_a_contact_that_is_gone_is_not_set_unread():
    with pytest.raises(Refused, match="changed this contact meanwhile"):
        set_contact(**GOOD | {"expected": "older@example.invalid"}, by=BY, at=AT)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"trust": "ZZ1"}, "There is no trust 'ZZ1'."),
        ({"trust": "RA4"}, "RA4 closed on 2023-03-31."),
        ({"role": "boss"}, "'boss' is not one of foi, chief, data."),
        ({"email": "nobody"}, "'nobody' is not an e-mail address."),
        ({"email": "a\n@example.invalid"}, "is not an e-mail address"),
        ({"email": f"{'a' * 10_000}@example.invalid"}, "is not an e-mail address"),
        ({"source": " "}, "Where the address comes from must be said"),
        ({"verified_on": date(2026, 11, 23)}, "2026-11-23 is still to come."),
        ({"verified_on": date(1, 1, 1)}, "0001-01-01 can't be right"),
    ],
)
def test_what_cannot_be_written_to_is_refused(wrong, why):
    with pytest.raises(Refused, match=why):
        set_contact(**GOOD | wrong, by=BY, at=AT)


def test_a_file_is_taken_in_whole():
    entries = import_contacts(content=HEADER + LINE, commit=True, by=BY, at=AT)
    assert [(one.line, one.trust, one.role) for one in entries] == [(2, "RA2", "data")]
    assert Contact.objects.get(trust="RA2", role="data").verified_on == date(2026, 11, 1)


def test_without_commit_nothing_is_set():
    assert import_contacts(content=HEADER + LINE, commit=False, by=BY, at=AT)
    assert not lines()


def test_a_file_that_says_what_is_there_changes_nothing():
    set_contact(**GOOD, by=BY, at=AT)
    assert import_contacts(content=HEADER + LINE, commit=True, by=BY, at=AT) == []
    assert lines().count() == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty."),
        (LINE, "Line 1: The first line must be: ods_code,role,email,source,verified_on"),
        (HEADER + LINE + LINE, "Line 3: RA2 has its data already in line 2."),
        (HEADER + b"RA2,data,nobody,page,\n", "Line 2: 'nobody' is not an e-mail address."),
        (HEADER + b"RA2,data,a@example.invalid,page,1/11/2026\n", "Line 2: '1/11/2026' is not a date like 2026-11-22."),
        (HEADER + b"RA2,data,a@example.invalid,page,0001-01-01\n", "Line 2: 0001-01-01 can't be right"),
        (HEADER + LINE + b"RA2,foi,a@example.invalid,page,2126-11-01\n", "Line 3: 2126-11-01 is still to come."),
        (HEADER + b"RA2,data\n", "Line 2: 2 columns, where 5 belong."),
        (HEADER + b"RA2,data,caf\xe9@example.invalid,page,\n", "Line 2: Byte 0xE9 is not UTF-8."),
        (HEADER + b"RA2,data,a@example.invalid,pa\0ge,\n", "Line 2: There is a NUL byte"),
        (HEADER + "RA2,data,a@example.invalid,pa\u202ege,\n".encode(), r"Line 2: There is an invisible character"),
    ],
)
def test_a_broken_file_changes_nothing_and_says_the_line(content, message):
    with pytest.raises(Refused) as refused:
        import_contacts(content=content, commit=True, by=BY, at=AT)
    assert str(refused.value).startswith(f"Nothing was changed. {message}")
    assert not lines()


@given(st.binary(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_give_entries_or_problems_but_never_an_error(content):
    contacts.read(HEADER + content, trusts={"RA2": None}, roles=["data"], today=date(2026, 11, 22))


def test_the_command_shows_first_and_does_later(tmp_path):
    file, said = tmp_path / "contacts.csv", io.StringIO()
    file.write_bytes(HEADER + LINE)
    call_command("import_contacts", file, stdout=said)
    assert "Line 2: RA2 data breast.data@example.invalid" in said.getvalue()
    assert not lines()
    call_command("import_contacts", file, "--commit", stdout=said)
    assert lines().count() == 1
    file.write_bytes(HEADER + LINE + b"broken\n")
    with pytest.raises(CommandError, match="Line 3"):
        call_command("import_contacts", file, "--commit", stdout=said)


def test_problems_can_be_read_without_changing_anything():
    assert [problem.line for problem in read_contacts(HEADER + b"x\ny\n").problems] == [2, 3]


@pytest.fixture
def two_people(world):
    return [Actor.staff(user.pk) for user in User.objects.order_by("pk")[:2]]


def entered(by, **other):
    return set_contact(**GOOD | {"verified_on": None} | other, by=by, at=AT)


def verified(by, seen=GOOD["email"], at=AT):
    return verify_contact(trust="RA2", role="data", seen=seen, by=by, at=at)


def test_one_person_fills_in_and_a_second_verifies(two_people):
    first, second = two_people
    assert entered(first).entered_by_id == int(first.id)
    with pytest.raises(Refused, match="You entered this address"):
        verified(first)
    for _ in range(2):
        assert verified(second).verified_on == date(2026, 11, 22)
    assert Event.objects.filter(verb="contact verified", subject="trust:RA2").count() == 1


def test_who_enters_an_address_can_not_say_that_it_is_verified(two_people):
    with pytest.raises(Refused, match="Somebody else verifies"):
        set_contact(**GOOD, by=two_people[0], at=AT)


def test_an_address_that_changed_meanwhile_is_not_verified_unread(two_people):
    entered(two_people[0])
    with pytest.raises(Refused, match="changed this contact meanwhile"):
        verified(two_people[1], seen="older@example.invalid")


def test_a_person_who_saves_what_stands_there_takes_no_verification_away(two_people):
    entered(two_people[0])
    verified(two_people[1])
    assert entered(two_people[1], expected=GOOD["email"]).verified_on == date(2026, 11, 22)
    assert entered(two_people[1], expected=GOOD["email"], email="new@example.invalid").verified_on is None


def test_a_new_address_or_a_verification_ends_what_a_bounce_began(two_people):
    def bounced():
        return Contact.objects.get(trust="RA2", role="data").bounced_on

    entered(two_people[0])
    mark_contact_bounced(trust="RA2", email=GOOD["email"], on=date(2026, 11, 20), by=BY, at=AT)
    entered(two_people[0], source="Their switchboard", expected=GOOD["email"])
    assert bounced() == date(2026, 11, 20)
    verified(two_people[1])
    assert bounced() is None
    mark_contact_bounced(trust="RA2", email=GOOD["email"], on=date(2026, 11, 21), by=BY, at=AT)
    import_contacts(content=HEADER + LINE, commit=True, by=BY, at=AT)
    assert bounced() == date(2026, 11, 21)  # the file's verification is older than the bounce
    entered(two_people[0], email="new@example.invalid", expected=GOOD["email"])
    assert bounced() is None
