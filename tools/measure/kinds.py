"""Every kind of page that a reader can come upon, with an address of each."""

from __future__ import annotations

from dataclasses import dataclass

TRUST = "RA2"  # it has the most to show: rounds, hospitals, neighbours and the answer of 2016
CLOSED = "RA3"  # it merged with another


@dataclass(frozen=True)
class Kind:
    """One kind of page. `status` is what the server says to it. Some pages a launch does not begin with."""

    name: str
    path: str
    status: int = 200
    rehearsal_only: bool = False


KINDS = (
    Kind("home", "/"),
    Kind("map", "/map/"),
    Kind("map, tiles", "/map/?view=tiles"),
    Kind("map, table", "/map/?view=table"),
    Kind("map, regions", "/map/?view=regions"),
    Kind("map, one region", "/map/?region=london"),
    Kind("trust", f"/trusts/{TRUST}/"),
    Kind("trust, closed", f"/trusts/{CLOSED}/"),
    Kind("region", "/regions/london/"),
    Kind("find, before a search", "/find/"),
    Kind("find, by postcode", "/find/?q=M20+4BX"),
    Kind("find, by name", "/find/?q=Christie"),
    Kind("find, nothing found", "/find/?q=qqqqqqqq"),
    Kind("find, outside England", "/find/?q=EH1+1AA"),
    Kind("compare", "/compare/"),
    Kind("embed", f"/embed/?trust={TRUST}"),
    Kind("embed, map", "/embed/map/"),
    Kind("embed, trust", f"/embed/trusts/{TRUST}/"),
    Kind("methodology", "/methodology/"),
    Kind("sources", "/sources/"),
    Kind("data", "/data/"),
    Kind("dictionary", "/data/dictionary/"),
    Kind("facts", "/facts/"),
    Kind("stories", "/stories/"),
    Kind("story", "/stories/first-placeholder/", rehearsal_only=True),
    Kind("reports", "/reports/"),
    Kind("report", "/reports/a-report-first-part/", rehearsal_only=True),
    Kind("updates", "/updates/"),
    Kind("updates by topic", "/updates/about/count/"),
    Kind("update", "/updates/a-press-release-will-look-like-this/", rehearsal_only=True),
    Kind("support", "/support/"),
    Kind("press", "/press/"),
    Kind("am I counted", "/am-i-counted/"),
    Kind("privacy", "/privacy/"),
    Kind("search", "/search/?q=reports+christie"),
    Kind("not found", "/trusts/NOWHERE/", status=404),
)
HOME, MAP, TRUST_PAGE = (next(kind for kind in KINDS if kind.name == name) for name in ("home", "map", "trust"))
FIND = next(kind for kind in KINDS if kind.name == "find, by postcode")
WRITTEN = [kind for kind in KINDS if kind.name in {"story", "facts", "report", "update"}]


def kinds_of(world: str) -> list[Kind]:
    """The kinds of page that a world has."""
    return [kind for kind in KINDS if world == "rehearsal" or not kind.rehearsal_only]
