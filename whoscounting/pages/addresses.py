"""Which addresses editors have made: what stands there is kept like every public page, all else is one 404."""

from __future__ import annotations

from functools import lru_cache

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from whoscounting.pages.models.updates import Topic

BELOW = ("", "card.png")
BELOW_UPDATES = ("feed/", *(f"about/{topic}/" for topic in Topic.values))


def known(path: str, key: str) -> bool:
    """Whether a live page, its card or feed, or the old address of one stands there."""
    return path in _paths(key)


@lru_cache(maxsize=2)
def _paths(key: str) -> frozenset[str]:
    pages = ["/" + path.split("/", 2)[2] for path in _live()]
    old = (path for path in Redirect.objects.values_list("old_path", flat=True))
    return frozenset(
        (
            *(page + name for page in pages for name in BELOW),
            *(f"/updates/{name}" for name in BELOW_UPDATES),
            *(form for path in old for form in (path, f"{path}/")),
        )
    )


def _live() -> list[str]:
    """Wagtail's own paths, which begin with the name of the first page: /home/updates/."""
    return list(Page.objects.live().filter(depth__gt=1).values_list("url_path", flat=True))
