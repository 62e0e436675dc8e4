"""What the templates of written pages need. `{% load pages %}` brings it."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import BoundBlock, StreamValue
from wagtail.rich_text import RichText, expand_db_html

from whoscounting.pages.blocks.support import GROUPS
from whoscounting.pages.figures import Figures
from whoscounting.pages.links import Links

register = template.Library()


@register.simple_tag(takes_context=True)
def written(context: template.Context, value: Any) -> SafeString | str:
    """What an editor wrote, with live figures in it: rich text or a stream of blocks. Nothing where nothing stands."""
    if not value:
        return ""
    figures = context.get("figures") or Figures.now()
    if isinstance(value, StreamValue):
        return mark_safe("\n".join(block.render(context=context.flatten()) for block in value))  # noqa: S308  # rendered
    links = context.get("links") or Links()
    html = links.put_into(value.source if isinstance(value, RichText) else str(value))
    return figures.put_into(expand_db_html(html))


@register.filter
def with_address(link: str) -> str:
    """A link in which `{site}` stands for the address of this site, where a letter to a friend names it."""
    return link.replace("{site}", settings.PUBLIC_URL)


@register.simple_tag
def choice_words(value: Any, field: str) -> str:
    """The words of a chosen value in a block."""
    block: Any = value.block.child_blocks[field]
    return str(dict(block.field.choices)[value[field]])


@register.simple_tag
def services(stream: Any) -> list[dict[str, Any]]:
    """Services in the order in which people need them: telephone first, face to face last."""
    found: list[BoundBlock] = list(stream or [])
    groups = (
        {"code": code, "heading": words, "services": [one.value for one in found if one.value["group"] == code]}
        for code, words in GROUPS
    )
    return [group for group in groups if group["services"]]
