"""Wagtail's admin, tidied: whose desk it is, what needs doing, and that nothing is fetched from others."""

import re

from tests.desk.making import LATEST, answered, asked, opened, signed_in
from whoscounting.lib.world import World


def test_the_start_page_counts_what_needs_doing(officer):
    round = opened(on=LATEST)
    asked(round)
    page = signed_in(officer).get("/desk/").content.decode()
    assert "What needs doing" in page
    assert "<strong>117</strong> Send the request" in page
    assert 'href="/desk/rounds/trial/?step=send"' in page


def test_a_reviewer_is_told_how_many_answers_wait_for_a_verdict(reviewers):
    answered(asked(opened(on=LATEST)))
    assert "<strong>1</strong> answer waits for your verdict" in signed_in(reviewers[0]).get("/desk/").content.decode()


def test_the_rehearsal_says_on_every_screen_that_it_is_invented(client, officer, settings):
    mark = "Rehearsal: every answer here is invented"
    desk = signed_in(officer)
    assert all(mark in desk.get(path).content.decode() for path in ("/desk/", "/desk/rounds/", "/desk/account/"))
    assert mark in client.get("/desk/login/").content.decode()
    settings.WORLD = World.LAUNCH
    assert mark not in desk.get("/desk/").content.decode()


def test_the_desk_bears_our_name_and_no_help_that_leads_elsewhere(officer):
    page = signed_in(officer).get("/desk/").content.decode()
    assert "Who’s Counting? desk" in page
    assert "guide.wagtail.org" not in page
    assert "gravatar" not in page


def test_no_letter_is_promised_to_those_who_forgot_their_password(client, world):
    assert "Forgotten password" not in client.get("/desk/login/").content.decode()


def test_nothing_is_fetched_from_others(officer):
    page = signed_in(officer).get("/desk/rounds/").content.decode()
    assert not re.findall(r'(?:src|href)="(?:https?:)?//[^"]+\.(?:js|css|png|svg|woff2?)', page)


def test_our_screens_have_no_inline_styles_or_scripts(officer):
    request = answered()
    page = signed_in(officer).get(f"/desk/requests/{request.pk}/").content.decode()
    ours = page[page.index('<div class="nice-padding desk">') :]
    assert "style=" not in ours
    assert "<script" not in ours
    assert "onclick" not in ours
