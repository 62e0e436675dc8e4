"""Services that are there for people: who runs each, and how it is reached."""

from __future__ import annotations

from wagtail import blocks

from whoscounting.pages.blocks.plain import Words
from whoscounting.pages.blocks.text import INLINE, TextBlock

GROUPS = [
    ("phone", "By telephone"),
    ("other", "Other ways to reach someone"),
    ("online", "Online"),
    ("face", "Face to face"),
]


class Service(blocks.StructBlock):
    """One service. Its hours are shown only with the day on which somebody made sure of them."""

    group = blocks.ChoiceBlock(choices=GROUPS)
    name = Words(max_length=100)
    run_by = Words(max_length=100)
    text = TextBlock(features=INLINE, required=False)
    telephone = Words(max_length=30, required=False)
    address = blocks.URLBlock(required=False)
    hours = Words(max_length=120, required=False)
    hours_verified_on = blocks.DateBlock(required=False)

    class Meta:
        icon = "help"


class Services(blocks.StreamBlock):
    service = Service()

    class Meta:
        required = False
