"""Links within what editors wrote, to pages and files of ours: one query, however many there are."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

from django.db.models import Value
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from wagtail.rich_text.rewriters import extract_attrs

from whoscounting.pages.addresses import as_readers_know_it
from whoscounting.pages.models.files import Download
from whoscounting.pages.queries import open_pages

LINK = re.compile(r"<a(\b[^>]*\blinktype=[^>]*)>")


class Links:
    """Where pages and files are. One for each page that is drawn; its first link asks for all of them."""

    def put_into(self, html: str) -> str:
        """The text with addresses. What can't be read today is no link, so that its address tells nothing either."""
        return LINK.sub(lambda match: self._link(extract_attrs(match[1])), html)

    def _link(self, written: dict[str, str]) -> str:
        address = self._addresses.get((written["linktype"], written.get("id", "")))
        return f'<a href="{escape(address)}">' if address else "<a>"

    @cached_property
    def _addresses(self) -> dict[tuple[str, str], str]:
        """By kind and key, as Wagtail writes them into a link."""
        pages = open_pages(today=timezone.localdate()).order_by().values_list(Value("page"), "pk", "url_path")
        files = Download.objects.order_by().values_list(Value("document"), "pk", "file")
        return {(kind, str(key)): _address(kind, key, path) for kind, key, path in pages.union(files, all=True)}


def _address(kind: str, key: int, path: str) -> str:
    return as_readers_know_it(path) if kind == "page" else reverse("wagtaildocs_serve", args=[key, Path(path).name])
