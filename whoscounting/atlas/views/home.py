"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from whoscounting.atlas import sharing
from whoscounting.atlas.facts import facts
from whoscounting.atlas.freshness import public
from whoscounting.atlas.presenters.home import home_page
from whoscounting.atlas.reading import state
from whoscounting.atlas.showing import show


@public
def home(request: HttpRequest) -> HttpResponse:
    now = state()
    return show(request, "home.html", home_page(now, facts(), today=timezone.localdate()), share=sharing.of_home(now))
