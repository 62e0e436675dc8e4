"""Trusts and hospitals, ready to be searched: kept by each process until something public changes.

They are held as lean as a search allows, not as models: there may be many thousands, in each process.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from sys import intern
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


@dataclass(frozen=True, slots=True)
class Body:
    """What a search tells of a trust."""

    ods_code: str
    name: str
    town: str
    closed: date | None


@dataclass(frozen=True, slots=True)
class Hospital:
    """What a search tells of a hospital."""

    code: str
    trust_id: str
    name: str
    town: str
    easting: int
    northing: int


class Former(NamedTuple):
    """A name that a trust had in the past."""

    trust: Body
    name: str


class Target(NamedTuple):
    """What one name in the index stands for. `former` is the name if it is one of the past."""

    trust: Body
    site: Hospital | None = None
    former: str = ""


class Middle(NamedTuple):
    """The middle of an outward code, and the nation in which it mostly lies."""

    latitude: float
    longitude: float
    nation: str


class Gazetteer:
    """Read only: all requests of a process share it. Each part is read when it is first wanted."""

    @cached_property
    def trusts(self) -> dict[str, Body]:
        rows = Trust.objects.values_list("ods_code", "name", "town", "closed").iterator()
        return {intern(code): Body(intern(code), name, intern(town), closed) for code, name, town, closed in rows}

    @cached_property
    def sites(self) -> list[Hospital]:
        """Own hospitals of open trusts."""
        fields = ("code", "trust", "name", "town", "easting", "northing")
        rows = Site.objects.filter(own=True, trust__closed=None).values_list(*fields).iterator()
        sites = [Hospital(code, intern(trust), name, intern(town), *at) for code, trust, name, town, *at in rows]
        return sorted(sites, key=lambda site: site.name)

    @cached_property
    def nearby(self) -> Nearby[Hospital]:
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
    def named(self) -> list[Hospital | Body | Former]:
        """All that has a name, and the names of the past, in the order of the index."""
        rows = Trust.objects.exclude(former_names=[]).values_list("ods_code", "former_names")
        former = [Former(self.trusts[code], name) for code, names in rows for name in names]
        return [*self.sites, *self.trusts.values(), *former]

    @cached_property
    def index(self) -> Index:
        index = Index()
        for one in self.named:
            index.add(one.name, "" if isinstance(one, Former) else one.town)
        return index

    def target(self, entry: int) -> Target:
        """What an entry of the index stands for."""
        one = self.named[entry]
        if isinstance(one, Hospital):
            return Target(self.trusts[one.trust_id], one)
        return Target(one.trust, former=one.name) if isinstance(one, Former) else Target(one)

    def heirs(self, ods_code: str) -> tuple[Body, ...]:
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
