"""Search over pages, trusts and hospitals."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from whoscounting.atlas.freshness import of_one_moment
from whoscounting.atlas.reading import state
from whoscounting.pages.queries import found_facts, found_pages
from whoscounting.register import queries as register

MOST = 100  # letters that are looked at


@require_safe
@never_cache
@of_one_moment
def search(request: HttpRequest) -> HttpResponse:
    """What fits the words, pages first. Nothing of what was typed is kept."""
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:MOST]
    found = _found(words) if words else {}
    response = render(request, "pages/search.html", {"words": words, **found})
    response["Referrer-Policy"] = "no-referrer"
    return response


def _found(words: str) -> dict[str, Any]:
    """Words that fit a page are spelt as they are meant: “report” is no misspelling of Ellesmere Port."""
    pages, facts = found_pages(words, today=timezone.localdate()), found_facts(words)
    places = register.find(words, trusts=state().by_code, guess=not (pages or facts))
    return {
        "pages": pages,
        "facts": facts,
        "places": places.matches,
        "postcode": places.postcode,
    }
