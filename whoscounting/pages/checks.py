"""Wagtail’s own checks of a page in the preview, without an alarm that would always be false."""

from __future__ import annotations

from wagtail.admin.userbar import BaseItem, ContentCheckerItem


class Checks(ContentCheckerItem):  # type: ignore[misc]  # Wagtail ships no types
    """The big number of a fact is a paragraph and no heading, however bold it is."""

    axe_exclude = [".fact-figure"]


def ours(items: list[BaseItem]) -> list[BaseItem]:
    """The same items of Wagtail’s bar, with our checks in place of its own."""
    return [Checks(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item for item in items]
