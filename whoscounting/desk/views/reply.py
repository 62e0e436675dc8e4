"""Taking in a reply."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from whoscounting.census.actions import take_reply
from whoscounting.desk.access import needs
from whoscounting.desk.forms.reply import ReplyForm
from whoscounting.desk.frame import FILE_AGAIN, StaffRequest, page, staff, tried
from whoscounting.desk.views.case import fetch, way_to


@needs("census.record_reply")
def reply(request: StaffRequest, pk: int) -> HttpResponse:
    found = fetch(request, pk)
    foi = found.line.request
    form = ReplyForm(request, found)

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
    return page(request, "desk/reply.html", title=title, trail=trail, case=found, form=form, looking=looking)
