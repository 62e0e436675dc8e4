"""The pieces of a page as a reader gets them: marks, words, search, and what a rehearsal adds to every page."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import override_settings

from whoscounting.lib.world import World
from whoscounting.ui.words import WORDS

HOSTILE = '"><script>alert(1)</script>'
in_rehearsal = override_settings(WORLD=World.REHEARSAL)
in_launch = override_settings(WORLD=World.LAUNCH)


@pytest.fixture(autouse=True)
def _plain_static_names():
    """Static files under their own names: no test needs them collected."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={"staticfiles": plain, "default": plain}):
        yield


def piece(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize("verdict", WORDS)
def test_every_verdict_has_its_mark_on_the_sheet(verdict):
    pointed_at = re.search(r'href="#([^"]+)"', piece("{% symbol verdict %}", verdict=verdict))
    assert pointed_at
    assert f'<symbol id="{pointed_at[1]}"' in piece("{% symbol_sheet %}")


def test_an_unknown_verdict_draws_nothing():
    with pytest.raises(KeyError):
        piece("{% symbol 'excellent' %}")


@in_rehearsal
def test_a_label_in_a_rehearsal_says_invented_though_nobody_asked_it_to():
    assert "Invented: collecting" in piece("{% verdict_label 'collecting' %}")


@in_rehearsal
def test_a_real_answer_in_a_rehearsal_can_be_said_plainly():
    assert "Invented" not in piece("{% verdict_label 'partial' False %}")


@in_rehearsal
def test_a_round_that_does_not_say_whether_it_is_invented_is_called_so_in_a_rehearsal():
    assert "Invented: partly" in piece("{% rounds items %}", items=[{"name": "A", "verdict": "partial"}])


@in_launch
def test_a_label_in_the_launch_is_plain():
    assert "Invented" not in piece("{% verdict_label 'collecting' %}")


def test_what_was_searched_is_shown_as_text():
    html = piece("{% search_form query error %}", query=HOSTILE, error=HOSTILE)
    assert "<script" not in html


def test_a_search_that_failed_names_its_field_and_its_reason():
    html = piece("{% error_summary 'Enter a postcode' %}{% search_form 'X' 'Enter a postcode' %}")
    assert 'href="#q"' in html
    assert 'aria-describedby="q-hint q-error"' in html
    assert 'aria-invalid="true"' in html


def test_the_name_of_a_trust_is_shown_as_text():
    trust = {"name": HOSTILE, "href": "/trusts/X/", "verdict": "partial"}
    region = {"name": HOSTILE, "href": "/regions/x/", "collecting": 0, "total": 1, "trusts": [trust]}
    assert "<script" not in piece("{% tiles regions %}", regions=[region])


def test_a_hard_figure_is_followed_by_the_helpline():
    assert "0808 800 6000" in piece(
        "{% fact one %}", one={"figure": "11,600", "sentence": "people", "source": "Seed", "hard": True}
    )


def test_one_of_three_circles_is_filled():
    html = piece("{% pictogram 1 3 'One in three' %}")
    assert html.count("<circle") == 3
    assert html.count('class="filled"') == 1
    assert [int(x) for x in re.findall(r'cx="(\d+)"', html)] == [12, 36, 60]


PAGES = ["400.html", "404.html", "500.html"]


@pytest.mark.parametrize("page", PAGES)
@in_rehearsal
def test_every_page_of_a_rehearsal_says_so_and_keeps_robots_out(page):
    html = render_to_string(page)
    assert "Rehearsal: every answer here is invented" in html
    assert 'name="robots" content="noindex' in html


@pytest.mark.parametrize("page", PAGES)
@in_launch
def test_no_page_of_the_launch_speaks_of_a_rehearsal(page):
    assert "ehearsal" not in render_to_string(page)


@pytest.mark.parametrize("page", PAGES)
def test_pages_for_mistakes_need_neither_context_nor_database(page):
    assert "<h1>" in render_to_string(page)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_begins_with_the_nurses_line_and_a_way_to_the_main_part(page):
    html = render_to_string(page)
    assert html.index("0808 800 6000") < html.index("<main")
    assert "Run by Breast Cancer Now, not by us." in html
    assert 'href="#main"' in html


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_inline_and_nothing_comes_from_others(page):
    html = render_to_string(page)
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=", html)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html)


def test_a_page_not_found_offers_the_search():
    assert 'action="/find/"' in render_to_string("404.html")
