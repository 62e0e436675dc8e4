"""Puts a backup in the place of this world."""

from __future__ import annotations

import contextlib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from whoscounting.config.keeping.restore import Restored, restore
from whoscounting.config.management.files import told
from whoscounting.lib.actions import Refused


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="move a world that stands already aside")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = restore(told(options["file"]), replace=options["replace"])
        except Refused as refused:
            raise CommandError(str(refused)) from None
        except OSError as error:
            raise CommandError(f"Nothing was restored: {error.strerror} ({error.filename}).") from None
        finally:
            with contextlib.suppress(OSError):
                settings.WORLD_DIR.rmdir()  # if it is empty, reading the settings made it
        for line in _said(done):
            self.stdout.write(line)


def _said(done: Restored) -> list[str]:
    manifest = done.manifest
    when = f"{manifest.taken_at:%-d %B %Y, %H:%M} UTC"
    lines = [f"Restored the {manifest.world} of {when}, made by release {manifest.release}: {settings.WORLD_DIR}"]
    lines += [f"What stood there is now in {place}" for place in done.aside]
    if not done.has_secret_key:
        lines.append("The secret key was not in the world’s folder: start with the same SECRET_KEY as then, or the")
        lines.append("reply addresses and links in letters that were sent lead nowhere.")
    if manifest.missing:
        lines.append(f"{len(manifest.missing)} files that the database names were missing already when it was made.")
    lines.append("It knows nothing of letters and replies after that: see ‘Restore’ in docs/running-it.md.")
    lines.append(f"Go on with: bin/run {manifest.world}")
    return lines
