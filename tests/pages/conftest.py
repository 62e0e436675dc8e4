"""What tests of written pages share."""

import shutil
from pathlib import Path

import pytest
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client, RequestFactory

from tests.pages.making import BY
from whoscounting.accounts.actions import add_staff
from whoscounting.atlas import freshness
from whoscounting.config.stored import StoredPages
from whoscounting.lib.pagestore import PageStore
from whoscounting.pages.models import Consent


@pytest.fixture(autouse=True)
def media(settings, tmp_path, django_db_setup):
    """A folder of its own for each test's files."""
    if (shared := Path(settings.MEDIA_ROOT) / "originals").exists():  # the rehearsal's portraits
        shutil.copytree(shared, tmp_path / "media" / "originals")
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def files(media):
    """The names of all files that are kept."""
    return lambda: sorted(str(path.relative_to(media)) for path in media.rglob("*") if path.is_file())


@pytest.fixture
def ours(world):
    """No placeholder stands on home, so that there is room for a story of a test."""
    Consent.objects.update(on_home=False)


@pytest.fixture
def publisher(world):
    """A browser in which a publisher has signed in."""
    client = Client(headers={"host": "localhost"})
    client.force_login(add_staff(username="a-publisher", role="publisher", password="a long password", by=BY))
    return client


@pytest.fixture
def stored(world, tmp_path):
    """The site as a web server runs it: what is public comes from the store. Gives status and body."""
    ends = (signals.request_started, signals.request_finished)
    pages = StoredPages(get_wsgi_application(), PageStore(tmp_path / "pages"), freshness.key)

    def get(path: str) -> tuple[int, str]:
        for (
            end
        ) in ends:  # else the end of a request would close the test's transaction; its browser connects them again
            end.disconnect(close_old_connections)
        environ = RequestFactory().get(path, HTTP_HOST="localhost", REMOTE_ADDR="127.0.0.1").environ
        said = []
        body = b"".join(pages(environ, lambda status, headers, *_: said.append((status, dict(headers)))))
        get.headers = said[0][1]
        return int(said[0][0][:3]), body.decode(errors="replace")

    yield get
    for end in ends:
        end.connect(close_old_connections)
