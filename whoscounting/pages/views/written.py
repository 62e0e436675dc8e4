"""Finds the page that editors wrote at an address: two queries, where Wagtail's own way down the tree costs seven."""

from __future__ import annotations

from django.db.models import Subquery, Value
from django.db.models.functions import Concat
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import Resolver404
from wagtail.models import Page

from whoscounting.atlas.freshness import public
from whoscounting.pages.models import HomePage


@public
def home(request: HttpRequest) -> HttpResponseBase:
    page = HomePage.objects.live().first()
    if page is None:
        raise Http404("There is no first page yet.")
    return _drawn(page.serve(request))


@public
def written(request: HttpRequest, path: str) -> HttpResponseBase:
    """The page at this path, or what the page above it has there: its card, its feed, its topics."""
    parts = path.strip("/").split("/") if path.strip("/") else []
    above = [f"{'/'.join(parts[:length])}/" if length else "" for length in range(len(parts) + 1)]
    first = Subquery(Page.objects.filter(depth=2).order_by("path").values("url_path")[:1])
    found = Page.objects.live().filter(url_path__in=[Concat(first, Value(one)) for one in above])
    page = found.order_by("-depth").first()
    if page is None:
        raise Http404("There is no such page.")
    page = page.specific
    rest = "/".join(parts[page.depth - 2 :])
    try:
        view, args, kwargs = page.resolve_subpage(f"/{rest}/" if rest else "/")
    except Resolver404:
        raise Http404("There is no such page.") from None
    return _drawn(page.serve(request, view, args, kwargs))


def _drawn(response: HttpResponseBase) -> HttpResponseBase:
    """Drawn now, while the moment is the one that was asked, not when the response is sent."""
    return response.render() if hasattr(response, "render") else response
