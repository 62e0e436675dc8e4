"""One trust and what is around it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import hypot

from whoscounting.register.models import Region, Site, Trust
from whoscounting.register.queries import gazetteer
from whoscounting.register.rules.ods import ODS_CODE


@dataclass(frozen=True)
class NearTrust:
    """Another trust, and how far its registered address is, as the crow flies."""

    trust: Trust
    metres: float

    @property
    def km(self) -> float:
        return self.metres / 1000

    @property
    def miles(self) -> float:
        return self.metres / 1609.344


def trust(ods_code: str) -> Trust | None:
    """Open or closed, with its region. One query, none for what can't be a code."""
    if not ODS_CODE.fullmatch(ods_code):
        return None
    return Trust.objects.select_related("region").filter(ods_code=ods_code).first()


def codes() -> frozenset[str]:
    """The ODS code of every trust that ever was."""
    return frozenset(Trust.objects.values_list("ods_code", flat=True))


def regions() -> list[Region]:
    return list(Region.objects.order_by("name"))


def sites_of(ods_code: str) -> list[Site]:
    """Its own hospitals first, then other buildings in which it works."""
    return list(Site.objects.filter(trust=ods_code).order_by("-own", "name"))


def nearest_trusts(ods_code: str, *, among: Collection[str], n: int = 5) -> list[NearTrust]:
    """The nearest open trusts of those `among` which to look. None if nobody knows where this trust is."""
    known = gazetteer.current()
    here = known.trusts.get(ods_code)
    if here is None or here.easting is None or here.northing is None:
        return []
    near = [
        NearTrust(other, hypot(other.easting - here.easting, other.northing - here.northing))
        for code, other in known.trusts.items()
        if code in among and code != ods_code and not other.closed and other.easting and other.northing
    ]
    return sorted(near, key=lambda one: (one.metres, one.trust.name))[:n]
