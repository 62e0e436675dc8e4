"""Somebody's first day at a launch: from the printed password to the desk, and the second day with a code."""

import subprocess
import sys
import time

import pytest
from playwright.sync_api import expect

from tests.desk.codes import shown
from tools.measure.barriers import in_all_modes
from tools.measure.worlds import ROOT

pytestmark = pytest.mark.browser


@pytest.fixture
def newcomer(launched):
    """Makes an account with manage.py, as whoever looks after the site does; returns its password."""

    def account(username):
        command = [sys.executable, "manage.py", "add_staff", username, "officer", "editor"]
        environment = {"WORLD": "launch", "DATA_DIR": str(launched.folder)}
        return subprocess.check_output(command, cwd=ROOT, env=environment, text=True).split()[-1]

    return account


def sign_in(page, username, password):
    page.goto("/desk/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def set_up(page) -> str:
    """Read the key off the page, as one without a camera does, and type the first code; returns the key."""
    secret = page.locator(".key-text").inner_text().replace(" ", "")
    page.get_by_label("The six digits").fill(shown(secret))
    page.get_by_role("button", name="Switch it on").click()
    return secret


def test_the_first_and_the_second_day_without_javascript(new_context, launched, newcomer):
    password = newcomer("first-day")
    page = new_context(base_url=launched.address, java_script_enabled=False).new_page()
    sign_in(page, "first-day", password)
    expect(page.get_by_role("heading", name="Set up your second factor")).to_be_visible()
    page.goto("/desk/rounds/")
    expect(page.get_by_role("heading", name="Set up your second factor")).to_be_visible()
    secret = set_up(page)
    codes = page.get_by_role("list", name="Recovery codes").get_by_role("listitem").all_inner_texts()
    assert len(codes) == 10
    page.get_by_role("link", name="on to the desk").click()
    assert page.title().endswith("Who’s Counting? desk")

    another = new_context(base_url=launched.address, java_script_enabled=False).new_page()
    sign_in(another, "first-day", password)
    another.get_by_label("Code", exact=True).fill(shown(secret))
    another.get_by_role("button", name="Sign in").click()
    expect(another.get_by_text("used already").first).to_be_visible()
    another.get_by_label("Code", exact=True).fill(codes[0])
    another.get_by_role("button", name="Sign in").click()
    assert another.url == f"{launched.address}/desk/"

    page.goto("/desk/account/sessions/")
    page.get_by_role("button", name="Sign out everywhere else").click()
    expect(page.get_by_text("You are signed in nowhere else.")).to_be_visible()
    another.goto("/desk/")
    expect(another.get_by_role("heading", name="Sign in to the desk")).to_be_visible()


def test_none_of_these_pages_has_barriers(new_context, launched, newcomer):
    password = newcomer("no-barriers")
    page = new_context(base_url=launched.address, reduced_motion="reduce").new_page()
    sign_in(page, "no-barriers", "wrong")
    assert barriers(page) == []
    sign_in(page, "no-barriers", password)
    assert barriers(page) == []
    set_up(page)
    assert barriers(page) == []
    for path in ("second-factor/", "sessions/", "password/", "second-factor/codes/new/", "second-factor/switch-off/"):
        page.goto(f"/desk/account/{path}")
        assert barriers(page) == []
    page.goto("/desk/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    sign_in(page, "no-barriers", password)
    expect(page.get_by_role("heading", name="Now the code from your phone")).to_be_visible()
    assert barriers(page) == []


def test_wrong_passwords_count_in_all_workers_of_the_server(new_context, launched):
    page = new_context(base_url=launched.address).new_page()
    for _ in range(10):
        sign_in(page, "guessed-at", str(time.time()))
        expect(page.get_by_text("is not right")).to_be_visible()
    sign_in(page, "guessed-at", "one too many")
    expect(page.get_by_text("Please wait 15 minutes")).to_be_visible()


def barriers(page) -> list[tuple[str, list[str]]]:
    return [(mode, found) for mode, found in in_all_modes(page) if found]
