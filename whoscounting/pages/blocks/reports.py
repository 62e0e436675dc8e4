"""What the campaign asks of each who can change something."""

from __future__ import annotations

from wagtail import blocks

from whoscounting.pages.blocks.text import TextBlock

ACTORS = [
    ("government", "The Government"),
    ("nhs_england", "NHS England"),
    ("alliances", "Cancer alliances"),
    ("software", "Makers of hospital software"),
    ("trusts", "Hospital trusts"),
]


class Demand(blocks.StructBlock):
    actor = blocks.ChoiceBlock(choices=ACTORS)
    text = TextBlock()

    class Meta:
        icon = "group"


class Demands(blocks.StreamBlock):
    demand = Demand()

    class Meta:
        required = False
