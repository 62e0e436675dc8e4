"""Takes in OS Code-Point Open, so that 'find' knows full postcodes; without --commit it only checks and counts."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from whoscounting.config.management.worlds import check_world
from whoscounting.lib.actions import Refused
from whoscounting.lib.actors import Actor
from whoscounting.register.actions import put_postcodes
from whoscounting.register.queries import about_units, built_postcodes


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", type=Path, nargs="+", metavar="PATH", help="the zip, its folder, or single files")
        parser.add_argument("--commit", action="store_true", help="do it; otherwise nothing is changed")
        parser.add_argument("--fewer", action="store_true", help="yes, this has far fewer postcodes than before")
        parser.add_argument(
            "--published", type=date.fromisoformat, metavar="YYYY-MM-DD", help="if Doc/metadata.txt doesn't say it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        check_world()
        day, by = options["published"], Actor.system("import_postcodes")
        try:
            with built_postcodes(options["paths"], published=day.isoformat() if day else "") as new:
                self.show(new.about.units, new.about.without_place, new.about.published)
                if options["commit"]:
                    done = put_postcodes(new=new, fewer=options["fewer"], by=by)
                    self.stdout.write("Done." if done else "Just the same is in place already.")
                else:
                    self.stdout.write("Nothing was changed. Add --commit to do it.")
        except Refused as refusal:
            raise CommandError(str(refusal)) from None

    def show(self, units: int, without_place: int, published: str) -> None:
        old = about_units()
        before = f"{old.units:,} of {old.published or 'an unknown date'}" if old else "none"
        self.stdout.write(f"Postcodes: {units:,}, published {published or 'on an unknown date'}")
        self.stdout.write(f"Without a place, left out: {without_place:,}")
        self.stdout.write(f"In place now: {before}")
