"""The seven blocks of the first page. Each can be moved, and hidden without losing its words."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from whoscounting.pages.blocks.plain import Words
from whoscounting.pages.blocks.text import INLINE, TextBlock
from whoscounting.pages.rules.links import NO_LINK, is_link


class HomeBlock(blocks.StructBlock):
    """What every block has: whether it is shown, and its heading. `anchor` is where the header's links lead."""

    shown = blocks.BooleanBlock(required=False, default=True, label="Show this block")
    heading = Words(max_length=80)

    anchor = ""

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return context | {"anchor": self.anchor}


class Hero(HomeBlock):
    """Why, in two sentences, with a portrait; a quotation of our own words stands in while no story has consent."""

    before = TextBlock(features=INLINE, label="Why, before anything is published")
    after = TextBlock(features=INLINE, label="Why, once an edition is published")
    quotation = Words(max_length=200, help_text="In our own words, never a person’s.")
    ask = Words(max_length=60, help_text="The words of the button that leads to “Act today”.")

    anchor = "why"

    class Meta:
        icon = "home"
        template = "pages/home/hero.html"


class Counting(HomeBlock):
    """The answer, the search and the map."""

    note = TextBlock(features=INLINE, required=False)
    next_edition = blocks.DateBlock(required=False, help_text="When the next edition is planned. Shown until that day.")

    anchor = "map"

    class Meta:
        icon = "site"
        label = "Is your hospital counting?"
        template = "pages/home/counting.html"


class Support(HomeBlock):
    """Someone to talk to. It asks for nothing."""

    lead = Words(max_length=160)
    text = TextBlock(features=INLINE)

    anchor = "support"

    class Meta:
        icon = "help"
        template = "pages/home/support.html"


class About(HomeBlock):
    """Why the campaign is there; beneath it the stories whose people consent."""

    text = TextBlock()
    stories_heading = Words(max_length=80, default="In their own words")

    anchor = "about"

    class Meta:
        icon = "info-circle"
        template = "pages/home/about.html"


class Ask(blocks.StructBlock):
    """One thing that a reader can do, and where it begins."""

    heading = Words(max_length=80)
    text = TextBlock(features=INLINE)
    link_words = Words(max_length=60, required=False)
    link = Words(
        max_length=300, required=False, help_text="An address of this site (/map/), an anchor (#q), or https://…"
    )

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if value["link"] and not is_link(value["link"]):
            raise blocks.StructBlockValidationError(block_errors={"link": ValidationError(NO_LINK)})
        return value


class Act(HomeBlock):
    """What a reader can do today."""

    intro = TextBlock(features=INLINE, required=False)
    asks = blocks.ListBlock(Ask(), min_num=1)

    anchor = "act"

    class Meta:
        icon = "pick"
        label = "Act today"
        template = "pages/home/act.html"


class Facts(HomeBlock):
    """What secondary breast cancer is, the facts that are marked for home, and the newest reports."""

    definition = TextBlock(features=INLINE)
    reports_heading = Words(max_length=80, default="Reports")

    anchor = "facts"

    class Meta:
        icon = "list-ul"
        label = "Get the facts"
        template = "pages/home/facts.html"


class Updates(HomeBlock):
    """The newest updates."""

    anchor = "updates"

    class Meta:
        icon = "date"
        label = "Latest updates"
        template = "pages/home/updates.html"


class HomeStream(blocks.StreamBlock):
    hero = Hero()
    counting = Counting()
    support = Support()
    about = About()
    act = Act()
    facts = Facts()
    updates = Updates()

    class Meta:
        required = False
