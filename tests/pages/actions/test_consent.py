"""A story is shown while its consent is in force, and is gone everywhere once it was taken back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry, Page, PageLogEntry, ReferenceIndex, Revision, WorkflowState

from tests.pages.making import AGREED, BY, NAME, agreed, drafted, portrait, stream, told, update
from whoscounting.ledger.models import Event
from whoscounting.lib.actions import Refused
from whoscounting.lib.world import World
from whoscounting.pages import actions, models
from whoscounting.pages.actions import _purging

pytestmark = pytest.mark.usefixtures("world", "ours")
State = models.Consent.State
PLACES = ("/", "/stories/", f"/search/?q={NAME}")
PAST = date(2026, 1, 5)


def where_shown(client, *places: str) -> list[str]:
    return [place for place in places if NAME in client.get(place).content.decode()]


def end(story, how: str) -> None:
    if how == State.WITHDRAWN:
        actions.withdraw(consent=story.consent, by=BY)
    else:
        actions.change_consent(consent=story.consent, state=how, by=BY)


def test_a_story_is_shown_on_its_page_in_its_list_on_home_and_in_search(client):
    story = told()
    places = (*PLACES, story.url_path_here)
    assert where_shown(client, *places) == list(places)
    assert story.url_path_here in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("how", [State.PAUSED, State.WITHDRAWN])
def test_what_is_paused_or_taken_back_is_nowhere_at_once(client, how):
    story = told()
    path = story.url_path_here
    end(story, how)
    assert where_shown(client, *PLACES, "/updates/feed/", "/sitemap.xml") == [f"/search/?q={NAME}"]  # as typed
    assert path not in client.get(f"/search/?q={NAME}").content.decode()
    assert client.get(path).status_code == 404
    assert client.get(f"{path}card.png").status_code == 404
    assert path not in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("how", [State.PAUSED, State.WITHDRAWN])
def test_so_it_is_behind_the_store_of_finished_pages(stored, how):
    story = told()
    places = ("/", "/stories/", story.url_path_here)
    for _ in range(2):
        assert all(NAME in stored(place)[1] for place in places)
    end(story, how)
    for _ in range(2):
        assert not any(NAME in stored(place)[1] for place in places)
        assert stored(story.url_path_here)[0] == 404
        assert stored(f"{story.url_path_here}card.png")[0] == 404


def test_paused_and_shown_again_it_is_as_it_was(client):
    story = told()
    end(story, State.PAUSED)
    end(story, State.CURRENT)
    assert where_shown(client, story.url_path_here)


def test_a_story_is_shown_on_its_last_day_in_london_and_gone_at_midnight_though_nobody_acts(stored, time_machine):
    time_machine.move_to("2026-07-31 22:59 +0000", tick=False)  # a minute to midnight in London's summer
    story = told(until=date(2026, 7, 31))
    assert all(NAME in stored(place)[1] for place in ("/", "/stories/", story.url_path_here))
    time_machine.move_to("2026-07-31 23:01 +0000", tick=False)
    assert not any(NAME in stored(place)[1] for place in ("/", "/stories/", story.url_path_here))


def test_the_sizes_of_a_lapsed_portrait_are_deleted_once(
    client, files, time_machine, django_capture_on_commit_callbacks
):
    time_machine.move_to("2026-07-31 12:00", tick=False)
    story = told(until=date(2026, 7, 31))
    client.get(story.url_path_here)
    assert any(name.startswith("images/") for name in files())
    assert actions.rest_lapsed_stories(by=BY) == 0
    time_machine.move_to("2026-08-01 12:00", tick=False)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.rest_lapsed_stories(by=BY) == 1
    assert actions.rest_lapsed_stories(by=BY) == 0
    assert [name for name in files() if name.startswith("images/")] == []


def test_pausing_deletes_the_sizes_of_the_portrait(client, files, django_capture_on_commit_callbacks):
    story = told()
    client.get(story.url_path_here)
    size = story.portrait.renditions.first().url
    assert client.get(size).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        end(story, State.PAUSED)
    assert client.get(size).status_code == 404
    assert [name for name in files() if name.startswith("images/")] == []


def test_a_story_in_memory_says_so_and_needs_no_new_consent(client):
    story = told()
    end(story, State.IN_MEMORY)
    for place in (*PLACES[:2], story.url_path_here):
        assert "In memory" in client.get(place).content.decode()


def test_withdrawing_leaves_no_word_no_name_and_no_file(client, files, django_capture_on_commit_callbacks):
    before = files()
    story = told()
    pk, consent = story.pk, story.consent
    old, path = story.portrait, story.url_path_here
    story.portrait = portrait(f"{NAME} at the sea")
    story.title, story.slug = f"{NAME}, told anew", "told-anew"
    with django_capture_on_commit_callbacks(execute=True):
        story.save_revision(log_action=True).publish()
    story.refresh_from_db()
    ModelLogEntry.objects.log_action(old, "wagtail.edit")
    ModelLogEntry.objects.log_action(story.portrait, "wagtail.edit")
    story.create_alias(update_slug="another-address")
    redirect = Redirect.add_redirect("/her", redirect_to=path.rstrip("/"))
    ModelLogEntry.objects.log_action(redirect, "wagtail.create")
    client.get(story.url_path_here)
    assert Redirect.objects.filter(old_path=path.rstrip("/")).exists()
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw(consent=consent, by=BY)
    assert files() == before
    assert not Page.objects.filter(title__contains=NAME).exists()
    assert not Revision.objects.filter(object_str__contains=NAME).exists()
    assert not WorkflowState.objects.filter(object_id=str(pk)).exists()
    assert not ReferenceIndex.objects.filter(object_id=str(pk), base_content_type__model="page").exists()
    assert not models.Picture.objects.filter(title__contains=NAME).exists()
    assert not Redirect.objects.exists()
    assert list(everywhere(NAME)) == ["pages_consent"]


def everywhere(word: str):
    """Every table in which the word stands."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("sqlite_"):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            if any(word in str(row) for row in cursor.fetchall()):
                yield table


