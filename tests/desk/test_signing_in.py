"""Staff sign in with name and password; nobody joins by themselves, and nobody guesses for long."""

import logging
import os
import re
import subprocess
import sys
import time

import pytest
import time_machine
from django.urls import NoReverseMatch, reverse

from tests.desk.codes import LOGIN, PASSWORD, anna, browser, is_in, sign_in
from tests.test_house import ROOT
from whoscounting.accounts.models import User
from whoscounting.desk.signing_in.urls import VIEWS

pytestmark = pytest.mark.django_db
ELSEWHERE = ["https://evil.example/", "//evil.example/", r"/\evil.example", "javascript:alert(1)", "http://127.0.0.1/"]
WRONG = """
import sys, django
django.setup()
from django.test import Client
client = Client(headers={"host": "localhost"})
for _ in range(int(sys.argv[1])):
    page = client.post("/desk/login/", {"login": "somebody", "password": "wrong"})
print(page.content.decode())
"""


def said(response) -> str:
    """What the page says is wrong."""
    found = re.search(r'class="error-summary".*?</h2>(.*?)</div>', response.content.decode(), re.DOTALL)
    return re.sub(r"<[^>]+>|\s+", " ", found[1]).strip() if found else ""


def wrong(times: int, username: str = "anna", **meta):
    client = browser()
    for _ in range(times):
        response = client.post(LOGIN, {"login": username, "password": "wrong"}, **meta)
    return response


def test_name_and_password_open_the_desk_in_a_rehearsal(world):
    anna()
    client = browser()
    assert sign_in(client).url == "/desk/"
    assert is_in(client)


def test_the_name_may_be_typed_in_capitals(world):
    anna()
    assert sign_in(browser(), "ANNA ").status_code == 302


def test_one_goes_on_to_where_one_wanted_to_go(world):
    anna()
    assert sign_in(browser(), next="/desk/rounds/?a=b").url == "/desk/rounds/?a=b"


@pytest.mark.parametrize("address", ELSEWHERE)
def test_the_sign_in_leads_nobody_away_from_us(world, address):
    anna()
    assert sign_in(browser(), next=address).url == "/desk/"


def test_who_is_in_already_goes_on_and_who_has_no_role_does_not_go_round_in_circles(world):
    client = browser()
    client.force_login(anna())
    assert client.get(LOGIN).url == "/desk/"
    client.force_login(User.objects.create_user("nobody"))
    assert client.get("/desk/", follow=True).status_code == 200


def test_nobody_joins_by_themselves(world):
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    client = browser()
    assert client.get("/accounts/signup/").status_code == 404
    client.force_login(anna())
    assert client.get("/desk/signup/").status_code == 404


