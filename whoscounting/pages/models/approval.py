"""The rule that one writes and another approves."""

from __future__ import annotations

from typing import Any

from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

APPROVE = "approve"


class AnotherPersonApproves(AbstractGroupApprovalTask):  # type: ignore[misc]  # Wagtail ships no types
    """A moderator or publisher approves, but never what they themselves wrote or handed in."""

    class Meta:
        verbose_name = "approval by another person"

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        actions = super().get_actions(obj, user)
        if self._is_theirs(obj, user) or not getattr(obj.specific, "may_be_shown", True):
            actions = [one for one in actions if one[0] != APPROVE]
        return actions

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """The buttons are one thing, the rule another: it holds for hand-made requests too."""
        page = task_state.workflow_state.content_object
        if action_name == APPROVE and APPROVE not in {one[0] for one in self.get_actions(page, user)}:
            return
        super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls) -> str:
        return "Members of the chosen groups can approve what somebody else wrote"

    def _is_theirs(self, page: Page, user: Any) -> bool:
        state = page.current_workflow_state
        latest = page.latest_revision
        return bool(state and user.pk in {state.requested_by_id, latest.user_id if latest else None})
