"""Who came after whom."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from whoscounting.register.models import Succession, Trust
from whoscounting.register.rules.successions import heirs


def direct_successors() -> dict[str, set[str]]:
    after: dict[str, set[str]] = {}
    rows: QuerySet[Succession, tuple[str, str]] = Succession.objects.values_list("predecessor_id", "successor_id")
    for predecessor, successor in rows:
        after.setdefault(predecessor, set()).add(successor)
    return after


def successors_of(ods_code: str) -> list[Trust]:
    """Who holds today what this trust held: the ends of all chains, several after a split. One query."""
    after: dict[str, set[str]] = {}
    successors: dict[str, Trust] = {}
    for row in Succession.objects.select_related("successor__region"):
        after.setdefault(row.predecessor_id, set()).add(row.successor_id)
        successors[row.successor_id] = row.successor
    return [successors[code] for code in heirs(ods_code, after)]


def successions_between(*, after: date, until: date) -> list[Succession]:
    """What merged or split after the one day and up to the other, both sides with their names. One query."""
    rows = Succession.objects.filter(happened_on__gt=after, happened_on__lte=until)
    return list(rows.select_related("predecessor", "successor").order_by("happened_on", "predecessor"))
