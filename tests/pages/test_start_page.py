"""What each role sees when it comes to the desk, and what stands in its menu."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.pages.editing import consented, person, sent, signed_in, story, update
from whoscounting.pages import models
from whoscounting.pages.review import to_review
from whoscounting.pages.rules.review import due, hours_are_old

TODAY = date(2026, 6, 15)


def groups(today=None):
    found = to_review(today=today or timezone.localdate())
    return {group.heading: [f"{item.words}: {item.why}" for item in group.items] for group in found}


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "in 1 day"), (30, "in 30 days"), (-1, "1 day overdue")],
)
def test_a_day_to_look_again_is_said_in_words(days, words):
    assert due(TODAY + timedelta(days), TODAY) == words


@pytest.mark.parametrize(
    ("hours", "verified_on", "old"),
    [
        ("", None, False),
        ("Weekdays", None, True),
        ("Weekdays", TODAY - timedelta(180), False),
        ("Weekdays", TODAY - timedelta(200), True),
    ],
)
def test_hours_hold_for_half_a_year(hours, verified_on, old):
    assert hours_are_old(hours, verified_on, TODAY) is old


def test_facts_are_shown_when_they_are_overdue_or_due_within_a_month(world):
    today = timezone.localdate()
    facts = list(models.Fact.objects.all()[:3])
    for fact, days in zip(facts, (-2, 30, 31), strict=True):
        models.Fact.objects.filter(pk=fact.pk).update(review_by=today + timedelta(days))
    shown = "\n".join(groups()["Facts to look at again"])
    assert f"{facts[0]}: Look at it 2 days overdue." in shown
    assert f"{facts[1]}: Look at it in 30 days." in shown
    assert str(facts[2]) not in shown


def test_stories_without_consent_and_consents_that_end_or_rest_are_shown(world):
    editor, today = person("editor"), timezone.localdate()
    story(editor, title="Without")
    consented(story(editor, title="Ends soon"), until=today + timedelta(60))
    consented(story(editor, title="Ends later"), until=today + timedelta(61))
    consented(story(editor, title="Ended"), until=today - timedelta(1))
    rests = consented(story(editor, title="Rests"))
    models.Consent.objects.filter(pk=rests.pk).update(state="paused")
    found = groups()
    assert found["Stories without consent"] == ["Without: Nothing of it is shown."]
    consents = "\n".join(found["Consents that end, or are paused"])
    assert "Ends soon: Ends on" in consents
    assert "Ended: Ended on" in consents
    assert "Rests: Paused" in consents
    assert "Ends later" not in consents


def test_figures_that_exist_no_more_are_shown_with_their_page(world):
    support = models.SupportPage.objects.get()
    models.SupportPage.objects.filter(pk=support.pk).update(intro="<p>In [[trusts collecting in Atlantis]].</p>")
    (line,) = groups()["Figures that exist no more"]
    assert line == f"{support.title}: [[trusts collecting in Atlantis]]: readers see “not known yet”."


def test_old_hours_are_shown(world):
    line = models.Helpline.load()
    models.Helpline.objects.filter(pk=line.pk).update(hours="Weekdays", hours_verified_on=date(2025, 1, 1))
    assert "Last made sure of on 1 January 2025." in "\n".join(groups()["Opening hours to make sure of"])


def test_scheduled_and_embargoed_releases_are_shown(world):
    ends = timezone.now() + timedelta(days=3)
    update(person("editor"), title="Held", press_release=True, embargo_until=ends)
    scheduled = update(person("editor"), title="Scheduled")
    scheduled.go_live_at = ends
    scheduled.save_revision().publish()
    shown = "\n".join(groups()["Waiting for their day"])
    assert "Held: Under embargo until" in shown
    assert "Scheduled: Goes live by itself on" in shown


def test_a_publisher_sees_what_waits_for_approval_and_an_editor_what_they_handed_in(world):
    editor, publisher = person("editor"), person("publisher")
    sent(signed_in(editor), update(editor, title="Read me"), "action-submit")
    assert "Read me" in signed_in(publisher).get("/desk/").content.decode()
    assert "Read me" in signed_in(editor).get("/desk/").content.decode()


def test_officers_and_reviewers_see_what_they_saw(officer, reviewers):
    for user in (officer, reviewers[0]):
        page = signed_in(user).get("/desk/").content.decode()
        assert "What needs doing" in page
        assert "To look at again" not in page


@pytest.mark.parametrize("role", ["editor", "moderator", "publisher"])
def test_whoever_writes_sees_what_to_look_at_again_and_nothing_of_the_census(world, role):
    page = signed_in(person(role)).get("/desk/").content.decode()
    assert "To look at again" in page
    assert "What needs doing" not in page


WRITES = ("wagtailimages:index", "wagtaildocs:index", "consents", "figures", "wagtailsnippets_pages_fact:list")


@pytest.mark.parametrize("name", [*WRITES, "wagtailimages:add", "wagtaildocs:add"])
@pytest.mark.parametrize("role", ["editor", "moderator", "publisher"])
def test_whoever_writes_can_keep_pictures_files_facts_and_consents(world, role, name):
    client = signed_in(person(role))
    address = reverse(name)
    assert client.get(address).status_code == 200
    if name in WRITES:
        assert address in client.get("/desk/").content.decode()


def test_only_a_publisher_changes_the_help_line_and_redirects(world):
    addresses = (reverse("wagtailsettings:edit", args=["pages", "helpline"]), reverse("wagtailredirects:index"))
    for address in addresses:
        assert signed_in(person("publisher")).get(address, follow=True).status_code == 200
        assert signed_in(person("editor")).get(address).status_code == 302
        assert address not in signed_in(person("editor")).get("/desk/").content.decode()


def test_the_checks_of_the_preview_run_there_and_never_on_a_public_page(world, client):
    user = person("editor")
    editor, page = signed_in(user), update(user)
    draft = editor.get(f"/desk/pages/{page.pk}/view_draft/")
    assert "wagtail-userbar" in draft.content.decode()
    assert "unsafe-inline" not in draft["Content-Security-Policy"]  # the checks come from our own address
    for reader in (client, editor):
        public = reader.get("/updates/")
        assert "userbar" not in public.content.decode()
        assert "unsafe-inline" not in public["Content-Security-Policy"]
