"""Facts in Wagtail’s admin: a list of their own, the most urgent first."""

from __future__ import annotations

from typing import Any

from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from whoscounting.pages.models import Fact


class EditFact(EditView):  # type: ignore[misc]  # Wagtail ships no types
    """The edit screen, which renews the hints after each automatic save."""

    partials_template_name = "pages/editing/fact_partials.html"

    def save_instance(self) -> Any:
        """Whoever approves or asks for changes, and changes no word, must not become an author by it."""
        if self.action == "workflow-action" and not self.form.differs():
            self.has_content_changes, self.new_revision = False, None
            return self.object
        return super().save_instance()

    def submit_action(self) -> Any:
        """Asked once more which version is the newest: Wagtail knows the one before it, and would hand in that one."""
        self.__dict__.pop("workflow_state", None)
        return super().submit_action()


class Facts(SnippetViewSet):  # type: ignore[misc]
    """In the menu beside pages, with the day by which each is looked at again."""

    model = Fact
    edit_view_class = EditFact
    icon = "list-ul"
    menu_label = "Facts"
    menu_order = 240
    add_to_admin_menu = True
    list_display = ["__str__", "period", "review_by", "on_home"]
    list_filter = ["review_by", "on_home"]
    ordering = ["review_by", "place"]
