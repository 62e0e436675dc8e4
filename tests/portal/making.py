"""A request that went out with its link, as a trust finds it; made with the same actions that real work uses."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.desk.making import BY, asked, opened
from whoscounting.census.actions import renew_door
from whoscounting.census.models import Door, FoiRequest
from whoscounting.lib.addresses import DOOR
from whoscounting.lib.tokens import token
from whoscounting.register.actions import set_contact

GOOD = {
    "q-collects-way": "answered",
    "q-collects-value": "yes",
    "q-collects-words": "We record everyone at our meeting, 4 patients last week.",
    "q-new_cases-way": "answered",
    "q-new_cases-value": "3",
    "q-recurrent_cases-way": "not_held",
    "q-barriers-way": "silent",
    "name": "A. Clerk",
    "role": "Information officer",
    "email": "clerk@trust.invalid",
}


def with_door(place: int = 0, round: Any = None) -> FoiRequest:
    """A request of the current round that was sent, whose trust has a link."""
    request = asked(round or opened(), place)
    renew_door(request=request, by=BY)
    return FoiRequest.objects.select_related("trust", "round").get(pk=request.pk)


def address(request: FoiRequest, rest: str = "") -> str:
    door = Door.objects.get(request=request)
    return f"/portal/{token(DOOR, request.pk, door.generation)}/{rest}"


def reader(**options: Any) -> Client:
    return Client(headers={"host": "localhost"}, **options)


def office(request: FoiRequest, email: str = "foi@trust.invalid", verified_on: Any = None) -> None:
    from whoscounting.register.models import Contact

    there = Contact.objects.filter(trust=request.trust_id, role="foi").first()
    set_contact(
        trust=request.trust_id,
        role="foi",
        email=email,
        source="telephone",
        verified_on=verified_on,
        expected=there.email if there else None,
        by=BY,
    )