@pytest.mark.parametrize("name", ["account_email", "account_reset_password", "mfa_add_webauthn"])
def test_only_the_pages_that_we_need_are_there(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("name", VIEWS)
def test_no_cache_keeps_these_pages_and_nothing_in_them_is_inline(world, name):
    client = browser()
    client.force_login(anna())
    response = client.get(reverse(name))
    assert "no-store" in response["Cache-Control"]
    assert "unsafe" not in response["Content-Security-Policy"]


def test_signing_out_ends_the_session_and_leaves_no_cookie(world):
    anna()
    client = browser()
    sign_in(client)
    assert client.get("/desk/logout/").status_code == 200
    response = client.post(reverse("wagtailadmin_logout"))
    assert response.url == LOGIN
    assert response.cookies["sessionid"]["max-age"] == 0
    assert not is_in(client)


def test_a_session_ends_after_twelve_hours_without_use_and_not_before(world):
    anna()
    start = time.time()
    client = browser()
    sign_in(client)
    for hours in (11, 22, 33):
        with time_machine.travel(start + hours * 3600, tick=False):
            assert is_in(client)
    with time_machine.travel(start + 46 * 3600, tick=False):
        assert not is_in(client)


def test_ten_wrong_passwords_lock_an_account_for_a_quarter_of_an_hour(world):
    anna()
    start = time.time()
    with time_machine.travel(start, tick=False):
        assert "is not right" in said(wrong(10))
        assert said(sign_in(browser())) == "There were too many wrong tries. Please wait 15 minutes, then try again."
    with time_machine.travel(start + 14 * 60 + 30, tick=False):
        assert "Please wait 1 minute, then" in said(sign_in(browser()))
    with time_machine.travel(start + 15 * 60 + 1, tick=False):
        assert sign_in(browser()).status_code == 302


def test_the_same_is_said_of_a_name_that_does_not_exist(world):
    anna()
    start = time.time()
    with time_machine.travel(start, tick=False):
        assert said(wrong(10)) == said(wrong(10, "nobody-of-this-name"))
        assert said(wrong(1)) == said(wrong(1, "nobody-of-this-name"))


def test_a_right_password_between_wrong_ones_does_not_start_the_count_anew(world):
    anna()
    wrong(9)
    assert sign_in(browser()).status_code == 302
    wrong(1)
    assert "too many" in said(sign_in(browser()))


def test_another_spelling_or_another_port_of_ours_does_not_escape_the_count(world):
    anna()
    wrong(5, "ANNA", HTTP_HOST="localhost:1")
    wrong(5, " anna", HTTP_HOST="127.0.0.1:2")
    assert "too many" in said(sign_in(browser()))


def test_one_who_is_locked_out_locks_out_no_other(world, officer):
    wrong(10, "anna")
    officer.set_password(PASSWORD)
    officer.save()
    assert sign_in(browser(), "officer").status_code == 302


def test_who_tries_many_names_from_one_address_is_locked_out_there_and_nobody_else_is(world):
    anna()
    for number in range(30):
        wrong(1, f"name-{number}", REMOTE_ADDR="192.0.2.7")
    there = browser().post(LOGIN, {"login": "anna", "password": PASSWORD}, REMOTE_ADDR="192.0.2.7")
    assert there.status_code == 429 or "too many" in said(there)
    assert sign_in(browser()).status_code == 302


def test_an_address_in_a_header_is_not_believed(world):
    anna()
    client = browser()
    for number in range(30):
        client.post(LOGIN, {"login": f"n{number}", "password": "wrong"}, HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")
    assert "Please wait" in sign_in(browser()).content.decode()


def test_behind_a_proxy_the_address_that_it_has_seen_counts(world, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    anna()
    client = browser()
    for number in range(30):
        seen = f"10.0.0.{number}, 192.0.2.7"  # the first was made up by the client, the last by the proxy
        client.post(LOGIN, {"login": f"n{number}", "password": "wrong"}, HTTP_X_FORWARDED_FOR=seen)
    data = {"login": "anna", "password": PASSWORD}
    assert "Please wait" in client.post(LOGIN, data, HTTP_X_FORWARDED_FOR="192.0.2.7").content.decode()
    assert client.post(LOGIN, data, HTTP_X_FORWARDED_FOR="192.0.2.8").status_code == 302


def test_wrong_tries_count_in_every_process(tmp_path):
    environment = {"DATA_DIR": str(tmp_path), "DEBUG": "yes", "PATH": os.environ["PATH"]}
    environment |= {"DJANGO_SETTINGS_MODULE": "whoscounting.config.settings"}

    def python(*command: str) -> str:
        return subprocess.check_output([sys.executable, *command], cwd=ROOT, env=environment, text=True)

    for app in ("sessions", "accounts"):
        python("manage.py", "migrate", app, "--verbosity=0")
    python("manage.py", "createcachetable")
    assert "is not right" in python("-c", WRONG, "5")
    assert "is not right" in python("-c", WRONG, "5")
    assert "too many wrong tries" in python("-c", WRONG, "1")
    assert "too many wrong tries" in python("-c", WRONG, "1")


def test_neither_log_nor_cache_names_those_who_failed(world, caplog):
    from django.db import connection

    caplog.set_level(logging.DEBUG)
    wrong(11, "anna", REMOTE_ADDR="192.0.2.7")
    heard = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    assert not [line for line in heard if "anna" in line or "192.0.2.7" in line]
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM shared_cache")
        rows = cursor.fetchall()
    assert rows
    assert not [row for row in rows if "anna" in str(row) or "192.0.2.7" in str(row)]
