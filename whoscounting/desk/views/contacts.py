"""Where trusts are written to: the list, one contact, and a file of many."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from whoscounting.census.queries.worklist import scope_on
from whoscounting.desk import presenters, reach
from whoscounting.desk.access import needs
from whoscounting.desk.forms.contacts import ContactForm, ImportForm, VerifyForm
from whoscounting.desk.frame import Crumb, StaffRequest, page, staff, today, tried
from whoscounting.register.actions import import_contacts, set_contact, verify_contact
from whoscounting.register.models import Contact, Trust
from whoscounting.register.queries.contacts import read_contacts
from whoscounting.register.queries.worklist import contacts_by_trust
from whoscounting.register.rules.contacts import HEADER, Entry


def way() -> tuple[Crumb, ...]:
    return (("Contacts", reverse("desk:contacts")),)


@needs("register.keep_register")
def listing(request: StaffRequest) -> HttpResponse:
    trusts = [trust for trust, scope in scope_on(day=today()) if scope.asked]
    show = request.GET.get("show", "")
    shown = reach.contacts(trusts, contacts_by_trust(), show, viewer=request.user.pk, on=today())
    return page(request, "desk/contacts.html", title="Contacts", **shown)


@needs("register.keep_register")
def contact(request: StaffRequest, ods_code: str, role: str) -> HttpResponse:
    trust, known = _office(ods_code, role)
    form = ContactForm(request.POST or None, contact=known)
    if request.method == "POST" and tried(
        request, form, lambda: set_contact(trust=trust.pk, role=role, **form.cleaned_data, by=staff(request))
    ):
        messages.success(request, f"The contact of {trust.name} is set. Somebody else verifies it.")
        return redirect("desk:contacts")
    title = f"{trust.name}: {Contact.Role(role).label}"
    return page(request, "desk/contact.html", title=title, trail=way(), form=form, trust=trust, contact=known)


@needs("register.keep_register")
def verify(request: StaffRequest, ods_code: str, role: str) -> HttpResponse:
    trust, known = _office(ods_code, role)
    if known is None:
        raise Http404
    form = VerifyForm(request.POST or None, initial={"seen": known.email})
    if request.method == "POST" and tried(
        request,
        form,
        lambda: verify_contact(trust=trust.pk, role=role, seen=form.cleaned_data["seen"], by=staff(request)),
        seen=known.email,
    ):
        messages.success(request, f"The address of {trust.name} is verified, for a year.")
        return redirect("desk:contacts")
    title = f"Verify an address of {trust.name}"
    mine = known.entered_by_id == request.user.pk
    return page(request, "desk/verify.html", title=title, trail=way(), form=form, trust=trust, contact=known, mine=mine)


def _office(ods_code: str, role: str) -> tuple[Trust, Contact | None]:
    """The trust and its contact of this role. Raises Http404."""
    trust = get_object_or_404(Trust, pk=ods_code)
    if role not in Contact.Role.values:
        raise Http404
    return trust, Contact.objects.filter(trust=trust, role=role).select_related("entered_by").first()


@needs("register.keep_register")
def bring(request: StaffRequest) -> HttpResponse:
    form = ImportForm(request.POST if request.method == "POST" else None, request.FILES or None)
    commit = "commit" in request.POST
    entries: list[Entry] = []

    def do() -> None:
        entries.extend(import_contacts(content=form.cleaned_data["bytes"], commit=commit, by=staff(request)))

    done = request.method == "POST" and tried(request, form, do)
    if done and commit:
        messages.success(request, presenters.contacts_words(len(entries)))
        return redirect("desk:contacts")
    content = form.cleaned_data.get("bytes") if form.is_bound else None
    return page(
        request,
        "desk/import.html",
        title="Bring in a file of contacts",
        trail=way(),
        form=form,
        previewed=done,
        entries=entries,
        problems=read_contacts(content).problems if content and not done else [],
        header=",".join(HEADER),
        roles=Contact.Role.choices,
    )
