"""A person's consent to their story: given, changed, taken back. Each acts at once, everywhere."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from whoscounting.ledger.actions import record
from whoscounting.lib.actions import Refused, action
from whoscounting.lib.actors import Actor
from whoscounting.pages.actions._purging import _purge
from whoscounting.pages.models.stories import AGREED, Agreement, Consent, StoryPage
from whoscounting.pages.rules.consent import in_force

State = Consent.State


@action
def agree(
    *,
    story: StoryPage,
    person: str,
    contact: str,
    agreed_on: date,
    until: date | None = None,
    wording: str,
    on_home: bool = False,
    for_press: bool = False,
    by: Actor,
    at: datetime | None = None,
) -> Consent:
    """Record what a person agreed to, or mend the record. A story that is paused or in memory stays so.

    Each wording is kept, whatever is recorded after it. The ledger never learns who they are.

    Raises Refused for a day that is still to come, and for an end before its beginning.
    """
    if agreed_on > timezone.localdate():
        raise Refused("Nobody can have agreed on a day that is still to come.")
    if until is not None and until < agreed_on:
        raise Refused("The consent would end before it began.")
    if not (person.strip() and contact.strip() and wording.strip()):
        raise Refused("Please record who agreed, how to reach them, and the wording they agreed to.")
    consent, _ = Consent.objects.update_or_create(
        story=story,
        defaults={
            "person": person.strip(),
            "contact": contact.strip(),
            "wording": wording.strip(),
            "agreed_on": agreed_on,
            "until": until,
            "on_home": on_home,
            "for_press": for_press,
            "changed_at": at or timezone.now(),
        },
    )
    _keep_the_wording(consent, at=at)
    _told(consent, "consent given", by=by, at=at)
    return consent


@action
def change_consent(*, consent: Consent, state: str, by: Actor, at: datetime | None = None) -> Consent:
    """Pause a story, show it again, or turn it to “in memory”. Idempotent.

    Raises Refused for what was taken back: only the person can give it again, as a new consent.
    """
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    if consent.state == State.WITHDRAWN or state == State.WITHDRAWN:
        raise Refused("A consent that was taken back can’t be changed.")
    if consent.state == state:
        return consent
    consent.state = state
    consent.changed_at = at or timezone.now()
    consent.save()
    if state == State.PAUSED:
        _hide_portrait(consent.story)
    _told(consent, f"consent {consent.get_state_display()}", by=by, at=at)
    return consent


@action
def withdraw(*, consent: Consent, by: Actor, at: datetime | None = None) -> Consent:
    """Take a story back: the page with its drafts and earlier versions, the portrait in all sizes, its names in logs.

    Only the bare record stays, as the proof that there was a consent and that it has ended: with the person's name,
    without which it would prove nothing, with the wordings they agreed to, and without the way to reach them. When it
    was given and taken back stands in the ledger. Idempotent.
    """
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    if consent.state == State.WITHDRAWN:
        return consent
    story = consent.story
    # The record lets go of the story first: the database lets no consent that was taken back hold on to one.
    consent.story, consent.state, consent.contact = None, State.WITHDRAWN, ""
    consent.changed_at = at or timezone.now()
    consent.save()
    if story is not None:
        _purge(story)
    _told(consent, "consent withdrawn", by=by, at=at)
    return consent


@action
def rest_lapsed_stories(*, by: Actor, at: datetime | None = None) -> int:
    """Delete the sizes of portraits whose consent has run out: the pages have gone by themselves on the day."""
    today = timezone.localdate(at)
    lapsed = [
        consent
        for consent in Consent.objects.filter(story__portrait__renditions__isnull=False).distinct()
        if not in_force(consent.state, consent.until, today)
    ]
    for consent in lapsed:
        _hide_portrait(consent.story)
        record(by=by, at=at, verb="portrait’s sizes deleted", subject=f"consent:{consent.pk}")
    return len(lapsed)


def _keep_the_wording(consent: Consent, *, at: datetime | None) -> None:
    """A row for what was agreed to, unless the newest says the same: a new telephone number is no new agreement."""
    newest = consent.agreements.last()
    if newest is None or not newest.says_the_same(consent):
        said = {name: getattr(consent, name) for name in AGREED}
        Agreement.objects.create(consent=consent, recorded_at=at or timezone.now(), **said)


def _hide_portrait(story: StoryPage | None) -> None:
    """Delete the public sizes; they are made again when the story is shown again. A portrait that stands elsewhere
    with somebody's consent, or on another page, keeps them."""
    if story is None or story.portrait is None:
        return
    others = StoryPage.objects.filter(portrait=story.portrait).exclude(pk=story.pk)
    if not any(other.may_be_shown for other in others):
        story.portrait.renditions.all().delete()


def _told(consent: Consent, verb: str, *, by: Actor, at: datetime | None) -> None:
    record(by=by, at=at, verb=verb, subject=f"consent:{consent.pk}", public=True)
