"""What will be published, and the button that sends it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from whoscounting.census.actions import send_answers
from whoscounting.census.queries import doors
from whoscounting.lib.actions import Refused
from whoscounting.portal import links, presenters
from whoscounting.portal.doorway import Visit, behind_the_door


@behind_the_door
def check(http: HttpRequest, visit: Visit) -> HttpResponse:
    """The draft as readers will see it. Sending it twice sends it once."""
    why = ""
    if http.method == "POST":
        seen = http.POST.get("seen", "")
        try:
            send_answers(request=visit.request, seen=int(seen) if seen.isdecimal() else 0, by=visit.by)
            return HttpResponseRedirect(links.sent(visit.token))
        except Refused as refused:
            why = str(refused)
    return _page(http, visit, why)


def _page(http: HttpRequest, visit: Visit, why: str) -> HttpResponse:
    request, draft = visit.request, doors.draft_of(visit.request)
    said = presenters.preview(
        doors.asked(request), doors.written(draft), doors.last_time(request), rehearsal=request.round.rehearsal
    )
    context = {
        "trust": request.trust,
        "round": request.round,
        "draft": draft,
        "answers": said,
        "problems": [one for one in said if one.problem],
        "answered": any(one.quotation for one in said),
        "files": [file for file in doors.files_of(request) if not file.revision],
        "why": why,
        "nothing_new": draft is not None and draft.version == draft.sent_version,
        "here": links.check(visit.token),
        "back": links.questions(visit.token),
    }
    return render(http, "portal/check.html", context, status=422 if why else 200)
