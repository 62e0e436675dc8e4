"""Publishing an edition, after a look at what it would say."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from whoscounting.census.actions import publish_edition
from whoscounting.census.models import Edition, Finding, Round
from whoscounting.census.queries import desk as census
from whoscounting.census.queries.decisions import conclusions
from whoscounting.desk.access import needs
from whoscounting.desk.forms.rounds import PublishForm
from whoscounting.desk.frame import StaffRequest, page, staff, today, tried
from whoscounting.desk.preview import mark, preview
from whoscounting.desk.views.rounds import way


@needs("census.publish_edition")
def publish(request: StaffRequest, code: str) -> HttpResponse:
    round = get_object_or_404(Round, pk=code)
    decided = conclusions(round=round)
    form = PublishForm(request.POST if request.method == "POST" else None, now=mark(decided))
    if request.method == "POST" and tried(
        request, form, lambda: publish_edition(round=round, note=form.cleaned_data["note"], by=staff(request))
    ):
        messages.success(
            request, "The edition is published. What it says can't be changed, only followed by a newer one."
        )
        return redirect("desk:publish", code)
    last = Edition.objects.filter(round=round).order_by("-number").first()
    lines = census.board(round=round, viewer=request.user, on=today())
    shown = preview(round, decided, list(Finding.objects.filter(edition=last)), lines)
    title = f"Publish edition {last.number + 1 if last else 1}"
    return page(request, "desk/publish.html", title=title, trail=way(round), form=form, round=round, last=last, **shown)
