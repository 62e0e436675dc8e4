"""What Wagtail's screens must not do to a story, whoever asks: publish it without consent, or double it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page

from whoscounting.pages.models import StoryPage
from whoscounting.pages.rules.consent import NO_CONSENT

NO_COPY = "A story can’t be copied: its person agreed to this one, and what is taken back must be gone everywhere."


@hooks.register("before_publish_page")
def publish_only_with_consent(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The page keeps itself hidden without consent; this says so to whoever presses the button."""
    return _refused(request, page, NO_CONSENT) if _is_without_consent(page) else None


@hooks.register("before_bulk_action")
def publish_many_only_with_consent(
    request: HttpRequest, action: str, pages: list[Page], view: object
) -> HttpResponse | None:
    without = [page for page in pages if isinstance(page, Page) and _is_without_consent(page)]
    return _refused(request, without[0], NO_CONSENT) if action == "publish" and without else None


@hooks.register("before_copy_page")
def never_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Nor the page above them, which would be copied with all of them."""
    told = StoryPage.objects.descendant_of(page, inclusive=True).exists()
    return _refused(request, page, NO_COPY) if told else None


def _is_without_consent(page: Page) -> bool:
    story = page.specific
    return isinstance(story, StoryPage) and not story.may_be_shown


def _refused(request: HttpRequest, page: Page, why: str) -> HttpResponse:
    messages.error(request, why)
    return redirect("wagtailadmin_pages:edit", page.pk)
