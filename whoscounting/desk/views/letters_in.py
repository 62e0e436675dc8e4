"""What a letter of a trust does, what we answer to it, and the trust's own link."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from whoscounting.census import actions
from whoscounting.census.models import Filing, FoiRequest
from whoscounting.census.queries.delivery import day_of
from whoscounting.desk.access import needs
from whoscounting.desk.forms.letters_in import ComplaintForm, NoticeForm, OurWordsForm
from whoscounting.desk.frame import StaffRequest, clicked, page, staff, today, tried
from whoscounting.desk.views.case import way_to

EXPLAINED = "Write to the trust what we mean. When this letter is sent, its 20 working days begin afresh."
APPEALED = "Say why the refusal is wrong, or incomplete. The review is asked for when this letter is sent."


@needs("census.record_reply")
def note(request: StaffRequest, pk: int, mail: int) -> HttpResponse:
    """Confirm what a letter does: by a click on a suggestion, or by hand."""
    foi = _request(pk)
    inbound = get_object_or_404(Filing.objects.select_related("inbound"), request=foi, inbound=mail).inbound
    form = NoticeForm(request.POST if request.method == "POST" else None, initial={"noted_on": day_of(inbound)})
    if request.method == "POST" and tried(
        request,
        form,
        lambda: actions.confirm_notice(request=foi, inbound=inbound, **form.cleaned_data, by=staff(request)),
    ):
        messages.success(request, f"Noted: {form.cleaned_data['kind'].label.lower()}.")
        return redirect(f"{reverse('desk:case', args=[pk])}#mail-{mail}")
    return _form(request, foi, form, "What this letter does", "Note this")


@needs("mail.send_letters")
def clarification(request: StaffRequest, pk: int) -> HttpResponse:
    return _write(request, pk, actions.send_clarification, "Say what we mean", EXPLAINED)


@needs("mail.send_letters")
def review(request: StaffRequest, pk: int) -> HttpResponse:
    return _write(request, pk, actions.ask_for_review, "Ask for an internal review", APPEALED)


@needs("census.record_reply")
def complaint(request: StaffRequest, pk: int) -> HttpResponse:
    foi = _request(pk)
    form = ComplaintForm(request.POST if request.method == "POST" else None, initial={"on": today()})
    if request.method == "POST" and tried(
        request, form, lambda: actions.record_complaint(request=foi, **form.cleaned_data, by=staff(request))
    ):
        messages.success(request, "It is recorded that the Commissioner has our complaint.")
        return redirect("desk:case", pk)
    return _form(request, foi, form, "Record our complaint to the Commissioner", "Record it")


@needs("mail.send_letters")
@require_POST
def link(request: StaffRequest, pk: int) -> HttpResponse:
    """Renew or close the trust's own link."""
    foi = _request(pk)
    if request.POST.get("what") == "close":
        said = "The trust’s link opens nothing any more."
        clicked(request, lambda: actions.close_door(request=foi, by=staff(request)), said)
    else:
        said = "The earlier link opens nothing any more. Our next letter to the trust brings the new one."
        clicked(request, lambda: actions.renew_door(request=foi, by=staff(request)), said)
    return redirect(f"{reverse('desk:case', args=[pk])}#link")


def _write(request: StaffRequest, pk: int, send: Callable[..., object], title: str, help_text: str) -> HttpResponse:
    foi = _request(pk)
    form = OurWordsForm(request.POST if request.method == "POST" else None, help_text=help_text)
    if request.method == "POST" and tried(
        request, form, lambda: send(request=foi, words=form.cleaned_data["words"], by=staff(request))
    ):
        messages.success(request, "The letter waits to be sent. What follows from it is recorded once it went out.")
        return redirect("desk:case", pk)
    return _form(request, foi, form, title, "Queue this letter")


def _form(request: StaffRequest, foi: FoiRequest, form: BaseForm, title: str, button: str) -> HttpResponse:
    return page(request, "desk/form.html", title=title, trail=way_to(foi), form=form, button=button)


def _request(pk: int) -> FoiRequest:
    return get_object_or_404(FoiRequest.objects.select_related("trust", "round"), pk=pk)
