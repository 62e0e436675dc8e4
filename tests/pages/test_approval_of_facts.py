"""A fact is written by one and approved by another, as a page is, with the same hints for its words."""

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import TaskState, WorkflowContentType

from tests.pages.editing import edit, fact, person, sent, signed_in
from tests.pages.making import BY
from whoscounting.ledger.models import Event
from whoscounting.pages.actions import set_up_editing
from whoscounting.pages.models import Fact
from whoscounting.pages.rules.approval import CHANGED, OWN_WORDS

SENTENCE = "Three new words."


@pytest.fixture
def editor(world):
    return person("editor")


@pytest.fixture(params=["moderator", "publisher"])
def other(world, request):
    """Whoever may approve what an editor wrote."""
    return person(request.param)


@pytest.fixture
def publisher(world):
    return person("publisher")


def decide(user, written, what="approve", comment="", **changes):
    """As the button on the edit screen does it, whether it is shown or not."""
    extra = {"workflow-action-name": what, "workflow-action-extra-data": f'{{"comment": "{comment}"}}'}
    return sent(signed_in(user), written, "action-workflow-action", **(extra | changes))


def fresh(written) -> Fact:
    return Fact.objects.get(pk=written.pk)


def said(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def test_an_editor_hands_in_a_fact_another_approves_it_and_readers_see_it(editor, other, client):
    new = fact(editor, sentence=SENTENCE)
    response = sent(signed_in(editor), new, "action-submit")
    assert fresh(new).workflow_in_progress, said(response)
    assert SENTENCE not in client.get("/facts/").content.decode()
    decide(other, new)
    assert fresh(new).live
    assert SENTENCE in client.get("/facts/").content.decode()
    assert fresh(new).revisions.exclude(user=editor).count() == 0


def test_a_new_version_of_a_public_fact_is_seen_only_once_it_is_approved(editor, publisher, client):
    known = Fact.objects.filter(live=True).first()
    sent(signed_in(editor), known, "action-submit", sentence=SENTENCE)
    assert SENTENCE not in client.get("/facts/").content.decode()
    decide(publisher, known)
    assert fresh(known).sentence == SENTENCE


def test_who_wrote_or_handed_in_a_fact_cannot_approve_it_and_is_told(publisher):
    new = fact(publisher)
    sent(signed_in(publisher), new, "action-submit")
    screen = signed_in(publisher).get(edit(new)).content.decode()
    assert OWN_WORDS in screen
    assert 'data-workflow-action-name="approve"' not in screen
    response = decide(publisher, new)
    assert OWN_WORDS in said(response) + response.content.decode()
    assert not fresh(new).live


def test_an_approval_sent_by_hand_past_the_edit_screen_is_refused_too(publisher):
    new = fact(publisher)
    sent(signed_in(publisher), new, "action-submit")
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    where = f"/desk/snippets/pages/fact/workflow/action/{new.pk}/approve/{state.pk}/"
    assert "permission" in said(signed_in(publisher).post(where, follow=True))
    assert not fresh(new).live


def test_who_changes_a_fact_while_approving_it_is_told_that_another_approves(editor, publisher):
    new = fact(editor)
    sent(signed_in(editor), new, "action-submit")
    response = decide(publisher, new, sentence=SENTENCE)
    assert CHANGED in said(response) + response.content.decode()
    assert not fresh(new).live


def test_while_a_fact_waits_its_editor_cannot_change_it_under_the_readers_eyes(editor):
    new = fact(editor)
    sent(signed_in(editor), new, "action-submit")
    sent(signed_in(editor), new, "action-save", sentence=SENTENCE)
    assert fresh(new).get_latest_revision_as_object().sentence != SENTENCE


def test_asking_for_changes_makes_nobody_an_author_and_the_editor_sees_why(editor, publisher):
    new = fact(editor)
    sent(signed_in(editor), new, "action-submit")
    decide(publisher, new, "reject", "Please name the source.")
    assert "Please name the source." in signed_in(editor).get(edit(new)).content.decode()
    assert "Hand in again" in signed_in(editor).get(edit(new)).content.decode()
    sent(signed_in(editor), new, "action-submit")
    decide(publisher, new)
    assert fresh(new).live


def test_a_publisher_may_publish_alone_in_an_emergency_and_the_ledger_keeps_it(publisher):
    new = fact(publisher)
    assert "Publish without approval" in signed_in(publisher).get(edit(new)).content.decode()
    response = sent(signed_in(publisher), new, "action-publish")
    assert fresh(new).live
    assert "ask somebody to read it" in said(response)
    line = Event.objects.get(verb="fact published without approval")
    assert (line.subject, line.actor_id, line.public) == (f"fact:{new.pk}", str(publisher.pk), True)


@pytest.mark.parametrize("role", ["editor", "moderator"])
def test_others_cannot_publish_a_fact(world, role):
    user = person(role)
    new = fact(user)
    sent(signed_in(user), new, "action-publish")
    assert not fresh(new).live
    screen = signed_in(user).get(edit(new)).content.decode()
    assert "action-publish" not in screen
    assert "Hand in for approval" in screen


def test_what_waits_stands_on_the_start_page_of_who_may_approve_it(editor, publisher):
    sent(signed_in(editor), fact(editor, sentence=SENTENCE), "action-submit")
    assert SENTENCE in signed_in(publisher).get("/desk/").content.decode()


def test_the_words_to_look_at_again_are_shown_beside_a_fact_and_renewed_when_it_is_saved(editor):
    new = fact(editor, sentence="Victims of it.")
    assert "<mark>Victims</mark>" in signed_in(editor).get(edit(new)).content.decode()
    form = {name: getattr(new, name) for name in ("code", "period", "source", "source_url", "review_by", "place")}
    form |= {"sentence": "The journey of it."}
    saved = signed_in(editor).post(edit(new), form, headers={"Accept": "application/json"}).json()
    assert saved["success"], saved
    assert "<mark>journey</mark>" in saved["html"]


def test_editing_is_set_up_for_facts_too_and_only_once(world):
    kind = ContentType.objects.get_for_model(Fact)
    assert WorkflowContentType.objects.get(content_type=kind).workflow.name == "One writes, another approves"
    lines = Event.objects.count()
    set_up_editing(by=BY)
    assert Event.objects.count() == lines
    WorkflowContentType.objects.all().delete()  # a site that was set up before facts were approved
    set_up_editing(by=BY)
    assert WorkflowContentType.objects.filter(content_type=kind).exists()
    assert Event.objects.count() == lines + 1
