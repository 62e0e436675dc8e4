"""Taking in a list of trusts from the Organisation Data Service."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from whoscounting.ledger.actions import record
from whoscounting.lib.actions import Refused, action
from whoscounting.lib.actors import Actor
from whoscounting.register.actions.facts import EXTRACT
from whoscounting.register.models import Succession, Trust
from whoscounting.register.queries.extracts import plan_extract
from whoscounting.register.rules.comparison import Plan, What


@action
def apply_extract(
    *,
    content: bytes,
    successors: Mapping[str, Collection[str]] | None = None,
    closing: int | None = None,
    by: Actor,
    at: datetime | None = None,
) -> Plan:
    """Do all that the plan for this extract says, and return the plan.

    Refused as a whole if a single row is wrong. An extract that would close more than a fifth of the open trusts is
    refused too, unless `closing` names just how many. Where there is nothing to do, nothing is written.
    """
    when = at or timezone.now()
    list(Trust.objects.select_for_update().values_list("pk"))  # two extracts at once take turns
    plan = plan_extract(content, successors=successors, today=timezone.localdate(when))
    _refuse(plan, closing)
    if plan.steps:
        _write_trusts(plan)
        _write_successions(plan)
        detail = {"sha256": hashlib.sha256(content).hexdigest(), "trusts": plan.codes, "counts": plan.counts}
        record(by=by, at=when, verb="extract taken in", subject=EXTRACT, detail=detail, public=True)
    return plan


def _refuse(plan: Plan, closing: int | None) -> None:
    if plan.rejected:
        more = f" And {len(plan.rejected) - 1} more." if len(plan.rejected) > 1 else ""
        raise Refused(f"Nothing was changed. {plan.rejected[0]}{more}")
    if plan.closes_too_many and closing != plan.closures:
        raise Refused(
            f"Nothing was changed. This file would close {plan.closures} of {plan.open_before} open trusts. "
            "If that is right, name this number of closures when you take it in."
        )


def _write_trusts(plan: Plan) -> None:
    columns: dict[str, dict[str, Any]] = defaultdict(dict)
    added = {step.code for step in plan.steps if step.what is What.ADDED}
    for step in plan.steps:
        columns[step.code] |= step.fields
    Trust.objects.bulk_create([Trust(ods_code=code, **columns[code]) for code in sorted(added)])
    for code in sorted(columns.keys() - added):
        if columns[code]:
            Trust.objects.filter(ods_code=code).update(**columns[code])


def _write_successions(plan: Plan) -> None:
    Succession.objects.bulk_create(
        Succession(predecessor_id=step.code, **vars(step.following)) for step in plan.steps if step.following
    )
