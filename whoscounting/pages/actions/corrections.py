"""Publishing without another person’s eyes: for an emergency, and never without a trace."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wagtail.models import Page

from whoscounting.ledger.actions import record
from whoscounting.lib.actions import action
from whoscounting.lib.actors import Actor


@action
def note_unapproved(*, written: Any, by: Actor, at: datetime | None = None) -> None:
    """Keep in the ledger that a publisher put this page or fact online, or scheduled it, without approval."""
    kind = "page" if isinstance(written, Page) else written._meta.model_name
    verb, subject = f"{kind} published without approval", f"{kind}:{written.pk}"
    record(by=by, at=at, verb=verb, subject=subject, detail=_what(written), public=True)


def _what(written: Any) -> dict[str, object]:
    """Which version it was; never its words, which may be somebody’s story."""
    return {"revision": written.latest_revision_id, "live": written.live}
