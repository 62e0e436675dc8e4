"""Every text on a page that is ours, with where it stands: for hints, and to find figures that exist no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.models import Page
from wagtail.rich_text import RichText

from whoscounting.pages.blocks.text import Quotation
from whoscounting.pages.models.stories import StoryPage

OF_EVERY_PAGE = ("title", "seo_title", "search_description")
# What people say in their own words is never ours to change.
THEIRS: dict[type[models.Model], set[str]] = {StoryPage: {"quotation", "words", "first_name"}}
NO_PROSE = (models.SlugField, models.URLField, models.EmailField)
NO_PROSE_BLOCKS = (Quotation, blocks.URLBlock, blocks.ChoiceBlock, blocks.EmailBlock)


@dataclass(frozen=True)
class Text:
    """One text, plain or HTML, under the name of its field and, within a stream, of its block."""

    where: str
    text: str


def texts(thing: models.Model) -> Iterator[Text]:
    """The texts of a page, a fact or any other model, in the order of its fields."""
    for field in _fields(thing):
        value, where = getattr(thing, field.name), capfirst(str(field.verbose_name))
        if isinstance(value, blocks.StreamValue):
            yield from _in_stream(value, where)
        elif value:
            yield Text(where, str(value))


def _fields(thing: models.Model) -> Iterator[models.Field[Any, Any]]:
    common = [Page._meta.get_field(name) for name in OF_EVERY_PAGE] if isinstance(thing, Page) else []
    for field in (*common, *thing._meta.local_concrete_fields):
        prose = isinstance(field, models.CharField | models.TextField) or hasattr(field, "stream_block")
        theirs = field.name in THEIRS.get(type(thing), ())
        if prose and not theirs and not field.choices and not isinstance(field, NO_PROSE):
            yield field


def _in_stream(stream: Any, where: str) -> Iterator[Text]:
    for number, one in enumerate(stream, start=1):
        yield from _in_block(one.block, one.value, f"{where}, block {number} ({one.block.label or one.block_type})")


def _in_block(block: Any, value: Any, where: str) -> Iterator[Text]:
    if isinstance(block, NO_PROSE_BLOCKS) or not value:
        return
    if isinstance(block, blocks.StructBlock):
        for name, inner in block.child_blocks.items():
            yield from _in_block(inner, value.get(name), f"{where}: {(inner.label or name).lower()}")
    elif isinstance(block, blocks.ListBlock):
        for number, inner in enumerate(value, start=1):
            yield from _in_block(block.child_block, inner, f"{where} {number}")
    elif isinstance(block, blocks.StreamBlock):
        yield from _in_stream(value, where)
    elif isinstance(value, RichText):
        yield Text(where, value.source)
    elif isinstance(value, str):
        yield Text(where, value)
