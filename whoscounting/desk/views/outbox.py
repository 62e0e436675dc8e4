"""The outbox: what waits, what was sent with the server's own words, and what a person has to settle."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from whoscounting.census.actions import try_again
from whoscounting.desk import posted
from whoscounting.desk.access import needs
from whoscounting.desk.forms.letters import CancelForm
from whoscounting.desk.frame import Crumb, StaffRequest, attempt, in_rehearsal, page, staff, tried
from whoscounting.mail.actions import cancel_letters, pause, resume, settle_by_hand
from whoscounting.mail.models import Mailing, Message
from whoscounting.mail.queries.outbox import counts_by_mailing, letters_in, progress, unsure, waiting_since
from whoscounting.mail.rules.limits import Limits
from whoscounting.mail.rules.placeholders import masked
from whoscounting.mail.transport.choosing import our_limits

PER_PAGE = 50


def way(mailing: Mailing | None = None) -> tuple[Crumb, ...]:
    outbox = ("Outbox", reverse("desk:outbox"))
    return (outbox, (mailing.title, reverse("desk:mailing", args=[mailing.pk]))) if mailing else (outbox,)


@needs("mail.send_letters")
def listing(request: StaffRequest) -> HttpResponse:
    now, mailings = timezone.now(), Mailing.objects.order_by("-pk")
    shown = posted.mailings(mailings, counts_by_mailing())
    waiting = posted.slow(waiting_since(now=now), now)
    return page(request, "desk/outbox.html", title="Outbox", now=now, waiting=waiting, local=in_rehearsal(), **shown)


@needs("mail.send_letters")
def mailing(request: StaffRequest, pk: int) -> HttpResponse:
    found, now = get_object_or_404(Mailing, pk=pk), timezone.now()
    limits = Limits() if in_rehearsal() else our_limits()
    done = progress(mailing=found, limits=limits, now=now)
    return _letters(
        request,
        found,
        found.title,
        progress=done,
        gone=done.all - done.left,
        counts=posted.states(done.counts),
        now=now,
    )


@needs("mail.send_letters")
def single(request: StaffRequest) -> HttpResponse:
    counts = counts_by_mailing().get(None, {})
    return _letters(request, None, "Single letters", counts=posted.states(counts), now=timezone.now())


def _letters(request: StaffRequest, found: Mailing | None, title: str, **shown: object) -> HttpResponse:
    state = request.GET.get("state", "")
    state = state if state in Message.State.values else ""
    letters = Paginator(letters_in(mailing=found, state=state), PER_PAGE).get_page(request.GET.get("page"))
    rows = posted.rows(list(letters))
    context: dict[str, Any] = {"mailing": found, "state": state, "letters": letters, "rows": rows, **shown}
    return page(request, "desk/mailing.html", title=title, trail=way(), **context)


@needs("mail.send_letters")
@require_POST
def hold(request: StaffRequest, pk: int) -> HttpResponse:
    """Pause a mailing, or let it go on."""
    found = get_object_or_404(Mailing, pk=pk)
    if "resume" in request.POST:
        resume(mailing=found, by=staff(request))
        messages.success(request, "The letters go out again.")
    else:
        pause(mailing=found, by=staff(request))
        messages.success(request, "Paused. What was being handed over still goes; all others wait.")
    return redirect("desk:mailing", pk)


@needs("mail.send_letters")
def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back all letters of a mailing that still wait."""
    found = get_object_or_404(Mailing, pk=pk)
    keys = list(letters_in(mailing=found, state=Message.State.QUEUED).values_list("key", flat=True))
    form = CancelForm(request.POST or None)
    taken: list[int] = []

    def do() -> None:
        taken.append(cancel_letters(keys=keys, why=form.cleaned_data["why"], by=staff(request)))

    if request.method == "POST" and tried(request, form, do):
        messages.success(request, f"Taken back: {taken[0]}. What was sent before stays sent.")
        return redirect("desk:mailing", pk)
    now = f"Still waiting: {len(keys)}. They will not be sent; they can be written anew later."
    title = "Take back what still waits"
    return page(request, "desk/form.html", title=title, trail=way(found), form=form, now=now, button="Take them back")


@needs("mail.send_letters")
def doubtful(request: StaffRequest) -> HttpResponse:
    """Every letter of which nobody knows whether it was sent."""
    letters = Paginator(unsure().select_related("mailing"), PER_PAGE).get_page(request.GET.get("page"))
    title = "Nobody knows whether these were sent"
    return page(request, "desk/unsure.html", title=title, trail=way(), letters=letters, rows=posted.rows(list(letters)))


@needs("mail.send_letters")
@require_POST
def settle(request: StaffRequest, pk: int) -> HttpResponse:
    letter, arrived = get_object_or_404(Message, pk=pk), "arrived" in request.POST
    settle_it = partial(settle_by_hand, was_sent=True) if arrived else try_again
    if attempt(request, lambda: settle_it(message=letter, by=staff(request))):
        messages.success(request, "Settled: it arrived." if arrived else "It will be sent again.")
    return redirect("desk:unsure")


@needs("mail.send_letters")
@require_POST
def again(request: StaffRequest, pk: int) -> HttpResponse:
    letter = get_object_or_404(Message, pk=pk)
    if attempt(request, lambda: try_again(message=letter, by=staff(request))):
        messages.success(request, "It will be sent again, unchanged.")
    return redirect("desk:posted", pk)


@needs("mail.send_letters")
def one(request: StaffRequest, pk: int) -> HttpResponse:
    """One letter as it goes, with words in place of its secrets, and what became of it."""
    letter = get_object_or_404(Message.objects.select_related("mailing"), pk=pk)
    (row,) = posted.rows([letter])
    body = masked(letter.body, letter.secrets)
    return page(request, "desk/posted.html", title=letter.subject, trail=way(letter.mailing), row=row, body=body)
