"""How we decide, and where the facts come from."""

from django.http import HttpRequest, HttpResponse

from whoscounting.atlas import sharing
from whoscounting.atlas.facts import facts
from whoscounting.atlas.freshness import public
from whoscounting.atlas.presenters.methodology import methodology_page
from whoscounting.atlas.presenters.sources import sources_page
from whoscounting.atlas.reading import state
from whoscounting.atlas.showing import show
from whoscounting.register import queries as register


@public
def methodology(request: HttpRequest) -> HttpResponse:
    return show(request, "methodology.html", methodology_page(), share=sharing.of_words(state(), "/methodology/"))


@public
def sources(request: HttpRequest) -> HttpResponse:
    page = sources_page(register.sources(), facts().values(), register.attribution())
    return show(request, "sources.html", page, share=sharing.of_words(state(), "/sources/"))
