"""One writes, another approves; and nothing goes on while a consent or an embargo stands against it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import Page, TaskState

from tests.pages.editing import consented, edit, person, sent, signed_in, story, update
from whoscounting.ledger.models import Event
from whoscounting.pages import models
from whoscounting.pages.rules.approval import CHANGED, OWN_WORDS, may_approve
from whoscounting.pages.rules.consent import NO_CONSENT


@pytest.fixture
def editor(world):
    return person("editor")


@pytest.fixture
def publisher(world):
    return person("publisher")


def approve(user, page, **changes):
    """As the button on the edit page does it, whether it is shown or not."""
    extra = {"workflow-action-name": "approve", "workflow-action-extra-data": "{}"}
    return sent(signed_in(user), page, "action-workflow-action", **(extra | changes))


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def waits(page):
    return fresh(page).workflow_in_progress


def said(response):
    return " ".join(str(message) for message in response.context["messages"])


@pytest.mark.parametrize(
    ("who", "asked_by", "writers", "may"),
    [(1, 2, {2}, True), (1, 2, {None}, True), (1, 1, {2}, False), (1, 2, {1, 2}, False)],
)
def test_a_person_approves_only_what_others_wrote_and_handed_in(who, asked_by, writers, may):
    assert may_approve(who, asked_by=asked_by, writers=writers) is may


def test_an_editor_hands_in_and_a_publisher_approves(editor, publisher):
    page = update(editor)
    sent(signed_in(editor), page, "action-submit")
    assert waits(page)
    assert not is_live(page)
    approve(publisher, page)
    assert is_live(page)
    assert not Event.objects.filter(verb="page published without approval").exists()


def test_a_moderator_may_approve_without_the_right_to_publish_alone(editor):
    page, moderator = update(editor), person("moderator")
    sent(signed_in(editor), page, "action-submit")
    approve(moderator, page)
    assert is_live(page)
    sent(signed_in(moderator), page, "action-publish", lead="Words that nobody else has read.")
    assert "Words that nobody else has read." not in fresh(page).lead


def test_an_editor_cannot_publish(editor):
    page = update(editor)
    sent(signed_in(editor), page, "action-publish")
    assert not is_live(page)
    assert "action-publish" not in signed_in(editor).get(edit(page)).content.decode()


def test_who_wrote_or_handed_in_a_page_cannot_approve_it_and_is_told(publisher):
    page = update(publisher)
    sent(signed_in(publisher), page, "action-submit")
    assert waits(page)
    screen = signed_in(publisher).get(edit(page)).content.decode()
    assert OWN_WORDS in screen
    assert 'data-workflow-action-name="approve"' not in screen
    assert OWN_WORDS in said(approve(publisher, page))
    assert not is_live(page)


def test_an_approval_sent_by_hand_past_the_edit_page_is_refused_too(publisher):
    page = update(publisher)
    sent(signed_in(publisher), page, "action-submit")
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    response = signed_in(publisher).post(f"/desk/pages/workflow/action/{page.pk}/approve/{state.pk}/", follow=True)
    assert "permission" in said(response)
    assert waits(page)
    with pytest.raises(PermissionDenied, match="somebody else approves"):
        state.task.specific.on_action(state, publisher, "approve")


def test_who_wrote_an_earlier_version_cannot_approve_it_after_another_has_saved_it(editor, publisher):
    page = update(publisher)
    page.save_revision(user=editor)
    sent(signed_in(editor), page, "action-submit")
    assert OWN_WORDS in said(approve(publisher, page))
    assert not is_live(page)


def test_who_changes_a_page_while_approving_it_is_told_that_another_approves(editor, publisher):
    page = update(editor)
    sent(signed_in(editor), page, "action-submit")
    response = approve(publisher, page, lead="Other words.")
    assert CHANGED in said(response)
    assert "Other words." in response.content.decode()
    assert not is_live(page)


def test_after_changes_are_asked_for_the_editor_sees_why(editor, publisher):
    page = update(editor)
    sent(signed_in(editor), page, "action-submit")
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    signed_in(publisher).post(
        f"/desk/pages/workflow/action/{page.pk}/reject/{state.pk}/", {"comment": "Please name the source."}
    )
    assert "Please name the source." in signed_in(editor).get(edit(page)).content.decode()
    sent(signed_in(editor), page, "action-submit")
    assert waits(page)
    assert "Please name the source." not in signed_in(editor).get(edit(page)).content.decode()
    approve(publisher, page)
    assert is_live(page)


def test_a_publisher_may_publish_alone_in_an_emergency_and_the_ledger_keeps_it(publisher):
    page = update(publisher)
    assert "Publish without approval" in signed_in(publisher).get(edit(page)).content.decode()
    response = sent(signed_in(publisher), page, "action-publish")
    assert is_live(page)
    assert "ask somebody to read it" in said(response)
    line = Event.objects.get(verb="page published without approval")
    assert (line.subject, line.actor_id, line.public) == (f"page:{page.pk}", str(publisher.pk), True)


def test_pages_are_not_published_many_at_once(publisher):
    pages = [update(publisher), story(publisher)]
    chosen = "&".join(f"id={page.pk}" for page in pages)
    response = signed_in(publisher).post(f"/desk/bulk/wagtailcore/page/publish/?{chosen}", follow=True)
    assert "one by one" in said(response)
    assert not any(is_live(page) for page in pages)


@pytest.mark.parametrize("button", ["action-submit", "action-publish"])
def test_a_story_without_consent_is_neither_handed_in_nor_published_and_nothing_typed_is_lost(publisher, button):
    page = story(publisher)
    response = sent(signed_in(publisher), page, button, content_note="Typed a moment ago")
    assert NO_CONSENT in said(response)
    screen = response.content.decode()
    assert "Typed a moment ago" in screen
    assert f"/desk/stories/{page.pk}/consent/" in screen
    assert not is_live(page)
    assert not waits(page)


def test_a_story_whose_consent_was_paused_meanwhile_is_not_approved(editor, publisher):
    from tests.pages.editing import BY
    from whoscounting.pages.actions import change_consent

    page = story(editor)
    consent = consented(page)
    sent(signed_in(editor), page, "action-submit")
    change_consent(consent=consent, state="paused", by=BY)
    assert NO_CONSENT in signed_in(publisher).get(edit(page)).content.decode()
    assert NO_CONSENT in said(approve(publisher, page))
    assert not is_live(page)


def test_a_story_with_consent_goes_on(editor, publisher):
    page = story(editor)
    consented(page)
    sent(signed_in(editor), page, "action-submit")
    approve(publisher, page)
    assert is_live(page)


def test_a_draft_of_a_story_can_always_be_saved_and_looked_at(editor):
    page = story(editor)
    sent(signed_in(editor), page, "action-save", content_note="A new note")
    draft = signed_in(editor).get(f"/desk/pages/{page.pk}/view_draft/")
    assert draft.status_code == 200
    assert "A new note" in draft.content.decode()


def test_a_release_under_embargo_goes_live_when_the_embargo_ends_whoever_publishes_it(publisher):
    ends = timezone.now().replace(microsecond=0, second=0) + timedelta(days=2)
    page = update(publisher, press_release=True, embargo_until=ends)
    sent(signed_in(publisher), page, "action-publish", press_release="on")
    assert not is_live(page)
    assert fresh(page).scheduled_revision.approved_go_live_at == ends


def test_a_renamed_page_is_found_under_its_old_address(publisher, client, django_capture_on_commit_callbacks):
    page = update(publisher)
    sent(signed_in(publisher), page, "action-publish")
    old = fresh(page).url_path_here
    assert client.get(old).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        sent(signed_in(publisher), page, "action-publish", slug="renamed")
    response = client.get(old)
    assert response.status_code == 301
    assert response.url.endswith("/updates/renamed/")
    assert client.get("/updates/renamed/").status_code == 200


def test_an_earlier_version_can_be_brought_back(editor):
    page = update(editor)
    first = page.latest_revision_id or fresh(page).latest_revision_id
    sent(signed_in(editor), page, "action-save", lead="The second version.")
    history = signed_in(editor).get(f"/desk/pages/{page.pk}/history/")
    assert history.status_code == 200
    earlier = signed_in(editor).get(f"/desk/pages/{page.pk}/revisions/{first}/revert/")
    assert "A placeholder." in earlier.content.decode()


def test_models_say_themselves_why_they_are_not_public(world):
    assert models.TextPage(title="Any").why_not_public() == ""
    assert models.StoryPage(title="Any").why_not_public() == NO_CONSENT
