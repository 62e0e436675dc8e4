"""Where trusts are written to: one at a time, and from a file."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.desk.making import filled, signed_in
from whoscounting.register.models import Contact

ONE = {"email": "foi@trust.invalid", "source": "Its website", "verified_on": ""}
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
    assert counts == {"missing": 117, "unverified": 1, "verified": 0}
    assert [reach.trust.pk for reach in desk.get(LIST + "?show=unverified").context["reaches"]] == ["RA2"]
    assert len(desk.get(LIST + "?show=nonsense").context["reaches"]) == 118


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
    desk = signed_in(officer)
    assert [desk.post(reverse("desk:contact", args=["RA2", "foi"]), ONE).status_code for _ in range(2)] == [302, 302]
