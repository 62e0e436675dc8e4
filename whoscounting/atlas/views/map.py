"""The map in its views, and the regions."""

from django.http import Http404, HttpRequest, HttpResponse

from whoscounting.atlas import sharing
from whoscounting.atlas.freshness import public
from whoscounting.atlas.presenters.map import map_page
from whoscounting.atlas.presenters.region import region_page
from whoscounting.atlas.reading import state
from whoscounting.atlas.showing import show


@public
def the_map(request: HttpRequest) -> HttpResponse:
    now = state()
    return show(request, "map.html", map_page(now, request.GET), share=sharing.of_map(now))


@public
def region(request: HttpRequest, slug: str) -> HttpResponse:
    now = state()
    page = region_page(now, slug)
    if page is None:
        raise Http404("We know no region of this name.")
    return show(request, "region.html", page, share=sharing.of_region(now, page))
