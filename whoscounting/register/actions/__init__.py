"""The only code that writes in this room."""

from whoscounting.register.actions.contacts import import_contacts, mark_contact_bounced, set_contact, verify_contact
from whoscounting.register.actions.extracts import apply_extract
from whoscounting.register.actions.facts import load_facts
from whoscounting.register.actions.postcodes import put_postcodes

__all__ = [
    "apply_extract",
    "import_contacts",
    "load_facts",
    "mark_contact_bounced",
    "put_postcodes",
    "set_contact",
    "verify_contact",
]
