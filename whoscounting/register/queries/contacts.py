"""Contacts, and what a file of them would change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from whoscounting.register.models import Contact, Trust
from whoscounting.register.rules import contacts
from whoscounting.register.rules.contacts import Contacts, Entry


def contacts_of(ods_code: str) -> list[Contact]:
    """For staff only."""
    return list(Contact.objects.filter(trust=ods_code).order_by("role"))


def read_contacts(content: bytes, *, today: date | None = None) -> Contacts:
    """The entries of a CSV file and everything that is wrong with it, by line."""
    return contacts.read(content, trusts=closing_days(), roles=Contact.Role.values, today=today or timezone.localdate())


def closing_days() -> dict[str, date | None]:
    return dict(Trust.objects.values_list("ods_code", "closed"))


def new_contacts(entries: Iterable[Entry]) -> list[Entry]:
    """Those that are not there yet, letter for letter."""
    there = set(Contact.objects.values_list("trust_id", "role", "email", "source", "verified_on"))
    return [one for one in entries if (one.trust, one.role, one.email, one.source, one.verified_on) not in there]
