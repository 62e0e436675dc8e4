"""A page that moves is found where it was, also behind the store of finished pages."""

import pytest
from wagtail.contrib.redirects.models import Redirect

from tests.pages.making import BY, told, update
from whoscounting.pages.actions import change_consent
from whoscounting.pages.models import UpdatePage, UpdatesPage

pytestmark = pytest.mark.usefixtures("world", "ours")


@pytest.fixture
def renamed(django_capture_on_commit_callbacks):
    """Gives a page another address, as its editor does when publishing it; Wagtail keeps the old one after that."""

    def rename(page, slug):
        page = type(page).objects.get(pk=page.pk)
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        return type(page).objects.get(pk=page.pk)

    return rename


def led(stored, path) -> tuple[int, str]:
    """The status of an address, and where it leads to."""
    return stored(path)[0], stored.headers.get("Location", "").removeprefix("http://localhost")


def test_an_old_address_leads_to_the_new_one_however_often_it_is_asked(stored, renamed):
    page = update("First name")
    assert stored("/updates/first-name/")[0] == 200
    assert stored("/updates/second-name/")[0] == 404
    renamed(page, "second-name")
    for _ in range(2):
        for old in ("/updates/first-name/", "/updates/first-name"):
            assert led(stored, old) == (301, "/updates/second-name/")
        assert stored("/updates/second-name/")[0] == 200


def test_a_page_that_takes_an_old_address_stands_there(stored, renamed):
    renamed(update("First name"), "second-name")
    assert stored("/updates/first-name/")[0] == 301
    update("First name", lead="Another page.")
    for _ in range(2):
        status, body = stored("/updates/first-name/")
        assert (status, "Another page." in body) == (200, True)


def test_what_stood_beneath_a_renamed_page_is_found_too(stored, renamed):
    update("News")
    renamed(UpdatesPage.objects.get(), "news")
    assert led(stored, "/updates/news/") == (301, "/news/news/")
    assert stored("/news/news/")[0] == 200


def test_renamed_twice_each_old_address_leads_to_the_newest(stored, renamed):
    page = renamed(renamed(update("One"), "two"), "three")
    assert page.url_path_here == "/updates/three/"
    assert led(stored, "/updates/one/") == led(stored, "/updates/two/") == (301, "/updates/three/")


def test_a_redirect_that_a_publisher_makes_and_takes_back_acts_at_once(stored, publisher):
    page = update("There")
    assert stored("/short/")[0] == 404
    made = {"old_path": "/short", "site": "", "is_permanent": "on", "redirect_page": page.pk, "redirect_link": ""}
    assert publisher.post("/desk/redirects/add/", made).status_code == 302
    assert led(stored, "/short/") == (301, "/updates/there/")
    publisher.post(f"/desk/redirects/{Redirect.objects.get(old_path='/short').pk}/delete/")
    assert stored("/short/")[0] == 404


def test_the_old_address_of_a_story_that_rests_leads_nowhere(stored, renamed):
    story = told()
    old = story.url_path_here
    change_consent(consent=renamed(story, "a-new-address").consent, state="paused", by=BY)
    assert stored(led(stored, old)[1] or old)[0] == 404


def test_a_page_taken_down_is_gone_at_its_old_address_too(stored, renamed):
    page = renamed(update("One"), "two")
    UpdatePage.objects.get(pk=page.pk).unpublish()
    assert stored("/updates/two/")[0] == 404
    assert stored(led(stored, "/updates/one/")[1] or "/updates/one/")[0] == 404
