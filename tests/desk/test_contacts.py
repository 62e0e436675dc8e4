"""Where trusts are written to: one at a time, and from a file."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.desk.making import BY, filled, signed_in
from whoscounting.accounts.actions import add_staff
from whoscounting.desk.reach import standing
from whoscounting.register.models import Contact

ONE = {"email": "foi@trust.invalid", "source": "Its website"}
HEAD = "ods_code,role,email,source,verified_on\n"
LIST, FILE = "/desk/contacts/", "/desk/contacts/file/"
ADDRESS = "/desk/contacts/RA2/foi/"


def file(text):
    return {"file": SimpleUploadedFile("contacts.csv", text.encode())}


def test_the_list_tells_what_is_missing_and_what_is_unverified(officer):
    Contact.objects.all().delete()
    desk = signed_in(officer)
    desk.post(ADDRESS, ONE)
    counts = {state: number for state, _, number in desk.get(LIST).context["counts"]}
    assert counts == {"missing": 117, "bounced": 0, "unverified": 1, "ready": 0}
    assert [reach.trust.pk for reach in desk.get(LIST + "?show=unverified").context["reaches"]] == ["RA2"]
    assert len(desk.get(LIST + "?show=nonsense").context["reaches"]) == 118
    assert len(desk.get(LIST + "?show=todo").context["reaches"]) == 118


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"verified_on": date(2025, 11, 23)}, "ready"),
        ({"verified_on": date(2025, 11, 22)}, "unverified"),
        ({"verified_on": None}, "unverified"),
        ({"verified_on": date(2026, 11, 1), "bounced_on": date(2026, 11, 2)}, "bounced"),
    ],
)
def test_an_address_is_ready_for_a_year_unless_a_letter_came_back(changes, state):
    assert standing(Contact(**changes), on=date(2026, 11, 23)) == state
    assert standing(None, on=date(2026, 11, 23)) == "missing"


def test_the_list_asks_the_same_few_questions_for_any_number_of_trusts(officer):
    desk = signed_in(officer)
    desk.get(LIST)
    with CaptureQueriesContext(connection) as captured:
        page = desk.get(LIST)
    assert len(captured) <= 16
    assert "Its website" in page.content.decode()


def another_officer():
    return add_staff(username="officer-2", role="officer", password="a long password", by=BY)


def test_one_person_fills_in_and_a_second_one_verifies(officer):
    Contact.objects.filter(trust="RA2").delete()
    first, second = signed_in(officer), signed_in(another_officer())
    first.post(ADDRESS, ONE)
    assert "You entered it: somebody else verifies it." in first.get(LIST + "?show=unverified").content.decode()
    own = first.post(ADDRESS + "verify/", {"seen": ONE["email"], "sure": "on"}).content.decode()
    assert "You entered this address, so somebody else has to verify it." in own
    page = second.get(ADDRESS + "verify/")
    assert "Entered by" in page.content.decode()
    second.post(ADDRESS + "verify/", filled(page.context["form"]) | {"sure": "on"})
    assert Contact.objects.get(trust="RA2", role="foi").verified_on is not None


def test_an_address_that_changed_since_one_looked_is_not_verified(officer):
    Contact.objects.filter(trust="RA2").delete()
    signed_in(officer).post(ADDRESS, ONE)
    second = signed_in(another_officer())
    page = second.post(ADDRESS + "verify/", {"seen": "older@trust.invalid", "sure": "on"}).content.decode()
    assert "Somebody else changed this contact meanwhile." in page
    assert Contact.objects.get(trust="RA2", role="foi").verified_on is None
    assert 'value="foi@trust.invalid"' in page


def test_where_there_is_no_address_there_is_nothing_to_verify(officer):
    Contact.objects.filter(trust="RA2").delete()
    assert signed_in(officer).get(ADDRESS + "verify/").status_code == 404


def test_a_wrong_address_is_refused_and_stays_typed(officer):
    page = signed_in(officer).post(ADDRESS, ONE | {"email": "no address"}).content.decode()
    assert "Enter a valid email address" in page
    assert 'value="no address"' in page


def test_a_colleagues_change_is_not_overwritten_unread(officer):
    Contact.objects.filter(trust="RA2").delete()
    first, second = signed_in(officer), signed_in(officer)
    stale = filled(second.get(ADDRESS).context["form"]) | ONE | {"email": "other@trust.invalid"}
    first.post(ADDRESS, filled(first.get(ADDRESS).context["form"]) | ONE)
    response = second.post(ADDRESS, stale)
    assert "Somebody else changed this contact meanwhile, to foi@trust.invalid" in response.content.decode()
    again = filled(response.context["form"])
    assert again["email"] == "other@trust.invalid"
    second.post(ADDRESS, again)
    assert Contact.objects.get(trust="RA2", role="foi").email == "other@trust.invalid"


def test_an_unknown_trust_or_role_is_not_found(officer):
    desk = signed_in(officer)
    assert desk.get("/desk/contacts/NEVER/foi/").status_code == 404
    assert desk.get("/desk/contacts/RA2/cleaner/").status_code == 404
    assert desk.get("/desk/contacts/%00/foi/").status_code == 404


def test_a_file_is_looked_through_before_it_changes_anything(officer):
    Contact.objects.all().delete()
    desk = signed_in(officer)
    seen = desk.post(FILE, file(HEAD + "RA2,foi,foi@trust.invalid,<b>Its website</b>,2026-01-02\n"))
    assert "1 contact would be set" in seen.content.decode()
    assert "<b>Its website</b>" not in seen.content.decode()
    assert not Contact.objects.exists()
    done = desk.post(FILE, {"content": seen.context["form"].carry, "commit": "yes"}, follow=True)
    assert "1 contact is set." in done.content.decode()
    assert Contact.objects.get().source == "<b>Its website</b>"


def test_a_wrong_line_is_named_and_changes_nothing(officer):
    Contact.objects.all().delete()
    page = signed_in(officer).post(FILE, file(HEAD + "RA2,foi,foi@trust.invalid,Web,\nXXX,foi,a@b.invalid,Web,\n"))
    assert "There is no trust" in page.content.decode()
    assert "choose the file again" in page.content.decode()
    assert not Contact.objects.exists()


def test_no_file_a_huge_file_and_nonsense_are_refused_in_words(officer):
    desk = signed_in(officer)
    assert "Choose a file." in desk.post(FILE, {}).content.decode()
    assert "larger than 1 MB" in desk.post(FILE, file("x" * 1_100_000)).content.decode()
    assert "Choose the file again." in desk.post(FILE, {"content": "*", "commit": "yes"}).content.decode()
    assert desk.post(FILE, {"file": SimpleUploadedFile("c.csv", b"\xff\xfe\x00\x01")}).status_code == 200


def test_setting_the_same_twice_is_kind(officer):
    Contact.objects.filter(trust="RA2").delete()
    desk = signed_in(officer)
    assert [desk.post(reverse("desk:contact", args=["RA2", "foi"]), ONE).status_code for _ in range(2)] == [302, 302]
