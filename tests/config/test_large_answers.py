"""What is too large to be kept goes through piece by piece, and is never held as a whole."""

import gzip

import pytest
from django.test import RequestFactory

from tests.config.conftest import LOCAL
from whoscounting.atlas import freshness
from whoscounting.config.stored import StoredPages
from whoscounting.lib.pagestore import PageStore


def large(pieces):
    """An application whose answer is too large to be kept."""

    def application(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/csv"), ("Cache-Control", "public")])
        return pieces

    return application


class Pieces:
    """A megabyte at a time, counting how many were asked for."""

    def __init__(self, count):
        self.count, self.given, self.closed = count, 0, False

    def __iter__(self):
        for number in range(self.count):
            self.given += 1
            yield bytes([65 + number]) * 1_000_000

    def close(self):
        self.closed = True


@pytest.mark.parametrize(("encoding", "unpack"), [("", bytes), ("gzip, br", gzip.decompress)])
def test_what_is_too_large_to_keep_goes_through_piece_by_piece(site, encoding, unpack):
    pieces = Pieces(12)
    pages = StoredPages(large(pieces), PageStore(site.folder), freshness.key)
    environ = RequestFactory().get("/data/latest/findings.csv", **LOCAL, HTTP_ACCEPT_ENCODING=encoding).environ
    said = {}
    body = pages(environ, lambda status, fields, *_: said.update(status=status, fields=dict(fields)))
    assert pieces.given < 6, "no more than shows that it is large"
    assert unpack(b"".join(body)) == b"".join(Pieces(12))
    assert said["fields"].get("Content-Encoding") == ("gzip" if encoding else None)
    assert not site.folder.exists()
    body.close()
    assert pieces.closed


def test_who_asks_only_for_the_head_of_something_large_is_not_sent_it(site):
    pieces = Pieces(12)
    pages = StoredPages(large(pieces), PageStore(site.folder), freshness.key)
    environ = RequestFactory().head("/data/latest/findings.csv", **LOCAL).environ
    assert list(pages(environ, lambda *_: None)) == []
    assert pieces.closed
    assert pieces.given < 6
