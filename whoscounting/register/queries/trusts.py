"""One trust and its hospitals."""

from __future__ import annotations

from whoscounting.register.models import Region, Site, Trust
from whoscounting.register.rules.ods import ODS_CODE


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
