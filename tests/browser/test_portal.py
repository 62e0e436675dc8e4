"""A trust's own door on a phone: open, fill, save, come back, look, send, receipt. Without any script of ours."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tools.measure.barriers import in_all_modes
from tools.measure.worlds import KEPT, ROOT

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
# A third round of the rehearsal that is still open, through the same actions that real work uses.
OPEN = """
import django; django.setup()
from datetime import date, timedelta
from whoscounting.census import actions
from whoscounting.census.models import Door, FoiRequest
from whoscounting.census.rules.questions import OF_2026
from whoscounting.lib.actors import Actor
from whoscounting.lib.addresses import door_address
by, today = Actor.system("tests"), date.today()
round = actions.plan_round(code="third", name="Rehearsal C", year=today.year, questions=OF_2026, rehearsal=True, by=by)
actions.open_round(round=round, on=today - timedelta(days=3), by=by)
requests = list(FoiRequest.objects.filter(round=round, trust__in=["R0A", "R1H"]).order_by("trust"))
actions.record_sending(round=round, trusts=["R0A", "R1H"], on=today - timedelta(days=2), by=by)
for one in requests:
    actions.renew_door(request=one, by=by)
    print(door_address(one.pk, 1))
Door.objects.filter(request=requests[1]).update(expires_on=today - timedelta(days=1))
"""


@pytest.fixture(scope="module")
def doors(rehearsal):
    """The link of a trust that opens, and that of another which has ended."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    environment = kept | {
        "DATA_DIR": str(rehearsal.folder),
        "PUBLIC_URL": rehearsal.address,
        "DJANGO_SETTINGS_MODULE": "whoscounting.config.settings",
    }
    done = subprocess.run([sys.executable, "-c", OPEN], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.fixture
def phone(new_context):
    page = new_context(viewport=PHONE, java_script_enabled=False).new_page()
    page.set_default_timeout(20_000)
    return page


def question(page, code):
    return page.locator(f"#q-{code}")


def photograph(page, name):
    """Pictures for people, where somebody asks for them."""
    folder = os.environ.get("PICTURES")
    if folder:
        page.screenshot(path=f"{folder}/portal-{name}.png", full_page=True)


def test_a_trust_answers_on_a_phone_without_an_account(phone, doors, rehearsal):
    phone.goto(doors[0])
    expect(phone.get_by_role("heading", level=1)).to_have_text("Our questions to your trust")
    expect(phone.get_by_role("link", name="0808 800 6000").first).to_be_visible()
    expect(phone.get_by_text("Rehearsal: every answer here is invented.").first).to_be_visible()
    photograph(phone, "phone")
    collects = question(phone, "collects")
    collects.get_by_label("Our answer", exact=True).first.check()
    collects.get_by_label("Yes", exact=True).check()
    collects.get_by_label(re.compile("In your own words")).fill("All of them. Last month there were 3 patients.")
    question(phone, "new_cases").get_by_label("Our answer to question 2a").fill("3")
    period = question(phone, "period")
    period.get_by_label("We refuse this").check()
    period.get_by_label(re.compile("The section of the Act")).select_option(label="Section 12: cost of finding it")
    period.get_by_label(re.compile("In your own words")).fill("It would take too long.")
    phone.get_by_label("Your name").fill("A. Clerk")
    phone.get_by_label("Your role").fill("Information officer")
    phone.get_by_role("button", name="Save as a draft").click()
    expect(phone.get_by_role("status")).to_contain_text("Your draft is saved")

    phone.goto(doors[0])
    expect(question(phone, "new_cases").get_by_label("Our answer to question 2a")).to_have_value("3")
    question(phone, "all_hospitals").get_by_role("button", name=re.compile("Put this in again")).click()
    expect(phone.get_by_role("status")).to_contain_text("what you told us last time")
    photograph(phone, "phone-filled")
    phone.get_by_role("button", name="Look at what will be published").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("What will be published")
    expect(phone.locator("main")).to_contain_text("Last month there were [number not shown] patients.")
    expect(phone.locator("main")).to_contain_text("Invented: 1 to 7 people.")
    photograph(phone, "phone-check")
    phone.get_by_role("button", name="Send our answers").dblclick()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Thank you. We have your answers")
    expect(phone.locator(".receipt")).to_contain_text("All of them. Last month there were 3 patients.")
    photograph(phone, "phone-sent")
    phone.emulate_media(media="print")
    photograph(phone, "print")
    secret = doors[0].split("/")[4]
    assert secret[-26:] not in rehearsal.printed()


@pytest.mark.parametrize("rest", ["", "check/", "sent/"])
def test_axe_finds_no_barrier_behind_the_door(page, doors, rest):
    page.emulate_media(reduced_motion="reduce")
    page.goto(doors[0] + rest)
    found = {mode: barriers for mode, barriers in in_all_modes(page) if barriers}
    assert found == {}


def test_axe_finds_no_barrier_at_a_link_that_has_ended(page, doors):
    page.goto(doors[1])
    expect(page.get_by_role("heading", level=1)).to_have_text("This link does not open any more")
    assert {mode: barriers for mode, barriers in in_all_modes(page) if barriers} == {}
    page.emulate_media(color_scheme="light", forced_colors="none")
    photograph(page, "ended")


@pytest.mark.parametrize("rest", ["", "check/", "sent/"])
def test_nothing_is_wider_than_the_narrowest_phone(page, doors, rest):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(doors[0] + rest)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_page_speaks_to_nobody_but_us(page, doors, rehearsal):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(doors[0])
    assert [url for url in asked if not url.startswith(rehearsal.address)] == []
    page.set_viewport_size({"width": 1280, "height": 900})
    photograph(page, "desktop")
    page.emulate_media(color_scheme="dark")
    photograph(page, "dark")


def test_a_mistake_leads_to_its_field(page, doors):
    page.goto(doors[0])
    page.get_by_label(re.compile("Your e-mail address")).fill("nowhere")
    page.get_by_role("button", name="Save as a draft").click()
    summary = page.get_by_role("alert")
    summary.get_by_role("link").click()
    expect(page.get_by_label(re.compile("Your e-mail address"))).to_be_focused()
    photograph(page, "mistake")
