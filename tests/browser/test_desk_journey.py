"""A late reply, from the envelope to the reader: three people at the desk, each in a browser of their own."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
ROUND, TRUST, NAME = "rehearsal-b", "RJL", "Northern Lincolnshire and Goole"  # it has been silent so far
SENTENCE = "Invented late reply: every new diagnosis is recorded at the weekly meeting."
REASONS = "Invented: it records everyone at all its hospitals, with both numbers and a period."
LETTER = {"name": "letter.txt", "mimeType": "text/plain", "buffer": SENTENCE.encode()}
SAID = {
    "collects": ("select", "yes"),
    "all_hospitals": ("select", "yes"),
    "new_cases": ("text", "14"),
    "recurrent_cases": ("text", "12"),
    "period": ("text", "April 2025 to March 2026"),
}


def test_a_late_reply_becomes_a_pin_and_a_second_click_does_nothing(sign_in, page, rehearsal):
    page.goto(f"{rehearsal.address}/trusts/{TRUST}/")
    expect(page.locator(".answer")).not_to_contain_text("Invented: collecting")

    officer = sign_in("officer")
    case = open_case(officer)
    take_in_the_reply(officer)
    expect(officer.get_by_text("The reply is taken in")).to_be_visible()
    assert moments(officer, "Reply taken in") == 1

    first, second = sign_in("reviewer-1"), sign_in("reviewer-2")
    assess(first, case)
    assert "verdict stays hidden until a second one has" in text(first)
    second.goto(case)
    assert REASONS not in text(second)
    assert REASONS not in text(officer_sees(officer, case))
    assess(second, case)
    expect(second.get_by_text("the answer is decided")).to_be_visible()
    officer_sees(officer, case)
    assert moments(officer, "Assessed") == 2

    before = publish(officer)
    page.goto(f"{rehearsal.address}/trusts/{TRUST}/")
    expect(page.locator("main")).to_contain_text(SENTENCE)
    expect(page.locator("main")).to_contain_text(REASONS)
    officer.goto("/desk/rounds/")
    assert editions(officer) == before + 1


def open_case(page) -> str:
    """From the desk's front page to the case, as a person goes; returns its address."""
    page.get_by_role("link", name="Rehearsal B").first.click()
    page.get_by_label("Trust", exact=True).fill(NAME)
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name=re.compile(NAME)).first.click()
    expect(page.get_by_role("heading", name=re.compile(NAME)).first).to_be_visible()
    return page.url


def take_in_the_reply(page) -> None:
    page.get_by_role("link", name="Take in a reply").click()
    page.get_by_label("Date of the reply").fill("2026-10-20")
    page.locator("#id_file").set_input_files(LETTER)
    for code, (kind, value) in SAID.items():
        page.locator(f"#id_q-{code}-disposition").select_option("answered")
        field = page.locator(f"#id_q-{code}-value")
        field.select_option(value) if kind == "select" else field.fill(value)
        page.locator(f"#id_q-{code}-quotation").fill(SENTENCE)
        page.locator(f"#id_q-{code}-page").fill("1")
    page.get_by_role("button", name="Take in this reply").dblclick()


def assess(page, case) -> None:
    page.goto(case)
    page.get_by_role("link", name="Assess", exact=True).click()
    page.locator("input[name=verdict][value=collecting]").check()
    page.locator("input[name=rests_on]").first.check()
    page.get_by_label("Your reasons").fill(REASONS)
    page.get_by_role("button", name="Record my verdict").dblclick()
    expect(page.get_by_text("Your verdict is recorded")).to_be_visible()


def publish(page) -> int:
    """Publish with a double click; returns how many editions there were before."""
    page.goto("/desk/rounds/")
    before = editions(page)
    page.goto(f"/desk/rounds/{ROUND}/publish/")
    page.get_by_role("button", name=re.compile("Publish edition")).dblclick()
    expect(page.get_by_text("The edition is published")).to_be_visible()
    return before


def officer_sees(page, case):
    page.goto(case)
    return page


def editions(page) -> int:
    return int(page.get_by_role("row", name=re.compile("Rehearsal B")).locator("td").last.inner_text())


def moments(page, words) -> int:
    return page.locator("td", has_text=re.compile(rf"^{words}")).count()


def text(page) -> str:
    return page.locator("main").inner_text()
