"""Planning, opening and closing a round at the desk."""

from datetime import date

from django.urls import reverse

from tests.desk.making import opened, planned, signed_in
from whoscounting.census.models import FoiRequest, Round
from whoscounting.lib.world import World


def test_a_planned_round_has_the_standard_questions_and_the_mark_of_its_world(officer, settings):
    desk = signed_in(officer)
    desk.post(reverse("desk:plan"), {"name": "Trial", "code": "trial", "year": "2026"})
    trial = Round.objects.get(pk="trial")
    assert trial.rehearsal
    assert trial.questions.count() == 8
    settings.WORLD = World.LAUNCH
    desk.post(reverse("desk:plan"), {"name": "Real", "code": "real", "year": "2026"})
    assert not Round.objects.get(pk="real").rehearsal


def test_a_taken_code_is_refused_and_what_was_typed_stays(officer):
    planned()
    response = signed_in(officer).post(reverse("desk:plan"), {"name": "Second try", "code": "trial", "year": "2026"})
    page = response.content.decode()
    assert "There is a round ‘trial’ already." in page
    assert 'value="Second try"' in page


def test_a_round_is_not_planned_to_close_before_it_opens(officer):
    plan = {"name": "Trial", "code": "trial", "year": "2098", "opens_on": "2098-06-30", "closes_on": "2098-03-02"}
    page = signed_in(officer).post(reverse("desk:plan"), plan).content.decode()
    assert "A round closes after it has opened." in page
    assert not Round.objects.filter(pk="trial").exists()


def test_before_opening_one_sees_who_is_asked_and_why_others_are_not(officer):
    planned()
    page = signed_in(officer).get(reverse("desk:open", args=["trial"])).content.decode()
    assert "<strong>118</strong> trusts will be asked" in page
    assert "fewer than 100 breast cancer treatments" in page


def test_opening_needs_the_confirmation(officer):
    planned()
    signed_in(officer).post(reverse("desk:open", args=["trial"]), {"on": "2026-03-02"})
    assert Round.objects.get(pk="trial").opened_on is None


def test_opening_twice_opens_once(officer):
    planned()
    desk, data = signed_in(officer), {"on": "2026-03-02", "sure": "on"}
    for _ in range(2):
        response = desk.post(reverse("desk:open", args=["trial"]), data, follow=True)
        assert response.status_code == 200
    assert "Trial is open already." in response.content.decode()
    assert FoiRequest.objects.filter(round="trial", in_scope=True).count() == 118
    assert Round.objects.get(pk="trial").opened_on == date(2026, 3, 2)


def test_a_round_closes_on_a_day_that_has_come(officer):
    opened()
    desk, address = signed_in(officer), reverse("desk:close", args=["trial"])
    refused = desk.post(address, {"on": "2098-01-01", "sure": "on"}).content.decode()
    assert "This day is still to come." in refused
    desk.post(address, {"on": "2026-05-01", "sure": "on"})
    assert Round.objects.get(pk="trial").closed_on == date(2026, 5, 1)


def test_the_list_shows_rounds_with_their_counts(officer):
    opened()
    page = signed_in(officer).get(reverse("desk:rounds")).content.decode()
    assert "Open since 2 March 2026" in page
    assert "<td>118</td><td>0</td><td>0</td>" in page
    assert "From before our time" in page


def test_an_unknown_round_is_not_found(officer):
    assert signed_in(officer).get(reverse("desk:board", args=["never"])).status_code == 404
