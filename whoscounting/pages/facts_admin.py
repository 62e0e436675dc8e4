"""Facts in Wagtail’s admin: a list of their own, the most urgent first."""

from __future__ import annotations

from wagtail.snippets.views.snippets import SnippetViewSet

from whoscounting.pages.models import Fact


class Facts(SnippetViewSet):  # type: ignore[misc]  # Wagtail ships no types
    """In the menu beside pages, with the day by which each is looked at again."""

    model = Fact
    icon = "list-ul"
    menu_label = "Facts"
    menu_order = 240
    add_to_admin_menu = True
    list_display = ["__str__", "period", "review_by", "on_home"]
    list_filter = ["review_by", "on_home"]
    ordering = ["review_by", "place"]