def test_the_bare_record_stays_with_the_name_and_without_the_contact():
    story = told()
    consent = actions.withdraw(consent=story.consent, by=BY)
    consent.refresh_from_db()
    assert (consent.story, consent.contact, consent.state) == (None, "", State.WITHDRAWN)
    assert consent.person.startswith(NAME)
    assert consent.agreed_on == AGREED


def test_withdrawing_twice_is_withdrawing_once():
    story = told()
    consent = story.consent
    actions.withdraw(consent=consent, by=BY)
    events = Event.objects.count()
    actions.withdraw(consent=consent, by=BY)
    assert Event.objects.count() == events


def test_a_withdrawal_that_fails_has_deleted_no_file(files, monkeypatch, django_capture_on_commit_callbacks, client):
    story = told()
    client.get(story.url_path_here)
    before = files()
    monkeypatch.setattr(_purging, "_forget_names", lambda *_: 1 / 0)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError):
        actions.withdraw(consent=story.consent, by=BY)
    assert files() == before
    assert models.StoryPage.objects.filter(pk=story.pk).exists()
    assert client.get(story.url_path_here).status_code == 200


def test_a_portrait_that_an_editor_put_elsewhere_is_emptied_there(client, files, django_capture_on_commit_callbacks):
    story = told()
    picture = story.portrait
    body = stream(models.UpdatePage, "body", [("picture", {"picture": picture.pk, "caption": "At the hospital"})])
    news = update(body=body)
    client.get(news.url_path_here)
    was = [name for name in files() if picture.file.name.split("/")[-1].split(".")[0] in name]
    assert len(was) > 1
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw(consent=story.consent, by=BY)
    assert not set(was) & set(files())
    page = client.get(news.url_path_here).content.decode()
    assert "A picture that was taken back" in page
    assert list(everywhere(NAME)) == ["pages_consent"]


def test_a_portrait_of_two_stories_stays_while_one_of_them_is_told():
    first, second = told("Anna"), told("Anna-Maria")
    second.portrait = first.portrait
    second.save_revision().publish()
    actions.withdraw(consent=first.consent, by=BY)
    assert models.Picture.objects.filter(pk=first.portrait_id).exists()


def test_an_alias_or_a_copy_has_no_consent_and_is_not_shown(client):
    story = told()
    alias = story.create_alias(update_slug="an-alias")
    copy = story.copy(update_attrs={"slug": "a-copy", "title": "A copy"}, keep_live=True)
    for other in (alias, copy):
        assert other.live
        assert client.get(f"/stories/{other.slug}/").status_code == 404
        assert other.slug not in client.get("/stories/").content.decode()
        assert f"/stories/{other.slug}/" not in client.get(f"/search/?q={NAME}").content.decode()


