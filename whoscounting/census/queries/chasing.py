"""Which trusts a letter in bulk may go to, and what keeps it from the others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from whoscounting.census.models import FoiRequest, Round
from whoscounting.census.queries.decisions import course
from whoscounting.census.rules.chasing import Letter, objections


def chaseable(requests: Iterable[FoiRequest], *, on: date) -> list[FoiRequest]:
    """Those of these requests that may get the one reminder on this day."""
    return [request for request in requests if not objections(course(request), Letter.CHASER, on=on)]


def chasing_preview(round: Round, *, on: date) -> list[tuple[FoiRequest, list[str]]]:
    """Every request of the round, by trust, with what keeps a reminder from it today; nothing where it may go."""
    requests = FoiRequest.objects.filter(round=round, in_scope=True).select_related("trust").order_by("trust__name")
    return [(request, objections(course(request), Letter.CHASER, on=on)) for request in requests]
