"""Pages that editors write: kept and answered like the pages of the atlas."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from wagtail.views import serve

from whoscounting.atlas.freshness import public
from whoscounting.pages.models import HomePage


@public
def home(request: HttpRequest) -> HttpResponseBase:
    """The first page, without Wagtail's way to it: the same page at the same address, for two queries less."""
    page = HomePage.objects.live().first()
    if page is None:
        raise Http404("There is no first page yet.")
    return _drawn(page.serve(request))


@public
def written(request: HttpRequest, path: str) -> HttpResponseBase:
    return _drawn(serve(request, path))


def _drawn(response: HttpResponseBase) -> HttpResponseBase:
    """Drawn now, while the moment is the one that was asked, not when the response is sent."""
    return response.render() if hasattr(response, "render") else response
