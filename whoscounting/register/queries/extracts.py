"""What an ODS extract would change, without changing it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.utils import timezone

from whoscounting.register.models import Region, Trust
from whoscounting.register.queries.places import place_of
from whoscounting.register.queries.successions import direct_successors
from whoscounting.register.rules import ods
from whoscounting.register.rules.comparison import Known, Plan, World, compare

YEARS_AHEAD = 3  # for which openings and closings are known


def plan_extract(
    content: bytes, *, successors: Mapping[str, Collection[str]] | None = None, today: date | None = None
) -> Plan:
    """The plan for the bytes of an extract. Any bytes will do: what is wrong with them stands in the plan."""
    day = today or timezone.localdate()
    return compare(ods.read(content, until=day.year + YEARS_AHEAD), world(day), successors)


def world(today: date) -> World:
    return World(
        trusts={trust.ods_code: known(trust) for trust in Trust.objects.all()},
        successions=direct_successors(),
        regions=set(Region.objects.values_list("code", flat=True)),
        place_of=place_of,
        today=today,
    )


def known(trust: Trust) -> Known:
    return Known(
        code=trust.ods_code,
        name=trust.name,
        official_name=trust.official_name,
        former_names=tuple(trust.former_names),
        opened=trust.opened,
        closed=trust.closed,
        region=trust.region_id or "",
        icb=trust.icb,
        town=trust.town,
        postcode=trust.postcode,
    )
