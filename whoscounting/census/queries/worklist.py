"""What staff look over before they act: the rounds with their counts, and who a round would ask."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet

from whoscounting.census.models import Round
from whoscounting.census.queries.desk import rounds
from whoscounting.census.rules.scope import Scope, scope
from whoscounting.register.models import Trust


def counted_rounds() -> QuerySet[Round]:
    """All rounds, newest first, with `.asked`, `.answered` and `.published` (editions). One query."""
    in_scope = Q(requests__in_scope=True)
    return rounds().annotate(
        asked=Count("requests", filter=in_scope, distinct=True),
        answered=Count("requests", filter=in_scope & Q(requests__revision__gt=0), distinct=True),
        published=Count("editions", distinct=True),
    )


def scope_on(*, day: date) -> list[tuple[Trust, Scope]]:
    """Every trust that exists on this day, by name, and whether a round that opens then asks it. One query."""
    begun, not_ended = Q(opened__isnull=True) | Q(opened__lte=day), Q(closed__isnull=True) | Q(closed__gt=day)
    trusts = Trust.objects.filter(begun & not_ended).order_by("name")
    return [(trust, scope(breast_treatments=trust.breast_treatments, closed=trust.closed, on=day)) for trust in trusts]
