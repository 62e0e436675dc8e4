"""One request: all that belongs to it, its scope and its clock."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from whoscounting.census.actions import change_scope, extend, put_on_hold
from whoscounting.census.models import Door, FoiRequest
from whoscounting.census.queries import desk as census
from whoscounting.census.queries.decisions import course
from whoscounting.census.queries.desk import Case
from whoscounting.census.queries.doors import draft_of, files_of
from whoscounting.census.rules.steps import next_step
from whoscounting.desk import presenters
from whoscounting.desk.access import needs
from whoscounting.desk.correspondence import Ours, Theirs, letters
from whoscounting.desk.forms.rounds import ExtendForm, HoldForm, ScopeForm
from whoscounting.desk.frame import Crumb, StaffRequest, page, staff, today, tried
from whoscounting.desk.history import history
from whoscounting.desk.views.rounds import way


def way_to(request: FoiRequest) -> tuple[Crumb, ...]:
    return (*way(request.round), (request.trust.name, reverse("desk:case", args=[request.pk])))


def fetch(request: StaffRequest, pk: int) -> Case:
    """The case as this person may see it. Raises Http404."""
    case = census.case(request_id=pk, viewer=request.user, on=today())
    if case is None:
        raise Http404
    return case


@needs("census.see_desk")
def case(request: StaffRequest, pk: int) -> HttpResponse:
    found = fetch(request, pk)
    foi = found.line.request
    # Who may still give a verdict is not led by the machine's.
    led = found.line.mine_to_assess and request.user.has_perm("census.assess")
    return page(
        request,
        "desk/case.html",
        title=foi.trust.name,
        trail=way(foi.round),
        case=found,
        row=presenters.row(found.line, foi.round, request.user),
        questions=presenters.questions(found),
        suggestion=None if led else found.suggestion,
        history=history(foi),
        letters=shown_letters(request, found),
        may_write=presenters.may_write(foi, on=today()),
        by_law=next_step(course(foi), on=today(), closed_on=foi.round.closed_on),
        taken_from={piece.inbound_id for pieces in found.evidence.values() for piece in pieces},
        door=Door.objects.filter(request=foi).first(),
        draft=draft_of(foi),
        door_files=[file for file in files_of(foi) if file.revision],
        today=today(),
    )


def shown_letters(request: StaffRequest, case: Case) -> list[Ours | Theirs] | None:
    """The letters both ways, for those who may read mail."""
    if not request.user.has_perm("mail.read_mail"):
        return None
    return letters(case.line.request, case.questions, wanted=request.GET.get("letter", ""))


@needs("census.run_round")
def scope(request: StaffRequest, pk: int) -> HttpResponse:
    foi = get_object_or_404(FoiRequest.objects.select_related("trust", "round"), pk=pk)
    initial = {"in_scope": "yes" if foi.in_scope else "no", "reason": foi.scope_reason, "seen": foi.in_scope}
    form = ScopeForm(request.POST or None, initial=initial)
    if request.method == "POST" and tried(
        request,
        form,
        lambda: change_scope(request=foi, **form.cleaned_data, by=staff(request)),
        seen=foi.in_scope,
    ):
        messages.success(request, "The scope is changed, and the reason is kept.")
        return redirect("desk:case", pk)
    now = f"Now {'asked' if foi.in_scope else 'not asked'}: {foi.scope_reason}"
    title = "Change the scope"
    return page(request, "desk/form.html", title=title, trail=way_to(foi), form=form, now=now, button="Change scope")


@needs("census.record_reply")
def clock(request: StaffRequest, pk: int) -> HttpResponse:
    foi = get_object_or_404(FoiRequest.objects.select_related("trust", "round"), pk=pk)
    initial = {"hold": foi.hold, "seen": foi.hold, "on": today()}
    form = HoldForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and tried(
        request, form, lambda: put_on_hold(request=foi, **form.cleaned_data, by=staff(request)), seen=foi.hold
    ):
        messages.success(request, "The clock stands still." if form.cleaned_data["hold"] else "The clock runs.")
        return redirect("desk:case", pk)
    now = f"Now the clock stands still: {foi.get_hold_display()}" if foi.hold else "Now the clock runs."
    title = "The law’s clock"
    return page(request, "desk/form.html", title=title, trail=way_to(foi), form=form, now=now, button="Save")


@needs("census.record_reply")
def extension(request: StaffRequest, pk: int) -> HttpResponse:
    foi = get_object_or_404(FoiRequest.objects.select_related("trust", "round"), pk=pk)
    form = ExtendForm(request.POST or None)
    if request.method == "POST" and tried(
        request, form, lambda: extend(request=foi, **form.cleaned_data, by=staff(request))
    ):
        messages.success(request, f"The reply is not due before {form.cleaned_data['until']:%-d %B %Y}.")
        return redirect("desk:case", pk)
    return page(request, "desk/form.html", title="More time", trail=way_to(foi), form=form, button="Give more time")
