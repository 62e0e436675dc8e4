"""The form on which pages and facts are edited: it says why one can’t go on, and keeps all that was typed."""

from __future__ import annotations

import json
import re
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from whoscounting.pages.rules.approval import APPROVE, CHANGED, OWN_WORDS

GOES_ON = ("action-publish", "action-submit", "action-restart-workflow")
BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')  # the editor gives each paragraph a new one, with no word changed
EMPTY = ("<p></p>", "<p><br/></p>")


class ApprovedForm(WagtailAdminModelForm):  # type: ignore[misc]  # Wagtail ships no types
    """Saving a draft is always possible. Handing in, approving and publishing are not, while something forbids it."""

    def _post_clean(self) -> None:
        """Only now the page or the fact holds what was typed, and can be asked."""
        super()._post_clean()
        if not self.errors and (why_not := self._why_not()):
            self.add_error(None, why_not)

    def has_changed(self) -> bool:
        """Whoever only approves must not become an author because the browser sent the same words in another way."""
        return self.differs() if self._approves() else bool(super().has_changed())

    def _why_not(self) -> str:
        if self._approves():
            return self._own_words() or str(self.instance.why_not_public())
        return str(self.instance.why_not_public()) if any(name in self.data for name in GOES_ON) else ""

    def _approves(self) -> bool:
        return "action-workflow-action" in self.data and self.data.get("workflow-action-name") == APPROVE

    def _own_words(self) -> str:
        """The buttons aren’t there for them; this is for who sends it by hand, and for who changed it just now."""
        task = self.instance.current_workflow_task
        if task is None or not hasattr(task, "may_approve"):
            return ""
        if not task.may_approve(self.instance, self.for_user):
            return OWN_WORDS
        return CHANGED if self.differs() else ""

    def differs(self) -> bool:
        """Whether what was sent says anything else than the newest version."""
        newest = self.instance.get_latest_revision()
        before = newest.content if newest else {}
        sent = json.loads(json.dumps(self.instance.serializable_data(), cls=DjangoJSONEncoder))
        return any(_plain(before.get(name)) != _plain(sent.get(name)) for name in self.fields)


class WrittenForm(ApprovedForm, WagtailAdminPageForm):  # type: ignore[misc]
    """The form of every page."""


def _plain(value: Any) -> Any:
    if not isinstance(value, str):
        return "" if value is None else value
    words = BLOCK_KEY.sub("", value).strip()
    return "" if words in EMPTY else words
