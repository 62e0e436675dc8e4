"""What those who write pages see when they come to the desk."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel

from whoscounting.pages.review import to_review


class ToReview(Component):  # type: ignore[misc]  # Wagtail ships no types
    """What has to be looked at again, or that nothing has."""

    name = "to_review"
    template_name = "pages/editing/to_review.html"
    order = 230

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"groups": to_review(today=timezone.localdate())}


def panels() -> list[Component]:
    """Pages that wait for this person, their own pages that wait for another, and what to look at again."""
    return [WorkflowObjectsToModeratePanel(), UserObjectsInWorkflowModerationPanel(), ToReview()]
