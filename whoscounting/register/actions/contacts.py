"""Where a trust is written to."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from whoscounting.accounts.models import User
from whoscounting.ledger.actions import record
from whoscounting.lib.actions import Refused, action
from whoscounting.lib.actors import Actor
from whoscounting.register.models import Contact, Trust
from whoscounting.register.queries.contacts import closing_days, new_contacts, read_contacts
from whoscounting.register.rules.contacts import Entry, objection


@action
def set_contact(
    *,
    trust: str,
    role: str,
    email: str,
    source: str,
    verified_on: date | None,
    expected: str | None,
    by: Actor,
    at: datetime | None = None,
) -> Contact:
    """Set the one address a trust has for a role. Setting it again to the same writes nothing.

    What a person enters is unverified until another person verifies it, so only the software may give a day: raises
    Refused otherwise. `expected` is the address that the person saw, or None if there was none: raises Refused if
    somebody else has set another one since. The ledger keeps that it was set and where it came from, but not the
    address: what stands there can never be taken out again, and somebody may have given a person's own address by
    mistake.
    """
    when = at or timezone.now()
    if by.kind == "staff" and verified_on:
        raise Refused("Somebody else verifies what you enter.")
    entry = Entry(0, trust, role, email.strip(), source.strip(), verified_on)
    if why := objection(entry, closing_days(), Contact.Role.values, timezone.localdate(when)):
        raise Refused(why)
    # The trust's row is locked, for the contact may not be there yet.
    Trust.objects.select_for_update(no_key=True).get(pk=trust)
    there = Contact.objects.filter(trust=trust, role=role).first()
    if there and _says_nothing_new(there, entry, by):
        return there
    if (there.email if there else None) != expected:
        now = f", to {there.email}" if there else ""
        raise Refused(f"Somebody else changed this contact meanwhile{now}. Save again to use yours.")
    return _set(entry, by, when, entered_by=by)


@action
def verify_contact(*, trust: str, role: str, seen: str, by: Actor, at: datetime | None = None) -> Contact:
    """A second person has found this address on the trust's own page, or asked. It is good for a year from today.

    `seen` is the address that the person checked: raises Refused if it is another by now, or if it was this person who
    entered it. Idempotent. That a letter came back is over with it.
    """
    today = timezone.localdate(at or timezone.now())
    contact = Contact.objects.select_for_update(of=("self",)).filter(trust=trust, role=role).first()
    if contact is None or contact.email != seen:
        raise Refused("Somebody else changed this contact meanwhile. Look at it again, then verify it.")
    if by.kind == "staff" and str(contact.entered_by_id) == by.id:
        raise Refused("You entered this address, so somebody else has to verify it.")
    if contact.verified_on == today and contact.bounced_on is None:
        return contact
    contact.verified_on, contact.bounced_on = today, None
    contact.save(update_fields=["verified_on", "bounced_on"])
    record(by=by, at=at, verb="contact verified", subject=f"trust:{trust}", detail={"role": role})
    return contact


@action
def import_contacts(*, content: bytes, commit: bool, by: Actor, at: datetime | None = None) -> list[Entry]:
    """The contacts in this CSV that are new or different; with `commit` they are set, each with its ledger line.

    Refused as a whole if a single row is wrong. Contacts that are not in the file stay.
    """
    when = at or timezone.now()
    read = read_contacts(content, today=timezone.localdate(when))
    if read.problems:
        more = f" And {len(read.problems) - 1} more." if len(read.problems) > 1 else ""
        raise Refused(f"Nothing was changed. {read.problems[0]}{more}")
    entries = new_contacts(read.entries)
    for one in entries if commit else ():
        _set(one, by, when)
    return entries


@action
def mark_contact_bounced(*, trust: str, email: str, on: date, by: Actor, at: datetime | None = None) -> int:
    """A letter to this address of this trust came back. Returns for how many roles that is news."""
    contacts = Contact.objects.select_for_update().filter(trust=trust, email__iexact=email, bounced_on__isnull=True)
    roles = {contact.pk: contact.role for contact in contacts}
    if roles:
        Contact.objects.filter(pk__in=roles).update(bounced_on=on)
        detail = {"roles": sorted(roles.values()), "on": on.isoformat()}
        record(by=by, at=at, verb="contact bounced", subject=f"trust:{trust}", detail=detail)
    return len(roles)


def _says_nothing_new(there: Contact, entry: Entry, by: Actor) -> bool:
    """A person who saves what stands there takes no verification away."""
    same = (there.email, there.source) == (entry.email, entry.source)
    return same and (by.kind == "staff" or there.verified_on == entry.verified_on)


def _set(entry: Entry, by: Actor, when: datetime, entered_by: Actor | None = None) -> Contact:
    there = Contact.objects.filter(trust=entry.trust, role=entry.role).first()
    fields = {
        "email": entry.email,
        "source": entry.source,
        "verified_on": entry.verified_on,
        "entered_by": _person(entered_by),
        "bounced_on": _still_bounced(there, entry),
    }
    contact, _ = Contact.objects.update_or_create(trust_id=entry.trust, role=entry.role, defaults=fields)
    checked = entry.verified_on.isoformat() if entry.verified_on else None
    detail = {"role": entry.role, "source": entry.source, "verified_on": checked}
    record(by=by, at=when, verb="contact set", subject=f"trust:{entry.trust}", detail=detail)
    return contact


def _person(actor: Actor | None) -> User | None:
    return User.objects.filter(pk=actor.id).first() if actor and actor.kind == "staff" else None


def _still_bounced(there: Contact | None, entry: Entry) -> date | None:
    """The day on which a letter came back, unless the address is another one or was verified since."""
    if there is None or there.bounced_on is None or there.email.casefold() != entry.email.casefold():
        return None
    return None if entry.verified_on and entry.verified_on >= there.bounced_on else there.bounced_on
