"""The site behind the store of finished pages, as a web server runs it."""

import pytest
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import RequestFactory

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
