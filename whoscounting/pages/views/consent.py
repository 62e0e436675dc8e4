"""The screen on which a person's consent to their story is recorded, paused and taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from whoscounting.desk.access import needs
from whoscounting.desk.frame import StaffRequest, page, staff, tried
from whoscounting.desk.history import moments
from whoscounting.ledger.queries import history
from whoscounting.lib.actions import Refused
from whoscounting.pages.actions import agree, change_consent, withdraw
from whoscounting.pages.forms.consent import ConsentForm, filled
from whoscounting.pages.models import Consent, StoryPage

MAY = "pages.keep_consent"
GONE = "The story was taken back. Its page, its drafts and its pictures are deleted."


@needs(MAY)
def consents(request: HttpRequest) -> HttpResponse:
    """Every consent there is or was, with the stories that have none yet."""
    return page(
        request,
        "pages/editing/consents.html",
        title="Stories and consent",
        consents=Consent.objects.select_related("story").order_by("state", "until", "pk"),
        without=StoryPage.objects.filter(consent__isnull=True),
    )


@needs(MAY)
def consent(request: StaffRequest, story_id: int) -> HttpResponse:
    story = get_object_or_404(StoryPage.objects.select_related("consent"), pk=story_id)
    known = getattr(story, "consent", None)
    form = ConsentForm(request.POST or None, initial=filled(known) if known else None)
    if request.method == "POST" and tried(
        request, form, lambda: agree(story=story, by=staff(request), **form.cleaned_data)
    ):
        messages.success(request, "The consent is recorded. The story can now be handed in and published.")
        return redirect("wagtailadmin_pages:edit", story.pk)
    return page(
        request,
        "pages/editing/consent_form.html",
        title=f"Consent: {story.get_admin_display_title()}",
        trail=(("Stories and consent", reverse("consents")),),
        form=form,
        consent=known,
        button="Record the consent",
        story=story,
    )


@needs(MAY)
def record(request: HttpRequest, consent_id: int) -> HttpResponse:
    """All that was agreed to, and when it was given, paused and taken back: also of a story that is gone."""
    known = get_object_or_404(Consent, pk=consent_id)
    return page(
        request,
        "pages/editing/consent_record.html",
        title=f"What was agreed: {known.person}",
        trail=(("Stories and consent", reverse("consents")),),
        consent=known,
        agreements=known.agreements.all(),
        history=moments(history(subject=f"consent:{known.pk}")),
    )


@needs(MAY)
@require_POST
def change(request: StaffRequest, consent_id: int) -> HttpResponse:
    """One button each: pause, show again, in memory, take back."""
    known = get_object_or_404(Consent, pk=consent_id)
    wanted = request.POST.get("state", "")
    try:
        if wanted == Consent.State.WITHDRAWN:
            withdraw(consent=known, by=staff(request))
            messages.success(request, GONE)
        elif wanted in Consent.State.values:
            change_consent(consent=known, state=wanted, by=staff(request))
            messages.success(request, f"The consent is now: {Consent.State(wanted).label}. It holds at once.")
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("consents")
