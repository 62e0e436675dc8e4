"""Nobody can take a rehearsal for the truth, and the launch says nothing of one."""

import pytest

from tools.measure.kinds import HOME, MAP, TRUST_PAGE

pytestmark = pytest.mark.browser
MARK = "Rehearsal: every answer here is invented"


def test_every_page_of_a_rehearsal_says_so_where_it_is_seen(page, rehearsal, kind):
    page.goto(rehearsal.address + kind.path)
    mark = page.get_by_text(MARK).first
    assert mark.is_visible()
    assert page.title().startswith("Rehearsal: ")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert mark.bounding_box()["y"] >= 0  # it stays in sight


def test_the_drawing_of_the_map_carries_the_mark_in_itself(page, rehearsal):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(rehearsal.address + MAP.path)
    for drawing in page.locator("trust-map > svg").all():
        assert "invented answers" in drawing.text_content()
    page.get_by_role("button", name="Zoom in").first.click()  # and keeps it while zoomed
    assert page.locator(".map-mark").first.is_visible()


@pytest.mark.parametrize("kind", [HOME, MAP, TRUST_PAGE], ids=lambda kind: kind.name)
def test_paper_carries_the_mark_too(page, rehearsal, kind):
    page.goto(rehearsal.address + kind.path)
    page.emulate_media(media="print")
    assert page.get_by_text(MARK).first.is_visible()


def test_no_page_of_the_launch_carries_a_mark_or_anything_invented(page, launched, kind):
    page.goto(launched.address + kind.path)
    assert page.locator(".rehearsal, .rehearsal-band, .map-mark").count() == 0
    assert "Rehearsal:" not in page.content()
    assert not any("nvented" in words for words in page.locator(".verdict").all_inner_texts())


def test_the_launch_leads_with_the_promise(page, launched):
    page.goto(launched.address)
    lead = page.locator(".lead").first.inner_text()
    assert "promised to count" in lead
    assert "2016" in lead


def test_the_launch_calls_every_trust_not_asked_yet(page, launched):
    page.goto(launched.address + "/map/?view=table")
    answers = page.locator("#list .verdict").all_inner_texts()
    assert len(answers) > 100
    assert set(answers) == {"Not asked yet"}
