"""The holding pen: mail that waits for a person, and what becomes of it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from whoscounting.census import actions
from whoscounting.census.models import FoiRequest
from whoscounting.census.queries import pen
from whoscounting.desk.access import needs
from whoscounting.desk.forms.mail import BringForm
from whoscounting.desk.frame import Crumb, StaffRequest, clicked, page, staff, tried
from whoscounting.mail.actions import bring_back, read_again, set_aside
from whoscounting.mail.models import Inbound
from whoscounting.mail.transport.dropping import Dropped, keep_dropped

AT_ONCE = 25


def way() -> tuple[Crumb, ...]:
    return (("Mail", reverse("desk:pen")),)


@needs("mail.read_mail")
def waiting(request: StaffRequest) -> HttpResponse:
    shown = Paginator(pen.in_pen(), AT_ONCE).get_page(request.GET.get("page"))
    return page(
        request,
        "desk/mail/pen.html",
        title="Holding pen",
        shown=shown,
        held=pen.holding_pen(shown.object_list),
        being_read=pen.being_read(),
        aside=pen.put_aside().count(),
    )


@needs("mail.read_mail")
def aside(request: StaffRequest) -> HttpResponse:
    shown = Paginator(pen.put_aside(), AT_ONCE).get_page(request.GET.get("page"))
    return page(request, "desk/mail/aside.html", title="Put aside", trail=way(), shown=shown)


@needs("mail.read_mail")
def bring(request: StaffRequest) -> HttpResponse:
    form = BringForm(request.POST if request.method == "POST" else None, request.FILES or None)
    brought: list[Dropped] = []

    def do() -> None:
        for file in form.cleaned_data["letters"]:
            brought.append(keep_dropped(file.file, file.name, by=staff(request)))

    if request.method == "POST" and tried(request, form, do):
        messages.success(request, brought_words(brought))
        return redirect("desk:pen")
    return page(request, "desk/mail/bring.html", title="Bring in letters", trail=way(), form=form)


@needs("mail.read_mail")
@require_POST
def file(request: StaffRequest, pk: int) -> HttpResponse:
    """File it with the ticked requests: by one click on a suggestion, or by hand."""
    inbound, chosen = get_object_or_404(Inbound, pk=pk), _chosen(request)
    said = f"Filed with {', '.join(one.trust.name for one in chosen)}."
    clicked(request, lambda: actions.file_by_hand(inbound=inbound, requests=chosen, by=staff(request)), said)
    return redirect("desk:pen") if "from_pen" in request.POST else redirect("desk:mail", pk)


@needs("mail.read_mail")
@require_POST
def put_away(request: StaffRequest, pk: int) -> HttpResponse:
    inbound = get_object_or_404(Inbound, pk=pk)
    reason = request.POST.get("reason", "")
    said = "It is put aside. It stays kept, and can be brought back."
    clicked(request, lambda: set_aside(inbound=inbound, reason=reason, by=staff(request)), said)
    return redirect("desk:pen")


@needs("mail.read_mail")
@require_POST
def back(request: StaffRequest, pk: int) -> HttpResponse:
    inbound = get_object_or_404(Inbound, pk=pk)
    clicked(request, lambda: bring_back(inbound=inbound, by=staff(request)), "It is back, as if it had just come.")
    return redirect("desk:mail", pk)


@needs("mail.read_mail")
@require_POST
def again(request: StaffRequest, pk: int) -> HttpResponse:
    inbound = get_object_or_404(Inbound, pk=pk)
    clicked(request, lambda: read_again(inbound=inbound, by=staff(request)), "It will be read again in a moment.")
    return redirect("desk:mail", pk)


@needs("mail.read_mail")
@require_POST
def take_out(request: StaffRequest, pk: int, key: int) -> HttpResponse:
    inbound, foi = get_object_or_404(Inbound, pk=pk), get_object_or_404(FoiRequest, pk=key)
    said = "It is taken out. Where it belongs to no other request, it waits in the holding pen."
    clicked(request, lambda: actions.unfile(inbound=inbound, request=foi, by=staff(request)), said)
    return redirect("desk:mail", pk)


def brought_words(brought: list[Dropped]) -> str:
    new, known = sum(one.new for one in brought), sum(one.known for one in brought)
    said = f"{new} letter{'s are' if new != 1 else ' is'} kept and will be read in a moment."
    return f"{said} {known} {'were' if known != 1 else 'was'} here before." if known else said


def _chosen(request: StaffRequest) -> list[FoiRequest]:
    """Of what was ticked, the requests that went out."""
    keys = [int(key) for key in request.POST.getlist("requests") if key.isdecimal() and len(key) < 19]
    return list(FoiRequest.objects.filter(pk__in=keys, sent_on__isnull=False).select_related("trust", "round"))
