"""The help line is changed in one place, and then stands so wherever it stands."""

import pytest
from django.urls import reverse

from tests.pages.making import update
from whoscounting.pages.models import Helpline

NEW = {"name": "The nurses’ line", "number": "0800 123 4567", "free": "on", "run_by": "Somebody else"}
# A page of the atlas, of the editors, and the search; a trust’s page shows it beneath its hard figures too.
PLACES = ("/", "/map/", "/trusts/RJL/", "/support/", "/facts/", "/find/?q=Leeds", "/am-i-counted/", "/no-such-page/")
BELOW = ("/", "/trusts/RJL/", "/facts/", "/am-i-counted/")  # where it stands beneath something hard as well

pytestmark = pytest.mark.usefixtures("world")


def change(publisher, **rest) -> None:
    screen = reverse("wagtailsettings:edit", args=["pages", "helpline"])
    address = publisher.get(screen).url
    assert publisher.post(address, NEW | rest).status_code == 302


def header(page: str) -> str:
    return page.partition("<main")[0]


def below(page: str) -> str:
    return page.partition("<main")[2].partition("</main")[0]


def test_one_change_shows_in_every_header_beneath_hard_figures_and_on_the_support_page(client, publisher):
    before = client.get("/support/").content.decode()
    change(publisher)
    for path in PLACES:
        page = client.get(path).content.decode()
        assert "0800 123 4567" in header(page), path
        assert 'href="tel:+448001234567"' in header(page), path
        assert "0808 800 6000" not in page, path
    for path in (*BELOW, "/support/"):
        assert "0800 123 4567" in below(client.get(path).content.decode()), path
    assert "Run by Somebody else, not by us" in client.get("/support/").content.decode()
    assert "0808 800 6000" in before


def test_pages_that_were_kept_show_it_at_once(stored, publisher):
    places = [path for path in PLACES if "?" not in path]
    for path in places:
        assert "0808 800 6000" in stored(path)[1], path
    change(publisher)
    for path in places:
        assert "0800 123 4567" in stored(path)[1], path
        assert "0808 800 6000" not in stored(path)[1], path


def test_hours_show_only_with_the_day_on_which_somebody_asked(client, publisher):
    change(publisher, hours="Weekdays 9am to 4pm")
    assert "Weekdays 9am to 4pm" not in client.get("/support/").content.decode()
    change(publisher, hours="Weekdays 9am to 4pm", hours_verified_on="2026-11-02")
    assert "Open Weekdays 9am to 4pm" in client.get("/support/").content.decode()
    assert "We asked on 2 November 2026" in client.get("/support/").content.decode()


def test_nothing_is_written_because_somebody_reads(client):
    Helpline.objects.all().delete()
    assert "0808 800 6000" in client.get(update().url_path_here).content.decode()
    assert not Helpline.objects.exists()
