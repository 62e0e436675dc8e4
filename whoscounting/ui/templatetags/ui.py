"""The pieces every page is made of. `{% load ui %}` brings them.

The rehearsal's marks read the world from the settings, so that no page can forget them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from whoscounting.lib.world import World
from whoscounting.ui.words import HELPLINE, MEANINGS, WORDS, words_for

register = template.Library()

Parts = dict[str, Any]


@register.simple_tag
def is_rehearsal() -> bool:
    """Say whether every answer of this site is invented."""
    return bool(World(settings.WORLD) is World.REHEARSAL)


@register.inclusion_tag("ui/symbols.html")
def symbol_sheet() -> Parts:
    """Draw every symbol once, unseen; `symbol` and the map's pins point to them."""
    return {}


@register.simple_tag
def symbol(verdict: str, size: str = "") -> SafeString:
    """Draw a verdict's mark without words; size is nothing, "large" or "small"."""
    return format_html(
        '<svg class="symbol{}" width="24" height="24" aria-hidden="true"><use href="#{}"/></svg>',
        f" symbol-{size}" if size else "",
        symbol_id(verdict),
    )


@register.filter
def symbol_id(verdict: str) -> str:
    """Return the id of a verdict's mark, for a pin of the map; an unknown verdict raises KeyError."""
    WORDS[verdict]
    return "v-" + verdict.replace("_", "-")


@register.simple_tag
def verdict_words(verdict: str, rehearsal: bool | str | None = None) -> str:
    """Say a verdict in words. Without `rehearsal`, the world decides whether it is called invented."""
    unsaid = rehearsal is None or rehearsal == ""  # a template hands over what is missing as ""
    return words_for(verdict, rehearsal=is_rehearsal() if unsaid else bool(rehearsal))


@register.simple_tag
def verdict_meaning(verdict: str) -> str:
    """Say in a sentence when a trust gets this verdict."""
    return MEANINGS[verdict]


@register.simple_tag
def verdict_label(verdict: str, rehearsal: bool | str | None = None, size: str = "") -> SafeString:
    """Show a verdict's mark and words."""
    return format_html(
        '<span class="verdict">{}<span>{}</span></span>', symbol(verdict, size), verdict_words(verdict, rehearsal)
    )


@register.inclusion_tag("ui/search_form.html")
def search_form(query: str = "", error: str = "", field: str = "q") -> Parts:
    """The one search: a postcode or a hospital's name. `field` is the input's id, if a page has two."""
    return {"query": query, "error": error, "field": field}


@register.inclusion_tag("ui/error_summary.html")
def error_summary(message: str, field: str = "q", title: str = "There is a problem") -> Parts:
    """What went wrong, on top of the page, with a link to the field that mends it."""
    return {"message": message, "field": field, "title": title}


@register.inclusion_tag("ui/key.html")
def key(items: Sequence[Mapping[str, Any]], label: str = "Show trusts by their answer") -> Parts:
    """The key, which is the filter too: items of verdict, count, href and current."""
    return {"items": items, "label": label}


@register.inclusion_tag("ui/tiles.html")
def tiles(regions: Iterable[Mapping[str, Any]], heading: int = 3) -> Parts:
    """One mark per trust, in blocks by region.

    A region has name, href, collecting, total and trusts; a trust has name, href and verdict.
    """
    return {"regions": regions, "heading": f"h{heading}"}


@register.inclusion_tag("ui/rounds.html")
def rounds(items: Iterable[Mapping[str, Any]]) -> Parts:
    """The strip of rounds on a trust’s page: items of name and verdict, and if known when, href and rehearsal."""
    return {"items": items}


@register.inclusion_tag("ui/breadcrumbs.html")
def breadcrumbs(*steps: str) -> Parts:
    """The way here, as name and address in turn: `{% breadcrumbs "Map" "/map/" "London" "/regions/london/" %}`."""
    return {"steps": list(zip(steps[::2], steps[1::2], strict=True))}


@register.inclusion_tag("ui/pictogram.html")
def pictogram(part: int, whole: int, label: str = "") -> Parts:
    """A row of circles, some filled: 1 in 3. The label says the same in words."""
    words = label or f"{part} of {whole} circles {'is' if part == 1 else 'are'} filled."
    return {"label": words, "marks": [place < part for place in range(whole)], "width": whole * 24}


@register.inclusion_tag("ui/fact.html", takes_context=True)
def fact(context: template.Context, fact: Any, heading: str = "") -> Parts:
    """A fact: figure, sentence, source and date; a pictogram from part and whole; the help line after a hard one."""
    return {"fact": fact, "heading": heading, "helpline": the_helpline(context)}


@register.simple_tag(takes_context=True)
def the_helpline(context: template.Context) -> Any:
    """The help line as it is set; on a page that must do without a database, the one it began with."""
    return context.get("helpline") or HELPLINE | {"free": True, "tel": "+448088006000"}


@register.inclusion_tag("ui/helpline.html", takes_context=True)
def helpline(context: template.Context) -> Parts:
    """Where to find someone to talk to: after every hard figure, and on every trust's page."""
    return {"helpline": the_helpline(context)}


@register.inclusion_tag("ui/back_to_top.html")
def back_to_top() -> Parts:
    """The way back to the top, after each block of a long page."""
    return {}
