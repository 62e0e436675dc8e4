"""Giving a verdict, and settling a difference between two."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from whoscounting.census import actions
from whoscounting.census.rules.deciding import Stage
from whoscounting.desk import presenters
from whoscounting.desk.access import needs
from whoscounting.desk.forms.assessing import AssessForm
from whoscounting.desk.frame import StaffRequest, page, staff, tried
from whoscounting.desk.views.case import fetch, way_to

SAID = {
    Stage.NEEDS_SECOND: "Your verdict is recorded. A second reviewer decides without seeing it.",
    Stage.DIFFER: "Your verdict is recorded. A colleague sees it differently, so a third person settles it.",
    Stage.DECIDED: "Your verdict is recorded, and the answer is decided.",
}


@needs("census.assess")
def assess(request: StaffRequest, pk: int) -> HttpResponse:
    found = fetch(request, pk)
    foi = found.line.request
    if request.method != "POST" and not found.line.mine_to_assess:
        messages.info(request, "There is nothing for you to assess here now.")
        return redirect("desk:case", pk)
    settling = found.line.decision is not None and found.line.decision.stage is Stage.DIFFER
    shown = {"revision": foi.revision, "settles": settling}
    form = AssessForm(request.POST or None, initial=shown, case=found, rubric=foi.round.rubric.words)
    if request.method == "POST" and tried(
        request,
        form,
        lambda: actions.assess(request=foi, reviewer=request.user, **form.cleaned_data, by=staff(request)),
        **shown,
    ):
        if decision := fetch(request, pk).line.decision:
            messages.success(request, SAID[decision.stage])
        return redirect("desk:case", pk)
    return page(
        request,
        "desk/assess.html",
        title="Settle the difference" if settling else "Assess the answers",
        trail=way_to(foi),
        case=found,
        form=form,
        settling=settling,
        questions=presenters.questions(found),
    )
