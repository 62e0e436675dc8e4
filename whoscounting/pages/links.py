"""Links within what editors wrote, to pages and files of ours: two queries, however many there are."""

from __future__ import annotations

import re
from functools import cached_property

from django.utils import timezone
from django.utils.html import escape
from wagtail.rich_text.rewriters import extract_attrs

from whoscounting.pages.addresses import as_readers_know_it
from whoscounting.pages.models.files import Download
from whoscounting.pages.queries import open_pages

LINK = re.compile(r"<a(\b[^>]*\blinktype=[^>]*)>")


class Links:
    """Where pages and files are. One for each page that is drawn; each kind is asked for by the first link."""

    def put_into(self, html: str) -> str:
        """The text with addresses. What can't be read today is no link, so that its address tells nothing either."""
        return LINK.sub(lambda match: self._link(extract_attrs(match[1])), html)

    def _link(self, written: dict[str, str]) -> str:
        kind, key = written["linktype"], written.get("id", "")
        address = self._pages.get(key) if kind == "page" else self._files.get(key) if kind == "document" else None
        return f'<a href="{escape(address)}">' if address else "<a>"

    @cached_property
    def _pages(self) -> dict[str, str]:
        found = open_pages(today=timezone.localdate()).values_list("pk", "url_path")
        return {str(key): as_readers_know_it(path) for key, path in found}

    @cached_property
    def _files(self) -> dict[str, str]:
        return {str(one.pk): one.url for one in Download.objects.all()}
