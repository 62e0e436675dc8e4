"""The buttons beneath the edit screens of pages and facts that say more than Wagtail’s own."""

from __future__ import annotations

from typing import Any

from wagtail.admin import action_menu as of_pages
from wagtail.models import WorkflowState
from wagtail.snippets import action_menu as of_facts

ALONE = "Publish without approval"


class HandInPage(of_pages.SubmitForModerationMenuItem):  # type: ignore[misc]  # Wagtail ships no types
    """To somebody else, who reads it and approves it or asks for changes."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        return context | {"label": hand_in(context.get("page"))}


class HandInFact(of_facts.SubmitForModerationMenuItem):  # type: ignore[misc]
    """The same for a fact."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        return context | {"label": hand_in(context.get("instance"))}


class PublishPageAlone(of_pages.PublishMenuItem):  # type: ignore[misc]
    """For an emergency. The button says what it is."""

    label = ALONE


class PublishFactAlone(of_facts.PublishMenuItem):  # type: ignore[misc]
    """The same for a fact; drawn like that of pages, because that of snippets has a fixed label."""

    label = ALONE
    template_name = of_pages.PublishMenuItem.template_name


def hand_in(written: Any) -> str:
    state = written.current_workflow_state if written else None
    again = state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES
    return "Hand in again" if again else "Hand in for approval"


OURS = {
    of_pages.SubmitForModerationMenuItem: HandInPage(order=60),
    of_pages.PublishMenuItem: PublishPageAlone(order=30),
    of_facts.SubmitForModerationMenuItem: HandInFact(order=60),
    of_facts.PublishMenuItem: PublishFactAlone(order=30),
}


def ours(items: list[Any]) -> list[Any]:
    """The same buttons, ours in place of Wagtail’s."""
    return [OURS.get(type(item), item) for item in items]
