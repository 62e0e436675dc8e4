"""Which addresses editors have made: what stands there is kept like every public page, all else is one 404."""

from __future__ import annotations

from functools import lru_cache

from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from whoscounting.pages.models.updates import Topic
from whoscounting.pages.queries import open_pages

BELOW = ("", "card.png")
BELOW_UPDATES = ("feed/", *(f"about/{topic}/" for topic in Topic.values))


def known(path: str, key: str) -> bool:
    """Whether a live page, its card or feed, or the old address of one stands there."""
    return path in _paths(key)


def open_paths() -> list[str]:
    """The path of every page that anyone may read today."""
    found = open_pages(today=timezone.localdate()).order_by("path").values_list("url_path", flat=True)
    return [as_readers_know_it(path) for path in found]


@lru_cache(maxsize=2)
def _paths(key: str) -> frozenset[str]:
    pages = [as_readers_know_it(path) for path in _live()]
    old = (path for path in Redirect.objects.values_list("old_path", flat=True))
    return frozenset(
        (
            *(page + name for page in pages for name in BELOW),
            *(f"/updates/{name}" for name in BELOW_UPDATES),
            *(form for path in old for form in (path, f"{path}/")),
        )
    )


def as_readers_know_it(path: str) -> str:
    """Wagtail's own paths begin with the name of the first page: /home/updates/."""
    return "/" + path.split("/", 2)[2]


def _live() -> list[str]:
    return list(Page.objects.live().filter(depth__gt=1).values_list("url_path", flat=True))
