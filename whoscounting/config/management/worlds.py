"""A command that writes must not open the other world's database by mistake."""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import CommandError

from whoscounting.config import inuse
from whoscounting.ledger.queries import world_of_database


def check_world() -> None:
    """Raises CommandError unless the database is of the world that WORLD names."""
    world = world_of_database()
    if world != settings.WORLD:
        raise CommandError(f"This is the database of {world or 'no world yet'}, and WORLD says {settings.WORLD}.")


def join_or_give_up() -> None:
    """Use the world until this process ends. Raises CommandError while a backup is being restored."""
    try:
        inuse.join()
    except inuse.Taken as taken:
        raise CommandError(str(taken)) from None
