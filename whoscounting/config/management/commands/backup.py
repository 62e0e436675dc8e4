"""Keeps everything of this world in one file, while the site runs."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from whoscounting.config import inuse
from whoscounting.config.keeping import contents
from whoscounting.config.keeping.backup import KEEP, Made, back_up
from whoscounting.config.management.files import told
from whoscounting.lib.actions import Refused

PERSONAL = "It holds personal data and the secret key: only you can read it; keep it locked, and no longer than needed."


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, help="where it goes; usually DATA_DIR/backups")
        parser.add_argument("--keep", type=int, default=KEEP, help=f"how many stay in that folder ({KEEP})")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["keep"] < 1:
            raise CommandError("--keep must be 1 or more.")
        try:
            inuse.join()
            folder = told(options["folder"]) if options["folder"] else settings.DATA_DIR / "backups"
            made = back_up(folder, keep=options["keep"])
        except (Refused, inuse.Taken) as refused:
            raise CommandError(str(refused)) from None
        except OSError as error:
            raise CommandError(f"No backup was made: {error.strerror} ({error.filename}).") from None
        self.stdout.write(_said(made))
        if made.manifest.missing:
            raise CommandError(_missing(made))


def _said(made: Made) -> str:
    files = len(made.manifest.files) - 1
    vault = sum(name.startswith(f"{contents.WORLD}/{contents.VAULT}/") for name in made.manifest.files)
    held = (
        f"the database with {sum(made.manifest.rows.values()):,} rows, and {files:,} files, {vault:,} of them evidence"
    )
    size = made.file.stat().st_size / 1024**2
    return f"Backed up the {settings.WORLD} into {made.file} ({size:,.1f} MB): {held}. {PERSONAL}"


def _missing(made: Made) -> str:
    count, first = len(made.manifest.missing), made.manifest.missing[0]
    return (
        f"{count} files that the database names are not in the vault, or are not what they were: {first}"
        f"{' and others' if count > 1 else ''}. An older backup may have them, so no older backup was deleted."
    )
