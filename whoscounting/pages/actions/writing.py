"""Writing pages without a browser: for the rehearsal, and for whoever brings pages from elsewhere."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.text import slugify

from whoscounting.ledger.actions import record
from whoscounting.lib.actions import action
from whoscounting.lib.actors import Actor


@action
def draft_page(*, below: Any, page: Any, by: Actor, at: datetime | None = None) -> Any:
    """Keep a page as a draft, under the one page of the class `below`. Its address follows from its title."""
    page.live = False
    page.slug = page.slug or slugify(page.title)
    below.objects.get().add_child(instance=page)
    record(by=by, at=at, verb="page drafted", subject=f"page:{page.pk}")
    return page


@action
def publish_page(*, page: Any, by: Actor, at: datetime | None = None) -> None:
    """Publish the page as it is. Raises ValidationError where the page itself forbids it."""
    page.save_revision().publish()
    record(by=by, at=at, verb="page published", subject=f"page:{page.pk}", public=True)
