"""The map as a file for print."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from whoscounting.atlas import printing
from whoscounting.atlas.freshness import public
from whoscounting.atlas.presenters.printing import printed_map
from whoscounting.atlas.reading import state

ANYONE = {"Access-Control-Allow-Origin": "*"}


@public
def svg(request: HttpRequest) -> HttpResponse:
    sheet = printed_map(state(), site=settings.PUBLIC_URL)
    return HttpResponse(printing.write(sheet), content_type="image/svg+xml; charset=utf-8", headers=ANYONE)


@public
def png(request: HttpRequest) -> HttpResponse:
    sheet = printed_map(state(), site=settings.PUBLIC_URL)
    return HttpResponse(printing.paint(sheet), content_type="image/png", headers=ANYONE)
