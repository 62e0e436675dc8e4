"""In a launch the desk wants a second factor. It can't be guessed, used twice or switched off by a passer-by."""

import re
import time
from urllib.parse import urlencode

import pytest
import time_machine
from allauth.mfa.models import Authenticator

from tests.desk.codes import (
    CODE,
    CODES,
    PASSWORD,
    SET_UP,
    anna,
    browser,
    factor_of,
    is_in,
    recovery_codes,
    shown,
    sign_in,
)

pytestmark = pytest.mark.django_db
OFF = "/desk/account/second-factor/switch-off/"


@pytest.fixture
def launched(world, settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def half_way(launched):
    """Somebody who has typed the password, and the secret in their phone."""
    secret = factor_of(anna())
    client = browser()
    assert sign_in(client).url == CODE
    return client, secret


def check_before(address: str) -> str:
    """Where one is sent before something that matters."""
    return f"/desk/account/check/?{urlencode({'next': address})}"


def key(page: str) -> str:
    """The secret as a person reads it off the page."""
    return re.search(r'key-text">([A-Z2-7 ]+)<', page)[1].replace(" ", "")


def test_a_password_alone_does_not_open_the_desk_of_a_launch(half_way):
    client, _ = half_way
    assert not is_in(client)


def test_a_code_does(half_way):
    client, secret = half_way
    assert client.post(CODE, {"code": shown(secret)}).url == "/desk/"
    assert is_in(client)


def test_it_may_be_typed_with_a_gap_and_half_a_minute_late(half_way):
    client, secret = half_way
    with time_machine.travel(time.time(), tick=False):
        code = shown(secret, -1)
        assert client.post(CODE, {"code": f"{code[:3]} {code[3:]}"}).status_code == 302


@pytest.mark.parametrize("code", ["000000", "", "abc", "١٢٣٤٥٦", "1" * 500])
def test_a_wrong_code_does_not(half_way, code):
    client, _ = half_way
    assert client.post(CODE, {"code": code}).status_code == 200
    assert not is_in(client)


def test_an_old_code_does_not(half_way):
    client, secret = half_way
    client.post(CODE, {"code": shown(secret, -3)})
    assert not is_in(client)


def test_a_code_cannot_be_used_twice_while_it_counts(half_way):
    client, secret = half_way
    start = time.time() // 30 * 30
    with time_machine.travel(start, tick=False):
        code = shown(secret, 1)  # a phone that is ahead, so that the code counts for a minute and a half
        assert client.post(CODE, {"code": code}).status_code == 302
    for seconds in (0, 31, 59):
        with time_machine.travel(start + seconds, tick=False):
            another = browser()
            sign_in(another)
            assert "used already" in another.post(CODE, {"code": code}).content.decode()
            assert not is_in(another)


def test_a_recovery_code_works_once(half_way):
    client, _ = half_way
    code = recovery_codes(anna_again())[0]
    assert client.post(CODE, {"code": code}).url == "/desk/"
    another = browser()
    sign_in(another)
    assert another.post(CODE, {"code": code}).status_code == 200
    assert not is_in(another)


def test_ten_wrong_codes_lock_out_and_say_for_how_long(half_way):
    client, secret = half_way
    for _ in range(10):
        client.post(CODE, {"code": "000000"})
    page = client.post(CODE, {"code": shown(secret)}).content.decode()
    assert "Please wait 15 minutes" in page
    assert not is_in(client)


def test_whoever_has_none_reaches_only_the_set_up_and_the_way_out(launched):
    anna()
    client = browser()
    sign_in(client)
    for path in ("/desk/", "/desk/rounds/", "/desk/account/", "/desk/account/sessions/", "/desk/nothing/"):
        assert client.get(path).url == SET_UP
    assert client.get(SET_UP).status_code == 200
    assert client.post("/desk/logout/").url == "/desk/login/"


def test_setting_it_up_shows_the_recovery_codes_and_then_opens_the_desk(launched):
    anna()
    client = browser()
    sign_in(client)
    page = client.get(SET_UP).content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    secret = key(page)
    response = client.post(SET_UP, {"code": shown(secret)}, follow=True)
    assert response.redirect_chain[-1][0] == CODES
    assert all(f"{code[:4]} {code[4:]}" in response.content.decode() for code in recovery_codes(anna_again()))
    assert is_in(client)


def test_the_first_code_must_be_right_and_signs_nobody_else_in(launched):
    anna()
    client, elsewhere = browser(), browser()
    sign_in(client)
    sign_in(elsewhere)
    secret = key(client.get(SET_UP).content.decode())
    assert "not right" in client.post(SET_UP, {"code": "000000"}).content.decode()
    client.post(SET_UP, {"code": shown(secret)})
    assert not is_in(elsewhere)
    sign_in(elsewhere)
    assert elsewhere.post(CODE, {"code": shown(secret)}).status_code == 200
    assert not is_in(elsewhere)


def test_in_a_rehearsal_it_is_offered_and_not_required(world):
    user = anna()
    client = browser()
    sign_in(client)
    assert is_in(client)
    assert "Set it up" in client.get("/desk/account/second-factor/").content.decode()
    factor_of(user)
    assert sign_in(browser()).url == CODE


def test_switching_it_off_wants_the_password_again(half_way):
    client, secret = half_way
    client.post(CODE, {"code": shown(secret)})
    asked = client.get(OFF)
    assert asked.url == check_before(OFF)
    assert client.post(OFF).status_code == 302
    assert Authenticator.objects.filter(user__username="anna").count() == 2
    client.post(asked.url, {"password": "wrong"})
    assert client.get(OFF).status_code == 302
    client.post(asked.url, {"password": PASSWORD})
    assert client.post(OFF).status_code == 302
    assert not Authenticator.objects.filter(user__username="anna").exists()


def test_seeing_the_recovery_codes_wants_the_password_again(half_way):
    client, secret = half_way
    client.post(CODE, {"code": shown(secret)})
    assert client.get(CODES).url == check_before(CODES)


def test_new_recovery_codes_replace_the_old(half_way):
    client, secret = half_way
    client.post(CODE, {"code": shown(secret)})
    old = recovery_codes(anna_again())
    client.post(check_before(CODES), {"password": PASSWORD})
    client.post(f"{CODES}new/")
    assert not set(old) & set(recovery_codes(anna_again()))


def anna_again():
    return Authenticator.objects.filter(user__username="anna").first().user
