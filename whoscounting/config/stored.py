"""Answers public pages from their stored bytes, before Django has done any work.

What is stored was drawn by Django once, for nobody in particular, while the freshness key stayed the same from the
first query to the last. Those who have signed in, searches, the desk and every address that isn't ours pass by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http.request import split_domain_port, validate_host

from whoscounting.atlas.addresses import canonical
from whoscounting.config.middleware import is_local
from whoscounting.lib.accepting import accepted
from whoscounting.lib.pagestore import Page, PageStore, pack
from whoscounting.lib.world import World

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
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
            return _answer("200 OK", page, key, environ, start_response)
        return self._draw(environ, start_response, address, name)

    def _draw(
        self, environ: Environ, start_response: Callable[..., Any], address: tuple[str, str], name: str
    ) -> Iterable[bytes]:
        """Let Django draw the page, again if something was published meanwhile, and keep what is for everyone."""
        for _ in range(TRIES):
            key = self._key()
            status, headers, body = _call(self._application, _impersonal(environ, address))
            if key == self._key():
                break
        else:
            key = ""
        page = pack([(n, v) for n, v in headers if n.lower() not in NOT_REPEATED], body)
        if key and status.startswith("200 ") and _is_public(headers):
            self._store.put(key, name, page)
            return _answer(status, page, key, environ, start_response)
        return _answer(status, page, "", environ, start_response)


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


def _call(application: Application, environ: Environ) -> tuple[str, list[tuple[str, str]], bytes]:
    said: list[Any] = []
    answer = application(environ, lambda status, headers, *_: said.extend((status, headers)))
    try:
        body = b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    return said[0], said[1], body


def _is_public(headers: list[tuple[str, str]]) -> bool:
    by_name = {name.lower(): value for name, value in headers}
    return "public" in by_name.get("cache-control", "") and "set-cookie" not in by_name


def _has_it(if_none_match: str, key: str) -> bool:
    """Whether the reader has this page, in whichever encoding."""
    tags = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return not tags.isdisjoint({"*", f'"{key}"', *(f'"{key}-{encoding}"' for encoding in ENCODINGS)})


def _answer(status: str, page: Page, key: str, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The page in an encoding that the reader takes, or 304 where the reader has it already."""
    encoding = accepted(environ.get("HTTP_ACCEPT_ENCODING", ""), page.bodies)
    headers = [*page.headers, ("Vary", "Accept-Encoding")]
    if key:
        headers.append(("ETag", f'"{key}-{encoding}"'))
        if _has_it(environ.get("HTTP_IF_NONE_MATCH", ""), key):
            start_response("304 Not Modified", headers)
            return []
    body = page.body(encoding)
    headers.append(("Content-Length", str(len(body))))
    if encoding != "identity":
        headers.append(("Content-Encoding", encoding))
    start_response(status, headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
