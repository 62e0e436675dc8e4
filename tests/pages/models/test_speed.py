"""Queries and pictures of written pages, in a process that has just begun, whatever editors have put on them."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image
from wagtail.images.models import AbstractImage
from wagtail.models import Page, Site

from tests.pages.making import BY, portrait, stream, told, update
from whoscounting.atlas import reading
from whoscounting.lib.world import World
from whoscounting.pages import addresses, models
from whoscounting.pages.actions import publish_page
from whoscounting.register.queries import gazetteer

pytestmark = pytest.mark.usefixtures("world")
MANY = 7
MOST = 12


@pytest.fixture
def cold():
    """A process that has just begun remembers nothing."""

    def forget() -> None:
        reading._kept = None
        gazetteer._kept = None
        addresses._paths.cache_clear()
        Site.clear_site_root_paths_cache()

    yield forget
    forget()


@pytest.fixture
def full(client):
    """Pages as full as editors may make them: figures, links and pictures in every place."""
    pages = list(Page.objects.live().filter(depth__gt=2)[:MANY])
    links = " ".join(f'<a linktype="page" id="{page.pk}">{page.title}</a>' for page in pages)
    numbers = "[[trusts collecting]] [[share collecting in London]] [[trusts changed since last round]] [[edition]]"
    file = models.Download.objects.first()
    links += f'<a linktype="document" id="{file.pk}">A file</a>'
    text = f"<p>{numbers} {links}</p>"
    for number in range(MANY):
        told(f"Person {number}")
        update(f"News {number}")
        fact = models.Fact.objects.first()
        fact.pk, fact.code, fact.on_home, fact.latest_revision = None, f"fact-{number}", True, None
        fact.live_revision = None
        fact.save()
    body = []
    for number in range(MANY):
        picture = {"picture": portrait(f"P{number}").pk, "caption": "It"}
        body += [("text", text), ("heading", "A heading"), ("picture", picture), ("download", file.pk)]
    update("Full", body=stream(models.UpdatePage, "body", body))
    home = models.HomePage.objects.get()
    for block in home.body:
        for name in ("after", "before", "note", "text", "intro", "definition"):
            if name in block.value:
                block.value[name] = type(block.value[name])(text)
        for ask in block.value.get("asks", []):
            ask["text"] = type(ask["text"])(text)
    publish_page(page=home, by=BY)
    press = models.PressPage.objects.get()
    pictures = [("picture", {"picture": portrait(f"Q{number}").pk, "credit": "Us"}) for number in range(MANY)]
    press.pictures = stream(models.PressPage, "pictures", pictures)
    press.how_to_quote = press.not_to_say = press.intro = text
    publish_page(page=press, by=BY)
    for path in PATHS:
        client.get(path)  # the sizes of pictures are made once
    return


PATHS = (
    "/",
    "/updates/full/",
    "/press/",
    "/stories/",
    "/stories/person-1s-story/",
    "/facts/",
    "/updates/",
    "/reports/",
)
PATHS += ("/reports/a-report-first-part/", "/support/", "/am-i-counted/", "/privacy/", "/updates/feed/")


@pytest.mark.parametrize("world_of", [World.REHEARSAL, World.LAUNCH])
def test_a_written_page_makes_at_most_twelve_queries_whatever_is_on_it(client, full, cold, settings, world_of):
    settings.WORLD = world_of
    made = {}
    for path in PATHS:
        cold()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        made[path] = len(queries)
    assert {path: count for path, count in made.items() if count > MOST} == {}


def test_sizes_are_made_on_the_first_request_and_never_again(client, full, monkeypatch):
    monkeypatch.setattr(AbstractImage, "create_renditions", lambda image, *wanted: {} if not wanted else 1 / 0)
    for path in PATHS:
        assert client.get(path).status_code == 200


def test_pictures_come_in_a_modern_form_and_several_sizes(client):
    story = told("Modern")
    page = client.get(story.url_path_here).content.decode()
    picture = page.partition("<picture")[2].partition("</picture>")[0]
    assert 'type="image/webp"' in picture
    assert picture.count("w,") >= 1
    assert f'alt="{story.portrait.description}"' in picture
    size = client.get(story.portrait.renditions.filter(filter_spec__contains="webp").first().url)
    with Image.open(BytesIO(size.getvalue())) as size:
        assert size.format == "WEBP"
