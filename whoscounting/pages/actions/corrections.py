"""Publishing without another person’s eyes: for an emergency, and never without a trace."""

from __future__ import annotations

from datetime import datetime

from wagtail.models import Page

from whoscounting.ledger.actions import record
from whoscounting.lib.actions import action
from whoscounting.lib.actors import Actor


@action
def note_unapproved(*, page: Page, by: Actor, at: datetime | None = None) -> None:
    """Keep in the ledger that a publisher put this page online, or scheduled it, without approval."""
    record(
        by=by, at=at, verb="page published without approval", subject=f"page:{page.pk}", detail=_what(page), public=True
    )


def _what(page: Page) -> dict[str, object]:
    """Which version it was; never its words, which may be somebody’s story."""
    return {"revision": page.latest_revision_id, "live": page.live}
