"""Answers public pages from their stored bytes, before Django has done any work.

What is stored was drawn by Django once, for nobody in particular, while the freshness key stayed the same from the
first query to the last. Those who have signed in, searches, the desk and all that other names ask for pass by. Every
address that nobody knows is one page, which says so. What is too large to keep goes through piece by piece.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http.request import split_domain_port, validate_host
from django.utils.text import compress_sequence

from whoscounting.atlas.addresses import NO_SUCH_PAGE, canonical
from whoscounting.config.middleware import is_local
from whoscounting.lib.accepting import accepted
from whoscounting.lib.pagestore import LARGEST, Page, PageStore, gains, pack
from whoscounting.lib.world import World

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
Headers = list[tuple[str, str]]
TRIES = 3
# What says something about one reader, so that a page drawn without it is a page for all.
PERSONAL = (
    "HTTP_COOKIE",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_MATCH",
    "HTTP_IF_UNMODIFIED_SINCE",
    "HTTP_RANGE",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_AUTHORIZATION",
)
ENCODINGS = ("br", "gzip", "identity")
NOT_REPEATED = {"content-length", "content-encoding", "etag", "vary"}


class StoredPages:
    """A WSGI application around Django's own."""

    def __init__(self, application: Application, store: PageStore, key: Callable[[], str]) -> None:
        self._application = application
        self._store = store
        self._key = key

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not _is_for_anyone(environ):
            return self._application(environ, start_response)
        try:
            key = self._key()
            address = canonical(environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", ""), key=key)
        except DatabaseError:
            address = None  # Django will say what is wrong
        if address is None:
            return self._application(environ, start_response)
        name = f"{_scheme(environ)}:{address[0]}?{address[1]}"
        page = self._store.get(key, name)
        if page is not None:
            return _answer(page, key, environ, start_response)
        return self._draw(environ, start_response, address, name)

    def _draw(
        self, environ: Environ, start_response: Callable[..., Any], address: tuple[str, str], name: str
    ) -> Iterable[bytes]:
        """Let Django draw the page, again if something was published meanwhile, and keep what is for everyone."""
        for _ in range(TRIES):
            key = self._key()
            status, headers, body = _call(self._application, _impersonal(environ, address))
            if isinstance(body, Rest):
                return _through(status, headers, body, environ, start_response)
            page = pack(status, headers, body)
            if key == self._key():
                break
        else:
            key = ""
        kept = key if _is_for_all(status, headers, address) else ""
        if kept:
            self._store.put(key, name, page)
        return _answer(page, kept, environ, start_response)


class Rest:
    """The body of a large answer, of which some was read already; compressed on its way where that is wanted."""

    def __init__(self, begun: list[bytes], pieces: Iterator[bytes], answer: Any) -> None:
        self._begun, self._pieces, self._answer = begun, pieces, answer
        self.compressed = False

    def __iter__(self) -> Iterator[bytes]:
        return compress_sequence(self._all()) if self.compressed else self._all()

    def _all(self) -> Iterator[bytes]:
        while self._begun:
            yield self._begun.pop(0)
        yield from self._pieces

    def close(self) -> None:
        """What the web server calls at the end, whether it has read all or its reader went away."""
        if hasattr(self._answer, "close"):
            self._answer.close()


def _is_for_anyone(environ: Environ) -> bool:
    """Whether the request asks, politely and by our own name, for what anyone may see."""
    return (
        environ["REQUEST_METHOD"] in {"GET", "HEAD"}
        and settings.SESSION_COOKIE_NAME not in environ.get("HTTP_COOKIE", "")
        and _is_ours(environ.get("HTTP_HOST", ""), tuple(settings.ALLOWED_HOSTS))
        and (settings.WORLD is not World.REHEARSAL or is_local(environ))
    )


@lru_cache(maxsize=64)
def _is_ours(host: str, allowed: tuple[str, ...]) -> bool:
    domain, _ = split_domain_port(host)
    return bool(domain) and validate_host(domain, allowed)


def _scheme(environ: Environ) -> str:
    """Whether the reader came by https, which decides some headers."""
    header, value = getattr(settings, "SECURE_PROXY_SSL_HEADER", None) or ("wsgi.url_scheme", "https")
    return "https" if environ.get(header, "").split(",")[0].strip() == value else "http"


def _impersonal(environ: Environ, address: tuple[str, str]) -> Environ:
    """The same request as anybody would make it."""
    plain = {name: value for name, value in environ.items() if name not in PERSONAL}
    return plain | {"REQUEST_METHOD": "GET", "PATH_INFO": address[0], "QUERY_STRING": address[1]}


def _call(application: Application, environ: Environ) -> tuple[str, Headers, bytes | Rest]:
    """What the application answers. A body that is too large to be kept is not gathered either."""
    said: list[Any] = []
    answer = application(environ, lambda status, headers, *_: said.extend((status, headers)))
    pieces, length = iter(answer), 0
    begun: list[bytes] = []
    rest = Rest(begun, pieces, answer)
    try:
        for piece in pieces:
            begun.append(piece)
            length += len(piece)
            if length > LARGEST:
                break
    except BaseException:
        rest.close()
        raise
    headers = [(name, value) for name, value in said[1] if name.lower() not in NOT_REPEATED]
    if length > LARGEST:
        return said[0], headers, rest
    rest.close()
    return said[0], headers, b"".join(begun)


def _is_for_all(status: str, headers: Headers, address: tuple[str, str]) -> bool:
    """Whether an answer may be kept: a public page, or the one that says that there is none."""
    by_name = {name.lower(): value for name, value in headers}
    if "set-cookie" in by_name:
        return False
    public = status.startswith("200 ") and "public" in by_name.get("cache-control", "")
    return public or (status.startswith("404 ") and address[0] == NO_SUCH_PAGE)


def _has_it(if_none_match: str, key: str) -> bool:
    """Whether the reader has this page, in whichever encoding."""
    tags = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return not tags.isdisjoint({"*", f'"{key}"', *(f'"{key}-{encoding}"' for encoding in ENCODINGS)})


def _answer(page: Page, key: str, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The page in an encoding that the reader takes, or 304 where the reader has it already."""
    encoding = accepted(environ.get("HTTP_ACCEPT_ENCODING", ""), page.bodies)
    headers = [*page.headers, ("Vary", "Accept-Encoding")]
    if key and page.status.startswith("200 "):
        headers.append(("ETag", f'"{key}-{encoding}"'))
        if _has_it(environ.get("HTTP_IF_NONE_MATCH", ""), key):
            start_response("304 Not Modified", headers)
            return []
    body = page.body(encoding)
    headers.append(("Content-Length", str(len(body))))
    if encoding != "identity":
        headers.append(("Content-Encoding", encoding))
    start_response(page.status, headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _through(
    status: str, headers: Headers, body: Rest, environ: Environ, start_response: Callable[..., Any]
) -> Iterable[bytes]:
    """A large answer, piece by piece as it is drawn; compressed on its way if that makes it smaller."""
    headers = [*headers, ("Vary", "Accept-Encoding")]
    encodings = ("gzip", "identity") if gains(headers) else ("identity",)
    encoding = accepted(environ.get("HTTP_ACCEPT_ENCODING", ""), encodings)
    if encoding == "gzip":
        headers.append(("Content-Encoding", "gzip"))
        body.compressed = True
    start_response(status, headers)
    if environ["REQUEST_METHOD"] == "HEAD":
        body.close()
        return []
    return body
