"""The rule that one writes and another approves."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from whoscounting.pages.rules.approval import APPROVE, NOT_APPROVED, OWN_WORDS, may_approve


class AnotherPersonApproves(AbstractGroupApprovalTask):  # type: ignore[misc]  # Wagtail ships no types
    """A moderator or publisher approves, but never what they themselves wrote or handed in."""

    class Meta:
        verbose_name = "approval by another person"

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        actions = super().get_actions(obj, user)
        if self.why_not(obj, user):
            actions = [one for one in actions if one[0] != APPROVE]
        return actions

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """The buttons are one thing, the rule another: it holds for hand-made requests too."""
        page = task_state.workflow_state.content_object
        if action_name not in {one[0] for one in self.get_actions(page, user)}:
            raise PermissionDenied(self.why_not(page, user) or NOT_APPROVED)
        super().on_action(task_state, user, action_name, **kwargs)

    def why_not(self, obj: Any, user: Any) -> str:
        """Why this person can't approve this page now, in words for them; empty if nothing forbids it."""
        if not self.may_approve(obj, user):
            return OWN_WORDS
        latest = obj.get_latest_revision_as_object()
        return str(latest.why_not_public()) if hasattr(latest, "why_not_public") else ""

    def may_approve(self, page: Page, user: Any) -> bool:
        state = page.current_workflow_state
        unseen = page.revisions.all()
        if page.live_revision is not None:
            unseen = unseen.filter(created_at__gt=page.live_revision.created_at)
        writers = set(unseen.values_list("user", flat=True))
        return may_approve(user.pk, asked_by=state.requested_by_id if state else None, writers=writers)

    @classmethod
    def get_description(cls) -> str:
        return "Members of the chosen groups can approve what somebody else wrote"
