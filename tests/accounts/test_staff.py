"""Accounts, roles, and help for those who have lost phone and codes."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from tests.desk.codes import CODE, anna, browser, factor_of, is_in, shown, sign_in
from whoscounting.accounts.models import User
from whoscounting.accounts.rules import ROLES
from whoscounting.ledger.queries import history

pytestmark = pytest.mark.django_db


def test_one_person_may_have_several_roles(world, capsys):
    call_command("add_staff", "bea", "officer", "editor")
    bea = User.objects.get(username="bea")
    assert set(bea.groups.values_list("name", flat=True)) == {"officer", "editor"}
    assert bea.check_password(capsys.readouterr().out.split()[-1])
    assert history(subject=f"user:{bea.pk}").last().detail == {"roles": ["editor", "officer"]}


def test_a_role_replaces_those_that_one_had(world):
    call_command("add_staff", "bea", "officer", "editor")
    call_command("add_staff", "bea", "reviewer")
    assert list(User.objects.get(username="bea").groups.values_list("name", flat=True)) == ["reviewer"]


def test_a_role_that_does_not_exist_is_refused(world):
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("add_staff", "bea", "emperor")


@pytest.mark.parametrize("role", ROLES)
def test_every_role_opens_the_desk(world, role):
    call_command("add_staff", "bea", role)
    client = browser()
    client.force_login(User.objects.get(username="bea"))
    assert is_in(client)


def test_who_has_lost_phone_and_codes_begins_anew(world, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    user = anna()
    secret = factor_of(user)
    client = browser()
    sign_in(client)
    client.post(CODE, {"code": shown(secret)})
    assert is_in(client)
    call_command("reset_second_factor", "anna")
    assert not Authenticator.objects.filter(user=user).exists()
    assert not is_in(client)
    assert history(subject=f"user:{user.pk}").last().verb == "second factor reset"
    sign_in(client)
    assert client.get("/desk/").url == "/desk/account/second-factor/set-up/"


def test_nobody_can_be_reset_who_does_not_exist(world):
    with pytest.raises(CommandError, match="Nobody signs in as zoe"):
        call_command("reset_second_factor", "zoe")
