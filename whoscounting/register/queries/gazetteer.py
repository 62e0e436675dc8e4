"""Trusts and hospitals, ready to be searched: kept by each process until something public changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from whoscounting.ledger.queries import Mark, newest_public
from whoscounting.register.models import Outcode, Sector, Site, Trust
from whoscounting.register.queries.successions import direct_successors
from whoscounting.register.rules.near import Nearby
from whoscounting.register.rules.search import Index
from whoscounting.register.rules.successions import heirs


class Because(StrEnum):
    """Why something was found."""

    NAME = "its name"
    TOWN = "its town"
    FORMER = "a former name"
    CODE = "its ODS code"


@dataclass(frozen=True)
class Target:
    """What one name in the index stands for. `former` is the name if it is one of the past."""

    trust: Trust
    site: Site | None = None
    former: str = ""


class Middle(NamedTuple):
    """The middle of an outward code, and the nation in which it mostly lies."""

    latitude: float
    longitude: float
    nation: str


class Gazetteer:
    """Read only: all requests of a process share it. Each part is read when it is first wanted."""

    @cached_property
    def trusts(self) -> dict[str, Trust]:
        return {trust.ods_code: trust for trust in Trust.objects.select_related("region")}

    @cached_property
    def sites(self) -> list[Site]:
        """Own hospitals of open trusts."""
        sites = Site.objects.filter(own=True).order_by("name")
        return [site for site in sites if not self.trusts[site.trust_id].closed]

    @cached_property
    def nearby(self) -> Nearby[Site]:
        """The same by where they are."""
        return Nearby(self.sites)

    @cached_property
    def sectors(self) -> dict[str, tuple[float, float]]:
        """The middle of every sector, all of them in England."""
        rows = Sector.objects.values_list("code", "latitude", "longitude")
        return {code: (latitude, longitude) for code, latitude, longitude in rows}

    @cached_property
    def across(self) -> frozenset[str]:
        """Outward codes that have a sector in England."""
        return frozenset(code.partition(" ")[0] for code in self.sectors)

    @cached_property
    def outcodes(self) -> dict[str, Middle]:
        rows = Outcode.objects.values_list("code", "latitude", "longitude", "nation")
        return {code: Middle(latitude, longitude, nation) for code, latitude, longitude, nation in rows}

    @cached_property
    def targets(self) -> list[tuple[Target, str, str]]:
        """Every name that something has or had, with the town beside it."""
        return list(named(self.trusts, self.sites))

    @cached_property
    def index(self) -> Index:
        index = Index()
        for _, name, beside in self.targets:
            index.add(name, beside)
        return index

    def target(self, entry: int) -> Target:
        """What an entry of the index stands for."""
        return self.targets[entry][0]

    def heirs(self, ods_code: str) -> tuple[Trust, ...]:
        return tuple(self.trusts[code] for code in heirs(ods_code, self._after) if code in self.trusts)

    @cached_property
    def _after(self) -> dict[str, set[str]]:
        return direct_successors()


_kept: tuple[Mark, Gazetteer] | None = None


def current(mark: Mark | None = None) -> Gazetteer:
    """The gazetteer of the newest state. One query, none if its `mark` is known; one more for each part that is not
    there yet."""
    global _kept
    key = mark or newest_public()
    kept = _kept
    if kept is None or kept[0] != key:
        _kept = kept = (key, Gazetteer())
    return kept[1]


def named(trusts: dict[str, Trust], sites: list[Site]) -> Iterator[tuple[Target, str, str]]:
    for site in sites:
        yield Target(trusts[site.trust_id], site), site.name, site.town
    for trust in trusts.values():
        yield Target(trust), trust.name, trust.town
        for former in trust.former_names:
            yield Target(trust, former=former), former, ""
