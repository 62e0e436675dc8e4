"""Which trusts can be written to, and which address is still missing or unverified."""

from __future__ import annotations

from whoscounting.register.models import Contact


def contacts_by_trust() -> dict[str, dict[str, Contact]]:
    """All contacts by ODS code and role; for staff only. One query."""
    found: dict[str, dict[str, Contact]] = {}
    for contact in Contact.objects.all():
        found.setdefault(contact.trust_id, {})[contact.role] = contact
    return found
