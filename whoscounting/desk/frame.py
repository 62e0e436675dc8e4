"""What every screen of the desk shares: its frame, and how an action is tried."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from whoscounting.accounts.models import User
from whoscounting.lib.actions import Refused
from whoscounting.lib.actors import Actor
from whoscounting.lib.world import World

Crumb = tuple[str, str]
FILE_AGAIN = "Please choose the file again before you save: browsers do not keep it."


class StaffRequest(HttpRequest):
    """The request of somebody who is signed in: Wagtail has seen to that before a view of the desk runs."""

    user: User


def page(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    trail: tuple[Crumb, ...] = (),
    status: int = 200,
    **context: object,
) -> HttpResponse:
    """Render a screen inside Wagtail's frame. `trail` is the way here: pairs of name and address."""
    steps = (("Home", reverse("wagtailadmin_home")), *trail, (title, ""))
    breadcrumbs = [{"label": label, "url": url} for label, url in steps]
    return render(request, template, {"title": title, "breadcrumbs": breadcrumbs, **context}, status=status)


def tried(request: HttpRequest, form: BaseForm, do: Callable[[], object], **shown: object) -> bool:
    """Do what a valid form asks for, and say whether it was done.

    If it is refused, the reason stands on the form, together with all that the person typed. `shown` are hidden fields
    that say what the person saw: they then say what the page shows now, so that whoever reads it can save again.
    """
    if form.is_valid():
        try:
            do()
        except Refused as refused:
            form.add_error(None, str(refused))
            go_on_from(form, **shown)
    if form.errors and request.FILES:
        form.add_error(None, FILE_AGAIN)
    return not form.errors


def attempt(request: HttpRequest, do: Callable[[], object]) -> bool:
    """Do what a single button asks for, and say whether it was done. If it is refused, the next screen says why."""
    try:
        do()
    except Refused as refused:
        messages.error(request, str(refused))
        return False
    return True


def clicked(request: HttpRequest, do: Callable[[], object], said: str) -> None:
    """Do what a single button asks for, and tell above the next screen what came of it."""
    if attempt(request, do):
        messages.success(request, said)


def go_on_from(form: BaseForm, **shown: object) -> None:
    """Set hidden fields of a refused form to what its page shows now."""
    data = cast("QueryDict", form.data).copy()
    for name, value in shown.items():
        data[name] = str(value)
    form.data = data


def staff(request: StaffRequest) -> Actor:
    """The person who is signed in, as the ledger names them."""
    return Actor.staff(request.user.pk)


def today() -> date:
    return timezone.localdate()


def in_rehearsal() -> bool:
    return World(settings.WORLD) is World.REHEARSAL
