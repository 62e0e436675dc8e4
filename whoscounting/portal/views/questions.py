"""The trust's questions: the form, its draft, its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from whoscounting.census.actions import add_door_file, save_draft, withdraw_door_file
from whoscounting.census.queries import doors
from whoscounting.census.rules.door import Written
from whoscounting.lib.actions import Refused
from whoscounting.portal import links, presenters
from whoscounting.portal.doorway import Visit, behind_the_door
from whoscounting.portal.files import brought
from whoscounting.portal.sheets.reading import read
from whoscounting.portal.typed import Typed, of_draft, of_form
from whoscounting.portal.words import DID

AGAIN = " If you chose a file, choose it again."
Problems = list[tuple[str, str]]


@behind_the_door
def questions(http: HttpRequest, visit: Visit) -> HttpResponse:
    """Reading changes nothing; every button of the form saves the draft first, and then does what it says."""
    if http.method == "POST":
        return _posted(http, visit)
    draft = doors.draft_of(visit.request)
    return _page(http, visit, of_draft(draft, doors.written(draft)))


def _posted(http: HttpRequest, visit: Visit) -> HttpResponse:
    typed = of_form(http.POST, doors.asked(visit.request))
    if typed.problems:
        found = [(field, why) for field, why in typed.problems.items()]
        return _page(http, visit, typed, problems=found, status=422)
    try:
        saved = _save(visit, typed)
    except Refused as why:
        return _met_a_colleague(http, visit, typed, str(why))
    what, _, which = http.POST.get("do", "save").partition(":")
    return DOES.get(what, _saved)(http, visit, saved, which)


def _save(visit: Visit, typed: Typed) -> Typed:
    """The draft is kept; what comes back has its new version."""
    draft = save_draft(
        request=visit.request,
        answers=typed.answers,
        name=typed.name,
        role=typed.role,
        email=typed.email,
        seen=typed.seen,
        by=visit.by,
    )
    return replace(typed, seen=draft.version)


def _met_a_colleague(http: HttpRequest, visit: Visit, typed: Typed, why: str) -> HttpResponse:
    """Nothing is lost: all that was typed comes back, beside what the colleague has saved. Saving again keeps it."""
    draft = doors.draft_of(visit.request)
    typed = replace(typed, seen=draft.version if draft else 0)
    words = why + (AGAIN if http.FILES else "")
    return _page(http, visit, typed, problems=[("form", words)], colleague=doors.written(draft), status=409)


def _saved(http: HttpRequest, visit: Visit, saved: Typed, which: str) -> HttpResponse:
    if isinstance(http.FILES.get("file"), UploadedFile):
        return _add_file(http, visit, saved, which)
    return _back(visit, "saved", "said")


def _check(http: HttpRequest, visit: Visit, saved: Typed, which: str) -> HttpResponse:
    return HttpResponseRedirect(links.check(visit.token))


def _take_over(http: HttpRequest, visit: Visit, saved: Typed, which: str) -> HttpResponse:
    """Put in what the trust said last time: to one question, or to all that it has not answered yet."""
    last = doors.last_time(visit.request)
    taken = {code: said for code, said in last.items() if code == which or (which == "all" and _is_empty(saved, code))}
    _save(visit, replace(saved, answers={**saved.answers, **taken}))
    return _back(visit, "taken", f"q-{which}" if which in last else "said")


def _is_empty(saved: Typed, code: str) -> bool:
    return saved.answers.get(code) == Written()


def _add_file(http: HttpRequest, visit: Visit, saved: Typed, which: str) -> HttpResponse:
    file = http.FILES.get("file")
    try:
        if not isinstance(file, UploadedFile):
            raise Refused("Choose a file first.")
        name, kind, content = brought(file)
        add_door_file(request=visit.request, name=name, found_type=kind, content=content, by=visit.by)
    except Refused as why:
        return _page(http, visit, saved, problems=[("file", str(why))], status=422)
    return _back(visit, "file", "files")


def _withdraw(http: HttpRequest, visit: Visit, saved: Typed, which: str) -> HttpResponse:
    ours = {str(file.pk): file for file in doors.files_of(visit.request)}
    if which in ours:
        withdraw_door_file(file=ours[which], by=visit.by)
    return _back(visit, "withdrawn", "files")


def _sheet(http: HttpRequest, visit: Visit, saved: Typed, which: str) -> HttpResponse:
    """What is right in a spreadsheet goes into the draft; what is not is named cell by cell."""
    file = http.FILES.get("sheet")
    try:
        if not isinstance(file, UploadedFile):
            raise Refused("Choose the spreadsheet first.")
        found = read(file, doors.asked(visit.request))
    except Refused as why:
        return _page(http, visit, saved, problems=[("sheet", str(why))], status=422)
    saved = _save(visit, replace(saved, answers={**saved.answers, **found.answers}))
    if found.problems:
        listed = [("sheet", one) for one in found.problems]
        return _page(http, visit, saved, problems=listed, status=422)
    return _back(visit, "sheet", "said")


Does = Callable[[HttpRequest, Visit, Typed, str], HttpResponse]
DOES: dict[str, Does] = {
    "save": _saved,
    "check": _check,
    "take": _take_over,
    "file": _add_file,
    "withdraw": _withdraw,
    "sheet": _sheet,
}


def _back(visit: Visit, did: str, anchor: str) -> HttpResponse:
    return HttpResponseRedirect(links.questions(visit.token, did, anchor))


def _page(
    http: HttpRequest,
    visit: Visit,
    typed: Typed,
    *,
    problems: Problems | None = None,
    colleague: Mapping[str, Written] | None = None,
    status: int = 200,
) -> HttpResponse:
    request, draft, last = visit.request, doors.draft_of(visit.request), doors.last_time(visit.request)
    shown = [
        presenters.question(
            one,
            typed.answers.get(one.code, Written()),
            last=last.get(one.code),
            colleague=(colleague or {}).get(one.code, Written()) if colleague is not None else None,
            problem=typed.problems.get(f"q-{one.code}", ""),
        )
        for one in doors.asked(request)
    ]
    context: dict[str, Any] = {
        "trust": request.trust,
        "round": request.round,
        "request_row": request,
        "draft": draft,
        "typed": typed,
        "questions": shown,
        "has_last": any(one.last for one in shown),
        "files": doors.files_of(request),
        "problems": problems or [],
        "did": DID.get(http.GET.get("did", ""), ""),
        "link": links.whole(visit.token),
        "here": links.questions(visit.token),
        "sheet": links.sheet(visit.token),
        "sent": links.sent(visit.token),
    }
    return render(http, "portal/questions.html", context, status=status)
