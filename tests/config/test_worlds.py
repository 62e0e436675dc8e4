"""Nothing of one world touches the database of the other."""

import pytest
from django.core.management import CommandError, call_command

from whoscounting.lib.world import World


@pytest.mark.parametrize(
    "command",
    [
        ("add_staff", "somebody", "officer"),
        ("reset_second_factor", "officer"),
        ("import_trusts", "x"),
        ("import_contacts", "x"),
    ],
)
def test_a_command_refuses_the_other_worlds_database(world, settings, command):
    settings.WORLD = World.LAUNCH
    with pytest.raises(CommandError, match="database of rehearsal"):
        call_command(*command)


def test_health_is_refused_on_the_other_worlds_database(world, client, settings):
    settings.WORLD = World.LAUNCH
    response = client.get("/healthz")
    assert response.status_code == 503
    assert "another world" in response.content.decode()


@pytest.mark.parametrize("path", ["/", "/map/", "/trusts/RA2/", "/find/", "/data/latest/findings.csv"])
def test_who_posts_to_a_public_page_is_told_how_it_may_be_asked(world, path):
    from django.test import Client

    response = Client(enforce_csrf_checks=True, headers={"host": "localhost"}).post(path)
    assert response.status_code == 405
    assert "GET" in response["Allow"]


def test_a_form_without_its_token_is_answered_in_the_houses_words(world):
    from django.test import Client

    response = Client(enforce_csrf_checks=True, headers={"host": "localhost"}).post("/desk/login/")
    assert response.status_code == 403
    assert "Please send that again" in response.content.decode()
