"""The form on which pages are edited: it says why a page can’t go on, and keeps all that was typed."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from whoscounting.pages.rules.approval import APPROVE, CHANGED, OWN_WORDS

GOES_ON = ("action-publish", "action-submit", "action-restart-workflow")


class WrittenForm(WagtailAdminPageForm):  # type: ignore[misc]  # Wagtail ships no types
    """Saving a draft is always possible. Handing in, approving and publishing are not, while something forbids it."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self._approves():
            self._refuse_own_words()
        return cleaned

    def _post_clean(self) -> None:
        """Only now the page holds what was typed, and can be asked."""
        super()._post_clean()
        goes_on = self._approves() or any(name in self.data for name in GOES_ON)
        if goes_on and not self.errors and (why_not := self.instance.why_not_public()):
            self.add_error(None, why_not)

    def _approves(self) -> bool:
        return "action-workflow-action" in self.data and self.data.get("workflow-action-name") == APPROVE

    def _refuse_own_words(self) -> None:
        """The buttons aren’t there for them; this is for who sends it by hand, and for who changed it just now."""
        task = self.instance.current_workflow_task
        if task is None or not hasattr(task, "may_approve"):
            return
        if not task.may_approve(self.instance, self.for_user):
            self.add_error(None, OWN_WORDS)
        elif self.has_changed():
            self.add_error(None, CHANGED)
