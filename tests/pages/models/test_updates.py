"""Updates and press releases: newest first, and not a minute before their embargo ends."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from defusedxml import ElementTree
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from tests.pages.making import BY, update
from whoscounting.pages import models
from whoscounting.pages.actions import publish_page

pytestmark = pytest.mark.usefixtures("world")
ATOM = "{http://www.w3.org/2005/Atom}"
LONDON = ZoneInfo("Europe/London")
END = datetime(2026, 12, 1, 0, 1, tzinfo=LONDON)
PLACES = (
    "/",
    "/updates/",
    "/updates/feed/",
    "/updates/about/campaign/",
    "/press/",
    "/search/?q=Embargoed",
    "/sitemap.xml",
)


def under_embargo(**rest) -> models.UpdatePage:
    return update("Embargoed words", live=False, press_release=True, embargo_until=END, **rest)


def seen(client, page) -> list[str]:
    path = page.url_path_here
    found = [place for place in PLACES if path in client.get(place).content.decode()]
    return found + [own for own in (path, f"{path}card.png") if client.get(own).status_code == 200]


@pytest.fixture
def before(time_machine):
    time_machine.move_to(END - timedelta(minutes=1), tick=False)
    return lambda: time_machine.move_to(END + timedelta(seconds=1), tick=False)


def test_to_publish_under_embargo_is_to_schedule_for_its_end(client, before):
    page = under_embargo()
    page.full_clean()
    assert page.go_live_at == END
    page.save_revision().publish()
    assert seen(client, page) == []
    call_command("work", "--once")
    assert seen(client, page) == []
    before()
    call_command("work", "--once")
    assert set(seen(client, page)) >= {
        "/",
        "/updates/",
        "/updates/feed/",
        "/press/",
        page.url_path_here,
        "/sitemap.xml",
    }


def test_who_forgets_the_schedule_publishes_for_the_embargos_end(before):
    publish_page(page=under_embargo(), by=BY)
    page = models.UpdatePage.objects.get(title="Embargoed words")
    assert not page.live
    assert page.revisions.filter(approved_go_live_at=END).exists()


def test_a_schedule_before_the_embargos_end_is_moved_and_a_later_one_is_kept(before):
    early = under_embargo(go_live_at=END - timedelta(seconds=30))
    early.full_clean()
    assert early.go_live_at == END
    late = under_embargo(slug="late", go_live_at=END + timedelta(hours=8))
    late.full_clean()
    assert late.go_live_at == END + timedelta(hours=8)


def test_nothing_can_publish_a_revision_that_is_not_scheduled(before):
    page = under_embargo()
    revision = page.save_revision(clean=False)
    with pytest.raises(ValidationError, match="under embargo"):
        revision.publish()


def test_were_it_live_by_any_accident_nobody_could_read_it(client, before):
    page = under_embargo()
    models.UpdatePage.objects.filter(pk=page.pk).update(live=True)
    assert seen(client, page) == []


def test_a_live_page_that_gets_an_embargo_with_new_words_keeps_its_old_ones_until_then(client, before):
    page = update("Old words")
    page.press_release, page.embargo_until, page.lead = True, END, "Embargoed lead"
    page.full_clean()
    page.save_revision().publish()
    assert "Embargoed lead" not in client.get(page.url_path_here).content.decode()
    before()
    call_command("work", "--once")
    assert "Embargoed lead" in client.get(page.url_path_here).content.decode()


def test_only_a_press_release_has_an_embargo(before):
    page = update(live=False, embargo_until=END)
    with pytest.raises(ValidationError, match="Only a press release"):
        page.full_clean()


def test_the_publish_button_schedules_it(client, before, publisher):
    page = under_embargo()
    fields = {
        "title": page.title,
        "slug": page.slug,
        "day": "2026-12-01",
        "topic": "campaign",
        "lead": "A lead.",
        "press_release": "on",
        "embargo_until": "2026-12-01 00:01",
        "body-count": 0,
        "action-publish": "1",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "comments-MIN_NUM_FORMS": 0,
        "comments-MAX_NUM_FORMS": "",
    }
    response = publisher.post(f"/desk/pages/{page.pk}/edit/", fields)
    assert response.status_code == 302, response.context["form"].errors
    assert not response.url.endswith("/desk/"), list(response.wsgi_request._messages)
    page.refresh_from_db()
    assert page.revisions.filter(approved_go_live_at=END).exists()
    assert seen(client, page) == []


def entries(client):
    feed = ElementTree.fromstring(client.get("/updates/feed/").content)
    return feed, {one.find(f"{ATOM}title").text: one for one in feed.findall(f"{ATOM}entry")}


def test_the_feed_is_atom_with_all_that_it_must_have(client):
    update("A & B <i>")
    feed, found = entries(client)
    assert feed.tag == f"{ATOM}feed"
    assert all(feed.find(f"{ATOM}{part}").text for part in ("id", "title", "updated"))
    assert feed.find(f"{ATOM}author") is not None or all(
        one.find(f"{ATOM}author") is not None for one in found.values()
    )
    assert any(link.get("rel") == "self" for link in feed.findall(f"{ATOM}link"))
    assert any("A & B" in title for title in found)
    for one in found.values():
        assert all(one.find(f"{ATOM}{part}").text for part in ("id", "title"))
        assert all(datetime.fromisoformat(one.find(f"{ATOM}{part}").text) for part in ("updated", "published"))
    ids = [one.find(f"{ATOM}id").text for one in found.values()]
    assert len(set(ids)) == len(ids)
    assert "application/atom+xml" in client.get("/updates/feed/").headers["Content-Type"]


def test_an_entry_keeps_its_id_when_its_address_changes(client):
    page = update("A moving thing")
    title = next(one for one in entries(client)[1] if "A moving thing" in one)
    first = entries(client)[1][title]
    page.slug = "elsewhere"
    page.save_revision().publish()
    second = entries(client)[1][title]
    assert first.find(f"{ATOM}id").text == second.find(f"{ATOM}id").text
    assert first.find(f"{ATOM}link").get("href") != second.find(f"{ATOM}link").get("href")
    assert second.find(f"{ATOM}link").get("href").endswith("/updates/elsewhere/")


def test_newest_first(client):
    update("Older", day=timezone.localdate() - timedelta(days=400))
    update("Newer", day=timezone.localdate() + timedelta(days=1))
    page = client.get("/updates/").content.decode()
    assert page.index("Newer") < page.index("Older")


def test_an_unknown_topic_is_no_page(client):
    assert client.get("/updates/about/nothing/").status_code == 404
    assert client.get("/updates/about/count/").status_code == 200