def test_a_story_is_not_published_without_consent_by_any_of_our_ways():
    story = drafted()
    with pytest.raises(ValidationError, match="no consent to it is in force"):
        actions.publish_page(page=story, by=BY)
    story = models.StoryPage.objects.get(pk=story.pk)
    with pytest.raises(ValidationError, match="no consent to it is in force"):
        story.save_revision().publish()


def test_no_story_enters_the_feed_the_share_cards_or_the_data(client):
    story = told()
    page = client.get(story.url_path_here).content.decode()
    head = page.partition("</head>")[0]
    assert NAME not in head.partition("og:description")[2].partition(">")[0]
    assert client.get(f"{story.url_path_here}card.png").content == client.get("/stories/card.png").content
    for path in ("/updates/feed/", "/data/", "/data/editions.atom"):
        assert NAME not in client.get(path).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"agreed_on": date(2999, 1, 1)},
        {"until": date(2025, 12, 31)},
        {"person": " "},
        {"contact": ""},
        {"wording": "\n"},
    ],
)
def test_a_consent_that_makes_no_sense_is_refused(wrong):
    story = drafted()
    with pytest.raises(Refused):
        agreed(story, **wrong)
    assert not models.Consent.objects.filter(story=story).exists()


def test_what_was_taken_back_can_only_be_given_anew():
    story = told()
    consent = actions.withdraw(consent=story.consent, by=BY)
    with pytest.raises(Refused):
        actions.change_consent(consent=consent, state=State.CURRENT, by=BY)


@pytest.mark.parametrize(
    "wrong",
    [{"state": "withdrawn"}, {"state": "forgotten"}, {"person": ""}, {"wording": ""}, {"until": date(2025, 1, 1)}],
)
def test_the_database_holds_the_rules_of_consent(wrong):
    consent = told().consent
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Consent.objects.filter(pk=consent.pk).update(**wrong)


def test_the_ledger_never_learns_who_somebody_is():
    story = told()
    actions.withdraw(consent=story.consent, by=BY)
    lines = Event.objects.filter(subject__startswith="consent:")
    assert not [line for line in lines if NAME in f"{line.verb}{line.subject}{line.detail}"]


def test_the_launch_begins_without_stories_and_without_their_block(client, settings):
    models.Consent.objects.all().update(state=State.PAUSED)
    settings.WORLD = World.LAUNCH
    home = client.get("/").content.decode()
    assert 'class="stories"' not in home
    assert "In their own words" not in home
    assert 'class="plea"' in home
    assert "No stories yet" in client.get("/stories/").content.decode()


def test_a_page_log_line_of_a_deleted_story_names_nobody():
    story = told()
    pk = story.pk
    actions.withdraw(consent=story.consent, by=BY)
    lines = PageLogEntry.objects.filter(page=pk)
    assert lines.filter(action="wagtail.delete").exists()
    assert {line.label for line in lines} == {"A story that was taken back"}


@pytest.mark.parametrize("state", [State.PAUSED, State.IN_MEMORY])
def test_mending_the_record_of_a_consent_leaves_its_state(state):
    story = told()
    end(story, state)
    agreed(story, contact="020 7946 0001")
    assert models.Consent.objects.get(story=story).state == state


def test_where_a_story_is_passed_on_its_title_is_not(client):
    page = client.get(told().url_path_here).content.decode()
    head = page.partition("<head>")[2].partition("</head>")[0]
    assert NAME not in head.replace(f"<title>Rehearsal: {NAME}’s story · Who’s Counting?</title>", "").replace(
        f"/stories/{NAME.lower()}s-story/", ""
    )


def test_nobody_deletes_a_story_by_half(publisher):
    story = told()
    for page in (story, story.get_parent()):
        response = publisher.post(f"/desk/pages/{page.pk}/delete/", follow=True)
        assert "take it back under Consent" in response.content.decode()
    publisher.post(f"/desk/bulk/wagtailcore/page/delete/?id={story.pk}&next=/desk/")
    assert models.StoryPage.objects.filter(pk=story.pk).exists()


def test_a_portrait_that_two_share_stays_while_one_is_told(files):
    one = told()
    other = told("Second", portrait=one.portrait)
    end(one, State.PAUSED)
    assert other.portrait.renditions.exists()
    end(other, State.PAUSED)
    assert not other.portrait.renditions.exists()
