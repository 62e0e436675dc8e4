"""Share cards as pictures."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from whoscounting.atlas.cards import Card, paint
from whoscounting.atlas.freshness import public
from whoscounting.atlas.presenters.cards import home_card, region_card, trust_card
from whoscounting.atlas.presenters.region import region_page
from whoscounting.atlas.reading import state
from whoscounting.register import queries as register


@public
def home(request: HttpRequest) -> HttpResponse:
    return _picture(home_card(state()))


@public
def region(request: HttpRequest, slug: str) -> HttpResponse:
    now = state()
    page = region_page(now, slug)
    if page is None:
        raise Http404("We know no region of this name.")
    return _picture(region_card(now, page))


@public
def trust(request: HttpRequest, ods_code: str) -> HttpResponse:
    if ods_code != ods_code.upper():
        return redirect("trust_card", ods_code=ods_code.upper(), permanent=True)
    found = register.trust(ods_code)
    if found is None:
        raise Http404(f"We know no trust with the code {ods_code}.")
    return _picture(trust_card(state(), found, today=timezone.localdate()))


def _picture(card: Card) -> HttpResponse:
    return HttpResponse(paint(card, address=urlsplit(settings.PUBLIC_URL).netloc), content_type="image/png")
