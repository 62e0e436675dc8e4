"""The questions of a round: looked at always, changed until it opens."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from whoscounting.census.actions import add_question, remove_question, reword_question
from whoscounting.census.actions.questions import SCORED
from whoscounting.census.models import Question, Round
from whoscounting.census.queries.questions import asked_in
from whoscounting.desk.access import needs
from whoscounting.desk.forms.questions import AddForm, RewordForm
from whoscounting.desk.frame import Crumb, StaffRequest, attempt, page, staff, tried
from whoscounting.desk.views.rounds import way


def way_to(round: Round) -> tuple[Crumb, ...]:
    return (*way(round), ("Questions", reverse("desk:questions", args=[round.pk])))


@needs("census.run_round")
def listing(request: StaffRequest, code: str) -> HttpResponse:
    round = get_object_or_404(Round, pk=code)
    may_change = round.opened_on is None and not round.historic
    shown: dict[str, Any] = {"round": round, "asked": asked_in(round), "scored": SCORED, "may_change": may_change}
    return page(request, "desk/questions.html", title=f"Questions of {round.name}", trail=way(round), **shown)


@needs("census.run_round")
def reword(request: StaffRequest, code: str, question: str) -> HttpResponse:
    found = _question(code, question)
    form = RewordForm(request.POST or None, initial={"number": found.number, "wording": found.wording})
    if request.method == "POST" and tried(
        request, form, lambda: reword_question(question=found, **form.cleaned_data, by=staff(request))
    ):
        messages.success(request, "The question is reworded.")
        return redirect("desk:questions", code)
    title, before = f"Reword question {found.number}", found.previous
    now = f"{before.round.name} asked: ‘{before.wording}’" if before else ""
    return page(request, "desk/form.html", title=title, trail=way_to(found.round), form=form, now=now, button="Save")


@needs("census.run_round")
def add(request: StaffRequest, code: str) -> HttpResponse:
    round = get_object_or_404(Round, pk=code)
    form = AddForm(request.POST or None)
    if request.method == "POST" and tried(
        request, form, lambda: add_question(round=round, wording=form.said, by=staff(request))
    ):
        messages.success(request, "The question is added at the end.")
        return redirect("desk:questions", code)
    return page(request, "desk/form.html", title="Add a question", trail=way_to(round), form=form, button="Add")


@needs("census.run_round")
@require_POST
def remove(request: StaffRequest, code: str, question: str) -> HttpResponse:
    found = _question(code, question)
    if attempt(request, lambda: remove_question(question=found, by=staff(request))):
        messages.success(request, f"Question {found.number} is removed from this round.")
    return redirect("desk:questions", code)


def _question(code: str, question: str) -> Question:
    questions = Question.objects.select_related("round", "previous__round")
    return get_object_or_404(questions, round=code, code=question)
