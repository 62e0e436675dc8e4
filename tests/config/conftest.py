"""The site behind the store of finished pages, as a web server runs it, and a launch in a folder of its own."""

from contextlib import closing
from pathlib import Path
from shutil import copytree, ignore_patterns
from sqlite3 import connect

import pytest
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import RequestFactory

from tests.config.home import A_ROW_THAT_NAMES_IT, DIGEST, LETTER, Home
from whoscounting.atlas import freshness
from whoscounting.config.stored import StoredPages
from whoscounting.lib.pagestore import PageStore

LOCAL = {"HTTP_HOST": "localhost", "REMOTE_ADDR": "127.0.0.1"}


class Site:
    """The site as a web server runs it, and how often Django was asked."""

    def __init__(self, folder):
        self.folder, self.drawn, self.meanwhile = folder, [], []
        self._django = get_wsgi_application()
        self.restart()

    def restart(self):
        """Another process with the same files."""
        self._pages = StoredPages(self._counted, PageStore(self.folder), freshness.key)

    def _counted(self, environ, start_response):
        self.drawn.append(environ["PATH_INFO"])
        answer = self._django(environ, start_response)
        while self.meanwhile:
            self.meanwhile.pop()()
        return answer

    def get(self, path, method="GET", **headers):
        environ = RequestFactory().generic(method, path, **LOCAL | headers).environ
        said = {}
        body = b"".join(self._pages(environ, lambda status, fields, *_: said.update(status=status, fields=fields)))
        return int(said["status"][:3]), {name.lower(): value for name, value in said["fields"]}, body


@pytest.fixture
def site(world, tmp_path):
    # The end of a request would close the connection, and with it the transaction that the test rolls back.
    ends = (signals.request_started, signals.request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    yield Site(tmp_path / "pages")
    for end in ends:
        end.connect(close_old_connections)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory) -> Path:
    home = Home(tmp_path_factory.mktemp("prepared"))
    done = home.manage("prepare")
    assert done.returncode == 0, done.stderr
    return home.data


@pytest.fixture
def home(prepared, tmp_path) -> Home:
    """A launch of one's own with a picture and a piece of evidence, without its static files, which are made anew."""
    data = tmp_path / "data"
    copytree(prepared, data, ignore=ignore_patterns("static"))
    mine = Home(data)
    for path, content in ((f"evidence/{DIGEST[:2]}/{DIGEST}", LETTER), ("media/images/porträt.jpg", b"a picture")):
        (mine.world / path).parent.mkdir(parents=True)
        (mine.world / path).write_bytes(content)
    with closing(connect(mine.database)) as database:
        database.execute(A_ROW_THAT_NAMES_IT, [DIGEST])
        database.commit()
    return mine
