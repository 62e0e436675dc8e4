"""What everyone passes who follows a trust's link: whether it opens, and what no answer may lack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from whoscounting.census.actions import ask_for_link
from whoscounting.census.models import FoiRequest
from whoscounting.census.queries.doors import Knock, Opened, opened
from whoscounting.lib.actions import Refused
from whoscounting.lib.actors import Actor
from whoscounting.portal import links

MB = 1024 * 1024
LARGEST_BODY = 28 * MB  # a file of 25 MB, a spreadsheet, and all that is written
PRIVATE = {
    "Cache-Control": "no-store",
    # Only our own pages learn where a reader came from: without that, no browser would say whose form this is.
    "Referrer-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}


@dataclass(frozen=True)
class Visit:
    """Somebody at a trust, behind its own door."""

    token: str
    request: FoiRequest

    @property
    def by(self) -> Actor:
        return Actor.trust(self.request.trust_id)


View = Callable[[HttpRequest, Visit], HttpResponseBase]


def behind_the_door(view: View) -> Callable[..., HttpResponseBase]:
    """Show this page to who has a link that opens; 404 for what is no link of ours, 410 for one that has ended.

    Whether the link is true is found out before anything of a posted body is read.
    """
    guarded = csrf_protect(_entered(view))

    @wraps(view)
    def knocked(http: HttpRequest, token: str) -> HttpResponseBase:
        found = opened(token, on=timezone.localdate())
        if found is None:
            raise Http404
        response = _too_large(http) or guarded(http, token, found)
        for name, value in PRIVATE.items():
            response[name] = value
        return response

    return csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(knocked))


def _entered(view: View) -> Callable[..., HttpResponseBase]:
    def entered(http: HttpRequest, token: str, found: Opened) -> HttpResponseBase:
        if found.knock is not Knock.OPEN:
            return _ended(http, token, found)
        return view(http, Visit(token, found.request))

    return entered


def _too_large(http: HttpRequest) -> HttpResponse | None:
    length = str(http.META.get("CONTENT_LENGTH") or "0")
    if length.isdecimal() and int(length) <= LARGEST_BODY:
        return None
    return render(http, "portal/too_large.html", {"back": http.path}, status=413)


def _ended(http: HttpRequest, token: str, found: Opened) -> HttpResponse:
    """A kind page instead of the questions. Its button asks for a new link, which goes to the trust's own address."""
    said = refused = ""
    if http.method == "POST":
        try:
            new = ask_for_link(request=found.request, by=Actor.trust(found.request.trust_id))
            said = "A new link is on its way." if new else "A new link went out today already."
        except Refused as why:
            refused = str(why)
    context = {
        "trust": found.request.trust,
        "round": found.request.round,
        "knock": found.knock.value,
        "said": said,
        "refused": refused,
        "here": links.questions(token),
    }
    return render(http, "portal/ended.html", context, status=410)
