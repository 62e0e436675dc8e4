"""What Wagtail's screens must not do to a story, whoever asks: double it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page

from whoscounting.pages.models import StoryPage

NO_COPY = "A story can’t be copied: its person agreed to this one, and what is taken back must be gone everywhere."


@hooks.register("before_copy_page")
def never_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Nor the page above them, which would be copied with all of them."""
    told = StoryPage.objects.descendant_of(page, inclusive=True).exists()
    if not told:
        return None
    messages.error(request, NO_COPY)
    return redirect("wagtailadmin_pages:edit", page.pk)
