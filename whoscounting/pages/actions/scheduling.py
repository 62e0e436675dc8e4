"""What is due: pages whose hour to appear, or to go, has come."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from whoscounting.ledger.actions import record
from whoscounting.lib.actions import action
from whoscounting.lib.actors import Actor

log = logging.getLogger(__name__)


@action
def publish_due(*, by: Actor, at: datetime | None = None) -> int:
    """Publish and unpublish what was scheduled. Returns how much has changed; run often, it changes nothing twice.

    In place of Wagtail's own command, which stops at the first page that refuses: a story without consent must not hold
    back a press release. Its schedule is cancelled and the ledger says so.
    """
    now = at or timezone.now()
    gone = _expired(now)
    for page in gone:
        _unpublish(page, by=by, at=at)
    due = list(_mine(Revision.objects.filter(approved_go_live_at__lte=now)).order_by("approved_go_live_at"))
    for revision in due:
        _publish(revision, by=by, at=at)
    return len(gone) + len(due)


def _expired(now: datetime) -> list[Any]:
    drafted = (model for model in apps.get_models() if issubclass(model, DraftStateMixin))
    kinds = [Page, *(model for model in drafted if not issubclass(model, Page))]
    return [one for kind in kinds for one in _mine(kind.objects.filter(live=True, expire_at__lte=now))]


def _mine(due: Any) -> Any:
    """What no other worker is at already. (On SQLite there is only one at a time.)"""
    return due.select_for_update(skip_locked=True)


def _unpublish(page: Any, *, by: Actor, at: datetime | None) -> None:
    page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    record(by=by, at=at, verb="unpublished as scheduled", subject=_name(page), public=True)


def _publish(revision: Revision, *, by: Actor, at: datetime | None) -> None:
    page = revision.content_object
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
    except Exception as error:  # whatever is wrong with one page must not hold back the others
        if not isinstance(error, ValidationError):
            log.exception("A scheduled page could not be published: %s", _name(page))
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        record(by=by, at=at, verb="not published: it refused", subject=_name(page))
    else:
        record(by=by, at=at, verb="published as scheduled", subject=_name(page), public=True)


def _name(page: Any) -> str:
    return f"{'page' if isinstance(page, Page) else page._meta.model_name}:{page.pk}"
