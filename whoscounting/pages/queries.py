"""What the pages ask the database."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from whoscounting.pages.models.facts import Fact
from whoscounting.pages.models.reports import ReportPage
from whoscounting.pages.models.stories import StoryPage
from whoscounting.pages.models.updates import UpdatePage

STORIES_ON_HOME = 3
MOST_FOUND = 20


def stories_for_home(*, today: date) -> list[StoryPage]:
    """Two queries: the stories whose people agreed to this place, and the sizes of their portraits."""
    return list(StoryPage.told(today).filter(consent__on_home=True)[:STORIES_ON_HOME])


def facts_for_home() -> QuerySet[Fact]:
    return Fact.objects.filter(live=True, on_home=True)


def newest_updates(count: int) -> QuerySet[Any]:
    return UpdatePage.newest()[:count]


def newest_reports(count: int) -> QuerySet[Any]:
    return ReportPage.objects.live().select_related("pdf").order_by("-published_on", "-part")[:count]


def found_pages(words: str, *, today: date) -> list[Any]:
    """What editors wrote and anyone may read, the best fit first. A story is found only while its consent holds."""
    told = set(StoryPage.told(today).values_list("pk", flat=True))
    live = Page.objects.live().filter(depth__gt=1)
    # Whole words in all that is written, then beginnings of words in titles and summaries: “report” finds “Reports”.
    found = {page.pk: page for page in (*live.search(words)[:MOST_FOUND], *live.autocomplete(words)[:MOST_FOUND])}
    shown = (page for page in found.values() if page.content_type_id != _story_type() or page.pk in told)
    return list(islice(shown, MOST_FOUND))


def found_facts(words: str) -> list[Fact]:
    return list(get_search_backend().search(words, Fact.objects.filter(live=True))[:5])


def _story_type() -> int:
    return int(ContentType.objects.get_for_model(StoryPage).pk)
