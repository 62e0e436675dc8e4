"""The receipt."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from whoscounting.census.queries import doors
from whoscounting.portal import links
from whoscounting.portal.doorway import Visit, behind_the_door


@behind_the_door
def sent(http: HttpRequest, visit: Visit) -> HttpResponse:
    """What was sent last, word for word, to be printed or kept."""
    draft = doors.draft_of(visit.request)
    text = doors.sent_text(visit.request, draft)
    if draft is None or not text:
        return HttpResponseRedirect(links.questions(visit.token))
    context = {
        "trust": visit.request.trust,
        "round": visit.request.round,
        "draft": draft,
        "text": text,
        "changed": draft.version != draft.sent_version,
        "here": links.questions(visit.token),
    }
    return render(http, "portal/sent.html", context)
