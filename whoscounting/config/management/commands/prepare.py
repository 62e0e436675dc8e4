"""Makes everything ready for serving: the database, the facts, the world and the static files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from whoscounting.accounts.actions import set_up_roles
from whoscounting.config.keeping import notes
from whoscounting.config.management.worlds import join_or_give_up
from whoscounting.ledger.actions import open_book
from whoscounting.lib.actions import Refused
from whoscounting.lib.actors import Actor
from whoscounting.mail.actions import doubt_waiting
from whoscounting.register.actions import load_facts
from whoscounting.rehearsal.worlds import prepare_world

BY = Actor.system("prepare")


class Command(BaseCommand):
    help = "Make everything ready for serving. What is ready already stays as it is, so it can be run at every start."

    def handle(self, **options: Any) -> None:
        join_or_give_up()
        with _alone(), ThreadPoolExecutor(1) as helper:
            self._open_database()
            # Compressing keeps a second processor busy while the world is built.
            collected = helper.submit(_collect_static_files)
            self._build_world()
            collected.result()
        connection.close()

    def _open_database(self) -> None:
        try:
            connection.ensure_connection()
        except OperationalError as error:
            raise CommandError(f"The database does not answer: {error}") from error
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        try:
            open_book(world=settings.WORLD, by=BY)
        except Refused as refused:
            raise CommandError(str(refused)) from refused

        _doubt_letters()

    def _build_world(self) -> None:
        set_up_roles(by=BY)
        load_facts(by=BY)
        for username, password in prepare_world(settings.WORLD).items():
            self.stdout.write(f"Sign in at {settings.PUBLIC_URL}/desk/ as {username} with {password}")


def _doubt_letters() -> None:
    """In a restored world wait letters that may have gone out since its backup was made. Before any worker starts."""
    note = notes.restored_from()
    if note and not note.doubted:
        doubt_waiting(by=BY)
        notes.note_doubted(note)


def _collect_static_files() -> None:
    """Collect and compress them, unless they are the same as last time."""
    stamp = settings.STATIC_ROOT / ".collected"
    now = _fingerprint_of_static_files()
    if not stamp.exists() or stamp.read_text() != now:
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(now)


@contextmanager
def _alone() -> Iterator[None]:
    """Two starts at once prepare one after the other. The system lets go of the lock however the first one ends."""
    with (settings.WORLD_DIR / "prepare.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        yield


def _fingerprint_of_static_files() -> str:
    """A word that changes when any file changes, comes or goes. By time and size, so that it is quick."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            about = storage.get_modified_time(path).isoformat(), storage.size(path)  # type: ignore[attr-defined]
            digest.update(f"{path} {about}\n".encode())
    return digest.hexdigest()
