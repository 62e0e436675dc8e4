"""Takes in a CSV file of contacts (ods_code,role,email,source,verified_on); without --commit it only shows what it
would do."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from whoscounting.config.management.files import read
from whoscounting.config.management.worlds import check_world
from whoscounting.lib.actions import Refused
from whoscounting.lib.actors import Actor
from whoscounting.register.actions import import_contacts
from whoscounting.register.queries import read_contacts


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--commit", action="store_true", help="do it; otherwise nothing is changed")

    def handle(self, *args: Any, **options: Any) -> None:
        check_world()
        content, commit = read(options["file"]), options["commit"]
        for problem in read_contacts(content).problems:
            self.stdout.write(f"Rejected: {problem}")
        try:
            entries = import_contacts(content=content, commit=commit, by=Actor.system("import_contacts"))
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        for one in entries:
            self.stdout.write(f"Line {one.line}: {one.trust} {one.role} {one.email}")
        self.stdout.write(
            f"Done: {len(entries)} contacts set." if commit else "Nothing was changed. Add --commit to do it."
        )
