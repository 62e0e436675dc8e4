"""Letters to many trusts at once: the list before the start, the requests, and the reminders."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from whoscounting.census.actions import send_chasers, send_requests
from whoscounting.census.models import LetterKind, Round
from whoscounting.census.queries.chasing import chasing_preview
from whoscounting.census.queries.correspondence import under_way
from whoscounting.census.queries.letters import letter_shown
from whoscounting.census.queries.preflight import preflight, unasked
from whoscounting.desk.access import needs
from whoscounting.desk.forms.letters import ChaseForm, SendForm
from whoscounting.desk.frame import StaffRequest, page, staff, today, tried
from whoscounting.desk.remedies import mended
from whoscounting.desk.views.rounds import way

IN_OUTBOX = "A reminder waits in the outbox."


@needs("mail.send_letters")
def send(request: StaffRequest, code: str) -> HttpResponse:
    """Everything that must be right before the requests go, and the button that sends them."""
    round = get_object_or_404(Round, pk=code)
    if "ticked" in request.POST:  # from the board: the chosen trusts go into the address, so that one can come back
        return redirect(_with_trusts(request, round))
    chosen = request.GET.getlist("trust") or None
    waiting = under_way(round, LetterKind.REQUEST)
    left = [one for one in unasked(round, chosen) if one.pk not in waiting]
    form = SendForm(request.POST if request.method == "POST" else None, now=len(left))
    if request.method == "POST" and tried(
        request, form, lambda: send_requests(round=round, trusts=chosen, by=staff(request)), number=len(left)
    ):
        messages.success(request, f"{_letters(len(left))} in the outbox.")
        return redirect("desk:outbox")
    checks = preflight(round, trusts=chosen, today=today())
    return page(
        request,
        "desk/send.html",
        title="Before the requests go",
        trail=way(round),
        round=round,
        form=form,
        checks=mended(checks, round),
        ready=all(check.green for check in checks) and round.opened_on is not None,
        number=len(left),
        button="Send the request to 1 trust" if len(left) == 1 else f"Send the requests to {len(left)} trusts",
        first=left[0] if left else None,
        chosen=chosen,
        waiting=len(waiting),
    )


@needs("mail.send_letters")
def remind(request: StaffRequest, code: str) -> HttpResponse:
    """Who would get the one reminder today, who would not and why; ticks leave trusts out."""
    round = get_object_or_404(Round, pk=code)
    waiting = under_way(round, LetterKind.CHASER)
    lines = []
    for one, why in chasing_preview(round, on=today()):
        lines.append((one, why or ([IN_OUTBOX] if one.pk in waiting else [])))
    due = [one for one, why in lines if not why]
    form = ChaseForm(request.POST if request.method == "POST" else None, due=due)
    if request.method == "POST" and tried(
        request, form, lambda: send_chasers(round=round, trusts=form.cleaned_data["trusts"], by=staff(request))
    ):
        messages.success(request, f"{_letters(len(form.cleaned_data['trusts']))} in the outbox.")
        return redirect("desk:outbox")
    for one in due[:1]:
        one.round = round
    wanted = request.GET.getlist("trust")
    return page(
        request,
        "desk/remind.html",
        title="Send reminders",
        trail=way(round),
        round=round,
        form=form,
        due=[(one, one.trust_id not in form.left_out and (not wanted or one.trust_id in wanted)) for one in due],
        others=[(one, why) for one, why in lines if why],
        reasons=Counter(why[0].partition(" on ")[0].rstrip(".") for _, why in lines if why).most_common(),
        seen=letter_shown(due[0], LetterKind.CHASER) if due else None,
    )


def _with_trusts(request: StaffRequest, round: Round) -> str:
    ticked = request.POST.getlist("trusts")
    if not ticked:
        messages.error(request, "Tick at least one trust.")
        return reverse("desk:board", args=[round.pk])
    codes = [code for code in ticked if code.isalnum()]
    return reverse("desk:send", args=[round.pk]) + "?" + "&".join(f"trust={code}" for code in codes)


def _letters(number: int) -> str:
    return f"{number} letter{'s are' if number != 1 else ' is'}"
