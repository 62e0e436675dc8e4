"""Taking in a reply: from a letter that came, or from what staff have in hand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from whoscounting.census.actions import take_reply
from whoscounting.census.models import Filing
from whoscounting.census.queries.desk import Case
from whoscounting.census.queries.pen import correspondence
from whoscounting.desk.access import needs
from whoscounting.desk.correspondence import documents, figures, read_for, what_we_wrote
from whoscounting.desk.forms.letter_reply import LetterReplyForm, files_of
from whoscounting.desk.forms.reply import ReplyForm
from whoscounting.desk.frame import FILE_AGAIN, StaffRequest, page, staff, tried
from whoscounting.desk.views.case import fetch, way_to


@needs("census.record_reply")
def reply(request: StaffRequest, pk: int) -> HttpResponse:
    found = fetch(request, pk)
    foi = found.line.request
    shown = _from_letter(request, found) if request.GET.get("letter") else {"form": ReplyForm(request, found)}
    form: ReplyForm = shown["form"]

    def do() -> None:
        said = form.cleaned_data
        take_reply(
            request=foi,
            answered_on=said["answered_on"],
            answers=form.drafts(),
            expected_revision=said["expected_revision"],
            by=staff(request),
        )

    looking = "look" in request.POST
    if looking and request.FILES:
        form.add_error(None, FILE_AGAIN)
    if request.method == "POST" and not looking and tried(request, form, do, expected_revision=foi.revision):
        messages.success(request, "The reply is taken in. Two reviewers can now assess it.")
        return redirect("desk:case", pk)
    title, trail = "Take in a reply", way_to(foi)
    return page(request, "desk/reply.html", title=title, trail=trail, case=found, looking=looking, **shown)


def _from_letter(request: StaffRequest, case: Case) -> dict[str, Any]:
    """The form beside a letter of this request, and the letter's words. Raises Http404."""
    foi, wanted = case.line.request, request.GET["letter"]
    filings = Filing.objects.filter(request=foi, inbound=int(wanted) if wanted.isdecimal() else 0)
    filing = filings.select_related("inbound").prefetch_related("inbound__attachments").first()
    if filing is None or not request.user.has_perm("mail.read_mail"):
        raise Http404
    docs = documents(filing.inbound)
    found = figures(docs, case.questions, what_we_wrote(correspondence(foi)))
    form = LetterReplyForm(request, case, docs=[*docs, *files_of(filing.inbound)], figures=found)
    return {"form": form, "inbound": filing.inbound, "read": read_for(docs, found), "suggested": len(found)}
