"""A page of plain text: privacy, accessibility, who we are."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from whoscounting.pages.blocks.text import Prose
from whoscounting.pages.models.written import Written


class TextPage(Written):
    """Headings and paragraphs."""

    body = StreamField(Prose(), blank=True)

    template = "pages/text.html"
    content_panels = [*Written.content_panels, FieldPanel("body")]
    parent_page_types = ["pages.HomePage", "pages.TextPage"]
    subpage_types = ["pages.TextPage"]
    search_fields = [*Written.search_fields, index.SearchField("body")]
