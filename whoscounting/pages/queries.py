"""What the pages ask the database."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
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


def stories_for_press(*, today: date) -> QuerySet[Any]:
    """The stories on the site whose people agreed that journalists may be told of them."""
    return StoryPage.told(today).filter(consent__for_press=True)


def facts_for_home() -> QuerySet[Fact]:
    return Fact.objects.filter(live=True, on_home=True)


def newest_updates(count: int) -> QuerySet[Any]:
    return UpdatePage.newest()[:count]


def newest_reports(count: int) -> QuerySet[Any]:
    return ReportPage.objects.live().select_related("pdf").order_by("-published_on", "-part")[:count]


def found_pages(words: str, *, today: date) -> list[Any]:
    """What editors wrote and anyone may read, the best fit first. A story is found only while its consent holds."""
    words = _plain(words)
    if not words:
        return []
    shut = set(closed_pages(today=today))
    live = Page.objects.live().filter(depth__gt=1)
    # Whole words in all that is written, then beginnings of words in titles and summaries: “report” finds “Reports”.
    found = {page.pk: page for page in (*live.search(words)[:MOST_FOUND], *live.autocomplete(words)[:MOST_FOUND])}
    return list(islice((page for page in found.values() if page.pk not in shut), MOST_FOUND))


def open_pages(*, today: date) -> QuerySet[Page]:
    """Every page that editors wrote and anyone may read today."""
    return Page.objects.live().filter(depth__gt=1).exclude(pk__in=closed_pages(today=today))


def closed_pages(*, today: date) -> QuerySet[Any]:
    """The keys of pages that nobody may read although they are live: without consent, or under embargo."""
    stories = StoryPage.objects.exclude(pk__in=StoryPage.told(today).values("pk")).order_by().values_list("pk")
    updates = UpdatePage.objects.filter(embargo_until__gt=timezone.now()).order_by().values_list("pk")
    return stories.union(updates).values_list("pk", flat=True)


def _plain(words: str) -> str:
    """Letters and digits alone, in small letters: the index of SQLite takes signs, and AND or OR, for commands."""
    return " ".join(re.findall(r"\w+", words.lower()))


def found_facts(words: str) -> list[Fact]:
    words = _plain(words)
    if not words:
        return []
    return list(get_search_backend().search(words, Fact.objects.filter(live=True))[:5])
