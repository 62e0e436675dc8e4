"""How each world begins. Building a world that stands already changes nothing."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

from django.conf import settings
from django.db import transaction

from whoscounting.accounts.actions import add_staff
from whoscounting.accounts.rules import Role
from whoscounting.census.actions import adopt_rubric, plan_round
from whoscounting.census.models import Round
from whoscounting.census.rules.questions import OF_2026
from whoscounting.lib.actors import Actor
from whoscounting.lib.world import World
from whoscounting.pages.actions import set_up_editing, write_first_pages
from whoscounting.rehearsal.build import Staff, rehearse
from whoscounting.rehearsal.campaign import write_placeholders
from whoscounting.rehearsal.history import record_2016

BY = Actor.system("prepare")
# In the rehearsal only; the launch begins with nobody signed up.
REHEARSAL_STAFF: dict[str, Role] = {
    "officer": "officer",
    "officer-2": "officer",  # who enters an address does not verify it
    "reviewer-1": "reviewer",
    "reviewer-2": "reviewer",
    "editor": "editor",
    "publisher": "publisher",
}


def prepare_world(world: World) -> dict[str, str]:
    """Build the world unless it stands already. Returns the rehearsal's passwords by user name; none in the launch."""
    with transaction.atomic():
        adopt_rubric(by=BY)
        record_2016(by=BY)
        set_up_editing(by=BY)
        write_first_pages(by=BY)
        if world is World.LAUNCH:
            _plan_the_first_round()
            return {}
        if Round.objects.filter(rehearsal=True).exists():
            return _kept_passwords(settings.WORLD_DIR / "passwords.json")
        passwords = _new_passwords(settings.WORLD_DIR / "passwords.json")
        users = {
            name: add_staff(username=name, role=role, password=passwords[name], by=BY)
            for name, role in REHEARSAL_STAFF.items()
        }
        write_placeholders(by=BY)
        rehearse(staff=Staff(users["officer"], users["reviewer-1"], users["reviewer-2"]))
        return passwords


def _plan_the_first_round() -> None:
    """The questions stand on every trust's page before anybody is asked; staff open the round."""
    if not Round.objects.filter(rehearsal=False, historic=False).exists():
        plan_round(code="2026", name="The census of 2026", year=2026, questions=OF_2026, rehearsal=False, by=BY)


def _new_passwords(file: Path) -> dict[str, str]:
    """Made at random, and kept beside the database so that every start can print them."""
    passwords = {name: secrets.token_urlsafe(12) for name in REHEARSAL_STAFF}
    file.touch(mode=0o600)
    file.write_text(json.dumps(passwords))
    return passwords


def _kept_passwords(file: Path) -> dict[str, str]:
    return dict(json.loads(file.read_text())) if file.exists() else {}
