"""What editors have to look at again: a few short lists for the start page of their desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from whoscounting.pages.figures import Figures
from whoscounting.pages.models import Consent, Fact, Helpline, StoryPage, SupportPage, UpdatePage
from whoscounting.pages.rules import review as rules
from whoscounting.pages.rules.consent import in_force
from whoscounting.pages.rules.figures import names_in
from whoscounting.pages.texts import texts


@dataclass(frozen=True)
class Item:
    """One thing to look at: what it is, where it is mended, and why it stands here."""

    words: str
    address: str
    why: str


@dataclass(frozen=True)
class Group:
    """Things to look at for one reason."""

    heading: str
    items: tuple[Item, ...]


def to_review(*, today: date) -> list[Group]:
    """Every group in which something stands."""
    kinds: tuple[tuple[str, Callable[[date], Iterator[Item]]], ...] = (
        ("Stories without consent", _stories),
        ("Consents that end, or are paused", _consents),
        ("Facts to look at again", _facts),
        ("Figures that exist no more", _figures),
        ("Opening hours to make sure of", _hours),
        ("Waiting for their day", _waiting),
    )
    groups = (Group(heading, tuple(items(today))) for heading, items in kinds)
    return [group for group in groups if group.items]


def _stories(today: date) -> Iterator[Item]:
    for story in StoryPage.objects.filter(consent__isnull=True).order_by("-latest_revision_created_at"):
        yield Item(_name(story), reverse("story_consent", args=[story.pk]), "Nothing of it is shown.")


def _consents(today: date) -> Iterator[Item]:
    ends = Q(until__lte=today + rules.CONSENTS_AHEAD) & ~Q(state=Consent.State.WITHDRAWN)
    known = Consent.objects.filter(ends | Q(state=Consent.State.PAUSED), story__isnull=False)
    for consent in known.select_related("story").order_by("until", "pk"):
        if consent.state == Consent.State.PAUSED:
            why = "Paused: the story is not shown."
        elif not in_force(consent.state, consent.until, today):
            why = f"Ended on {_day(consent.until)}: the story is not shown."
        else:
            why = f"Ends on {_day(consent.until)}."
        yield Item(_name(consent.story), reverse("story_consent", args=[consent.story_id]), why)


def _facts(today: date) -> Iterator[Item]:
    facts = Fact.objects.filter(live=True, review_by__lte=today + rules.FACTS_AHEAD)
    for fact in facts.order_by("review_by", "place"):
        yield Item(str(fact), _fact(fact), f"Look at it {rules.due(fact.review_by, today)}.")


def _figures(today: date) -> Iterator[Item]:
    """Texts were checked when they were saved; a region or a round may have gone since."""
    figures = Figures.now()
    for page in Page.objects.live().filter(depth__gt=1).specific():
        names = {name for text in texts(page) for name in names_in(text.text) if figures.value(name) is None}
        if names:
            shown = ", ".join(f"[[{name}]]" for name in sorted(names))
            yield Item(_name(page), _edit(page), f"{shown}: readers see “not known yet”.")


def _hours(today: date) -> Iterator[Item]:
    line = Helpline.load()
    if rules.hours_are_old(line.hours, line.hours_verified_on, today):
        address = reverse("wagtailsettings:edit", args=["pages", "helpline"])
        yield Item(line.name, address, _verified(line.hours_verified_on))
    for page in SupportPage.objects.live():
        for service in (one.value for one in page.services):
            if rules.hours_are_old(service["hours"], service["hours_verified_on"], today):
                yield Item(service["name"], _edit(page), _verified(service["hours_verified_on"]))


def _waiting(today: date) -> Iterator[Item]:
    for revision in Revision.page_revisions.filter(approved_go_live_at__isnull=False).order_by("approved_go_live_at"):
        page = revision.as_object()
        yield Item(_name(page), _edit(page), f"Goes live by itself on {_moment(revision.approved_go_live_at)}.")
    held = UpdatePage.objects.filter(embargo_until__gt=timezone.now()).order_by("embargo_until")
    for page in held.exclude(pk__in=[int(one) for one in _scheduled()]):
        yield Item(
            _name(page), _edit(page), f"Under embargo until {_moment(page.embargo_until)}, and not scheduled yet."
        )


def _scheduled() -> list[str]:
    return list(Revision.page_revisions.filter(approved_go_live_at__isnull=False).values_list("object_id", flat=True))


def _name(page: Any) -> str:
    return str(page.get_admin_display_title())


def _edit(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _fact(fact: Fact) -> str:
    return reverse(Fact.snippet_viewset.get_url_name("edit"), args=[fact.pk])  # type: ignore[attr-defined]


def _day(day: date | None) -> str:
    return f"{day:%-d %B %Y}" if day else ""


def _moment(at: Any) -> str:
    return f"{timezone.localtime(at):%-d %B %Y, %H:%M}"


def _verified(day: date | None) -> str:
    return f"Last made sure of on {_day(day)}." if day else "Nobody has made sure of them: they are not shown."
