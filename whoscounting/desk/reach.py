"""Which trusts can be written to, and what is missing for the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from whoscounting.census.rules.preflight import VERIFIED_FOR
from whoscounting.register.models import Contact


class Standing(StrEnum):
    """How it stands with the office that gets the request. What is to be mended first comes first."""

    MISSING = "missing"
    BOUNCED = "bounced"
    UNVERIFIED = "unverified"
    READY = "ready"


WORDS = {
    Standing.MISSING: "No address",
    Standing.BOUNCED: "A letter came back",
    Standing.UNVERIFIED: "Not verified within a year",
    Standing.READY: "Ready",
}
# The worklist: everything that somebody has to do something about.
TO_DO = "todo"


@dataclass(frozen=True)
class Reach:
    """One trust and the offices it is written to."""

    trust: Any
    offices: list[tuple[str, str, Contact | None]]
    standing: Standing
    words: str
    # Whether the person who looks may verify: not what they entered themselves.
    mine_to_verify: bool


def standing(office: Contact | None, *, on: date) -> Standing:
    if office is None:
        return Standing.MISSING
    if office.bounced_on:
        return Standing.BOUNCED
    fresh = office.verified_on is not None and on - office.verified_on <= VERIFIED_FOR
    return Standing.READY if fresh else Standing.UNVERIFIED


def contacts(
    trusts: list[Any], by_trust: Mapping[str, Mapping[str, Contact]], show: str, *, viewer: int, on: date
) -> dict[str, Any]:
    """The trusts that are asked, with their contacts. What counts is the office that gets the request."""
    reaches = [_reach(trust, by_trust.get(trust.pk, {}), viewer, on) for trust in trusts]
    return {
        "reaches": [reach for reach in reaches if _fits(reach, show)],
        "shown": show,
        "counts": [(state, WORDS[state], sum(reach.standing is state for reach in reaches)) for state in Standing],
        "all": len(reaches),
        "todo": sum(reach.standing is not Standing.READY for reach in reaches),
        "others": [label for role, label in Contact.Role.choices if role != Contact.Role.FOI],
    }


def _fits(reach: Reach, show: str) -> bool:
    if show == TO_DO:
        return reach.standing is not Standing.READY
    return show not in list(Standing) or reach.standing == show


def _reach(trust: Any, known: Mapping[str, Contact], viewer: int, on: date) -> Reach:
    office = known.get(Contact.Role.FOI)
    state = standing(office, on=on)
    return Reach(
        trust=trust,
        offices=[(role, Contact.Role(role).label, known.get(role)) for role in Contact.Role.values],
        standing=state,
        words=WORDS[state],
        mine_to_verify=office is not None and state is not Standing.READY and office.entered_by_id != viewer,
    )
