"""What other sites show in a frame. Only these two pages may be framed by anyone."""

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt

from whoscounting.atlas import sharing
from whoscounting.atlas.freshness import View, public
from whoscounting.atlas.presenters.embed import embed_page, embedded_map, embedded_trust
from whoscounting.atlas.reading import state
from whoscounting.atlas.showing import show
from whoscounting.register import queries as register


def framed_by_anyone(view: View) -> View:
    """Let every site show this page in a frame. It stands outermost, so that a 304 says the same."""
    return csp_replace({"frame-ancestors": ["*"]})(xframe_options_exempt(view))


@framed_by_anyone
@public
def the_map(request: HttpRequest) -> HttpResponse:
    return show(request, "embed/map.html", embedded_map(state(), site=settings.PUBLIC_URL), canonical="/map/")


@framed_by_anyone
@public
def trust(request: HttpRequest, ods_code: str) -> HttpResponse:
    if ods_code != ods_code.upper():
        return redirect("embed_trust", ods_code=ods_code.upper(), permanent=True)
    found = register.trust(ods_code)
    if found is None:
        raise Http404(f"We know no trust with the code {ods_code}.")
    page = embedded_trust(state(), found, site=settings.PUBLIC_URL, today=timezone.localdate())
    return show(request, "embed/trust.html", page, canonical=f"/trusts/{ods_code}/")


@public
def embed(request: HttpRequest) -> HttpResponse:
    """Put the map on your site. `?trust=` is the code of one trust."""
    now = state()
    page = embed_page(now, request.GET.get("trust", ""), site=settings.PUBLIC_URL)
    return show(request, "embed.html", page, canonical="/embed/", share=sharing.of_words(now, "/embed/"))
