"""Panels of the edit screen that say something before the fields begin."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from wagtail.admin.panels import HelpPanel
from wagtail.models import TaskState, WorkflowState


class ApprovalPanel(HelpPanel):  # type: ignore[misc]  # Wagtail ships no types
    """Why a page came back from whoever read it, and why its reader can’t approve it. Nothing if neither is so."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"template": "pages/editing/approval.html", "heading": "Approval"} | options)

    class BoundPanel(HelpPanel.BoundPanel):  # type: ignore[misc]
        def is_shown(self) -> bool:
            return bool(self.instance.pk and (self.asked or self.why_not))

        @cached_property
        def asked(self) -> TaskState | None:
            """The request for changes, if the page has come back with one."""
            state = self.instance.current_workflow_state
            returned = state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES
            return state.current_task_state if returned else None

        @cached_property
        def why_not(self) -> str:
            """Why this person can’t approve what waits for approval."""
            task = self.instance.current_workflow_task
            if task is None or not hasattr(task, "why_not") or not task.get_actions(self.instance, self.request.user):
                return ""
            return str(task.why_not(self.instance, self.request.user))
