"""Rounds: the list, planning, opening and closing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from whoscounting.census.actions import close_round, open_round, plan_round
from whoscounting.census.models import Round
from whoscounting.census.queries.questions import last_round, questions_to_carry
from whoscounting.census.queries.worklist import counted_rounds, scope_on
from whoscounting.desk.access import needs
from whoscounting.desk.forms.rounds import CloseForm, OpenForm, PlanForm
from whoscounting.desk.frame import Crumb, StaffRequest, in_rehearsal, page, staff, today, tried


def way(round: Round | None = None) -> tuple[Crumb, ...]:
    """The way to a screen of a round."""
    rounds = ("Census", reverse("desk:rounds"))
    return (rounds, (round.name, reverse("desk:board", args=[round.code]))) if round else (rounds,)


@needs("census.see_desk")
def listing(request: StaffRequest) -> HttpResponse:
    return page(request, "desk/rounds.html", title="Census", rounds=counted_rounds())


@needs("census.run_round")
def plan(request: StaffRequest) -> HttpResponse:
    form = PlanForm(request.POST or None, initial={"year": today().year})
    carried, last = questions_to_carry(rehearsal=in_rehearsal()), last_round(rehearsal=in_rehearsal())

    def do() -> None:
        plan_round(**form.cleaned_data, questions=carried, rehearsal=in_rehearsal(), by=staff(request))

    if request.method == "POST" and tried(request, form, do):
        messages.success(request, f"{form.cleaned_data['name']} is planned. Open it when its questions are right.")
        return redirect("desk:board", form.cleaned_data["code"])
    shown: dict[str, Any] = {"questions": carried, "last": last}
    return page(request, "desk/plan.html", title="Plan a round", trail=way(), form=form, **shown)


@needs("census.run_round")
def open(request: StaffRequest, code: str) -> HttpResponse:
    round = get_object_or_404(Round, pk=code)
    if round.opened_on is not None or round.historic:  # a second click, or a colleague was quicker
        messages.info(request, f"{round.name} is open already.")
        return redirect("desk:board", code)
    form = OpenForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and tried(
        request, form, lambda: open_round(round=round, on=form.cleaned_data["on"], by=staff(request))
    ):
        messages.success(request, f"{round.name} is open. Now send the requests.")
        return redirect("desk:board", code)
    decided = scope_on(day=today())
    asked, out = [t for t, s in decided if s.asked], [pair for pair in decided if not pair[1].asked]
    title = f"Open {round.name}"
    return page(request, "desk/open.html", title=title, trail=way(round), form=form, round=round, asked=asked, out=out)


@needs("census.run_round")
def close(request: StaffRequest, code: str) -> HttpResponse:
    round = get_object_or_404(Round, pk=code)
    form = CloseForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and tried(
        request, form, lambda: close_round(round=round, on=form.cleaned_data["on"], by=staff(request))
    ):
        messages.success(request, f"{round.name} is closed. Late answers can still be taken in.")
        return redirect("desk:board", code)
    return page(request, "desk/close.html", title=f"Close {round.name}", trail=way(round), form=form, round=round)
