"""Everyone sees where they are signed in, and can end it everywhere else."""

import time

import pytest
import time_machine
from allauth.usersessions.models import UserSession

from tests.desk.codes import PASSWORD, anna, browser, is_in, sign_in
from whoscounting.desk.signing_in.devices import device

pytestmark = pytest.mark.django_db
PLACES = "/desk/account/sessions/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile Safari/604.1"


@pytest.fixture
def two(world):
    """Two browsers of one person."""
    anna()
    both = browser(user_agent=FIREFOX), browser(user_agent=SAFARI)
    for client in both:
        sign_in(client)
    return both


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (SAFARI, "Safari on an iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Linux"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome on an Android device"),
        ("", "A browser we don’t know"),
        ("<script>", "A browser we don’t know"),
    ],
)
def test_a_device_has_a_name_that_its_owner_knows(user_agent, words):
    assert device(user_agent) == words


def test_the_list_names_devices_and_times_and_no_address(two):
    page = two[0].get(PLACES).content.decode()
    assert "Firefox on Windows" in page
    assert "Safari on an iPhone" in page
    assert page.count("Here, now") == 1
    assert "127.0.0.1" not in page


def test_another_session_can_be_ended(two):
    here, elsewhere = two
    assert is_in(elsewhere)
    assert "signed out everywhere else" in here.post(PLACES, follow=True).content.decode()
    assert not is_in(elsewhere)
    assert is_in(here)


def test_nobody_sees_or_ends_the_sessions_of_others(two, officer):
    other = browser()
    other.force_login(officer)
    assert "Safari on an iPhone" not in other.get(PLACES).content.decode()
    other.post(PLACES)
    assert all(is_in(client) for client in two)


def test_a_new_password_ends_the_other_sessions(two):
    here, elsewhere = two
    new = "staple and a battery"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post("/desk/account/password/", data).status_code == 302
    assert is_in(here)
    assert not is_in(elsewhere)


def test_a_new_password_must_be_long_and_the_old_one_right(two):
    data = {"oldpassword": "wrong", "password1": "short", "password2": "short"}
    page = two[0].post("/desk/account/password/", data).content.decode()
    assert "not your current password" in page
    assert "at least 12 characters" in page


def test_the_old_password_cannot_be_guessed_at_an_open_desk(two, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"change_password": None}
    data = {"oldpassword": "wrong", "password1": "long enough", "password2": "long enough"}
    for _ in range(10):
        two[0].post("/desk/account/password/", data)
    assert "too many wrong tries" in two[0].post("/desk/account/password/", data).content.decode()


def test_last_seen_is_written_now_and_then_and_not_at_every_click(two):
    here = two[0]
    is_in(here)
    seen = UserSession.objects.get(user_agent=FIREFOX).last_seen_at
    is_in(here)
    assert UserSession.objects.get(user_agent=FIREFOX).last_seen_at == seen
    with time_machine.travel(time.time() + 301, tick=False):
        is_in(here)
    assert UserSession.objects.get(user_agent=FIREFOX).last_seen_at > seen


def test_a_public_page_asks_nothing_of_those_who_have_not_signed_in(world):
    response = browser().get("/methodology/")
    assert "Cookie" not in response.get("Vary", "")


def test_wagtails_account_page_leads_to_all_of_this(two):
    page = two[0].get("/desk/account/").content.decode()
    for path in (PLACES, "/desk/account/second-factor/", "/desk/account/password/"):
        assert f'href="{path}"' in page
    assert 'name="password-old_password"' not in page
