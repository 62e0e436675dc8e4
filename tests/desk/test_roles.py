"""Who may see and do what at the desk."""

import pytest
from django.urls import reverse

from tests.desk.making import answered, signed_in
from whoscounting.accounts.models import User
from whoscounting.lib.actors import Actor

SCREENS = (
    "rounds",
    "plan",
    "board",
    "open",
    "close",
    "publish",
    "case",
    "scope",
    "clock",
    "extension",
    "reply",
    "assess",
)
REVIEWER_SEES = {"rounds", "board", "case", "assess"}


def address(name, request):
    if name in {"rounds", "plan", "contacts", "import"}:
        return reverse(f"desk:{name}")
    key = request.round_id if name in {"board", "open", "close", "publish", "record"} else request.pk
    return reverse(f"desk:{name}", args=[key])


@pytest.mark.parametrize("name", [*SCREENS, "contacts", "import"])
def test_who_is_not_signed_in_is_sent_to_the_sign_in(client, world, name):
    response = client.get(address(name, answered()))
    assert response.status_code == 302
    assert response.url.startswith("/desk/login/?next=")


@pytest.mark.parametrize("name", [*SCREENS, "contacts", "import"])
def test_the_officer_may_open_every_screen(officer, name):
    response = signed_in(officer).get(address(name, answered()))
    assert response.status_code == (302 if name == "open" else 200)  # the round is open already


@pytest.mark.parametrize("name", [*SCREENS, "contacts", "import"])
def test_a_reviewer_sees_the_answers_and_is_refused_the_rest_in_words(reviewers, name):
    response = signed_in(reviewers[0]).get(address(name, answered()))
    if name in REVIEWER_SEES:
        assert response.status_code == 200
    else:
        assert response.status_code == 403
        assert "Your account may not" in response.content.decode()


def test_a_reviewer_can_record_nothing_for_many_trusts(reviewers):
    request = answered()
    data = {"what": "reminder", "on": "2026-05-01", "which": "all"}
    response = signed_in(reviewers[0]).post(address("record", request), data)
    assert response.status_code == 403
    request.refresh_from_db()
    assert request.chased_on is None


def test_an_account_without_a_role_does_not_get_in(world):
    nobody = User.objects.create_user("nobody")
    response = signed_in(nobody).get(reverse("desk:rounds"))
    assert response.status_code == 302


def test_the_menu_offers_only_what_one_may_do(officer, reviewers):
    assert "desk/contacts" in signed_in(officer).get("/desk/").content.decode()
    assert "desk/contacts" not in signed_in(reviewers[0]).get("/desk/").content.decode()


def test_the_ledger_names_who_did_it(officer):
    from whoscounting.ledger.queries import history

    request = answered()
    signed_in(officer).post(
        address("scope", request), {"in_scope": "yes", "reason": "Checked by hand.", "seen": "True"}
    )
    last = history(subject=f"request:{request.pk}").last()
    assert (last.actor_kind, last.actor_id) == ("staff", Actor.staff(officer.pk).id)
