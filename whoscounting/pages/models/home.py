"""The first page: the whole campaign, block by block."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from whoscounting.atlas import sharing, structured
from whoscounting.atlas.cards import Card
from whoscounting.atlas.facts import facts
from whoscounting.atlas.presenters.cards import home_card
from whoscounting.atlas.presenters.counting import counting
from whoscounting.pages import queries
from whoscounting.pages.blocks import home as blocks
from whoscounting.pages.models.written import Written


class HomePage(Written):
    """The campaign on one page. Editors fill, move and hide its blocks; each stands there at most once."""

    body = StreamField(
        blocks.HomeStream(), block_counts={name: {"max_num": 1} for name in blocks.HomeStream.base_blocks}, blank=True
    )

    max_count = 1
    template = "pages/home.html"
    content_panels = [*Written.content_panels, FieldPanel("body")]
    parent_page_types = ["wagtailcore.Page"]

    def card(self) -> Card:
        return home_card(self.state)

    @property
    def url_path_here(self) -> str:
        return "/"

    def things(self) -> tuple[structured.Thing, ...]:
        return (structured.home(settings.PUBLIC_URL),)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        stories = queries.stories_for_home(today=timezone.localdate())
        blocks_shown = [block for block in self.body if block.value["shown"]]
        return context | {
            "share": sharing.of_home(self.state),
            "blocks": blocks_shown,
            "anchors": {block.block_type for block in blocks_shown},
            "face": next((story for story in stories if not story.in_memory), None),  # no death stands in the hero
            "counting": counting(self.state, facts(), today=timezone.localdate()),
            "stories": stories,
            "facts": queries.facts_for_home(),
            "updates": queries.newest_updates(3),
            "reports": queries.newest_reports(2),
        }
