"""What Wagtail's screens must not do to a story, whoever asks: double it, or delete it by half."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page

from whoscounting.pages.models import StoryPage

NO_COPY = "A story can’t be copied: its person agreed to this one, and what is taken back must be gone everywhere."
NO_DELETION = (
    "A story is never just deleted: take it back under Consent, so that its drafts, its pictures and its names go too."
)


@hooks.register("before_delete_page")
def never_only_delete(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail’s own deletion would leave the portrait and the names in its logs."""
    return _refused(request, page, NO_DELETION) if _holds_a_consent(page) else None


@hooks.register("before_bulk_action")
def never_delete_many(request: HttpRequest, action: str, pages: list[Page], view: object) -> HttpResponse | None:
    if action != "delete":
        return None
    told = [page for page in pages if isinstance(page, Page) and _holds_a_consent(page)]
    return _refused(request, told[0], NO_DELETION) if told else None


def _holds_a_consent(page: Page) -> bool:
    return bool(StoryPage.objects.descendant_of(page, inclusive=True).filter(consent__isnull=False).exists())


def _refused(request: HttpRequest, page: Page, why: str) -> HttpResponse:
    messages.error(request, why)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_copy_page")
def never_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Nor the page above them, which would be copied with all of them."""
    told = StoryPage.objects.descendant_of(page, inclusive=True).exists()
    return _refused(request, page, NO_COPY) if told else None
