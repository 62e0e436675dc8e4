"""Takes in the list of NHS trusts (etr.csv) of the Organisation Data Service; without --commit it only shows what
it would do."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from whoscounting.config.management.files import read
from whoscounting.config.management.worlds import check_world
from whoscounting.lib.actions import Refused
from whoscounting.lib.actors import Actor
from whoscounting.register.actions import apply_extract
from whoscounting.register.queries import plan_extract
from whoscounting.register.rules.report import lines


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the extract, as published")
        parser.add_argument("--commit", action="store_true", help="do it; otherwise nothing is changed")
        parser.add_argument(
            "--successor", action="append", default=[], metavar="OLD=NEW", help="who came after a closed trust"
        )
        parser.add_argument("--closing", type=int, metavar="N", help="yes, this file closes exactly N trusts")

    def handle(self, *args: Any, **options: Any) -> None:
        check_world()
        content = read(options["file"])
        successors = pairs(options["successor"])
        plan = plan_extract(content, successors=successors)
        for line in lines(plan):
            self.stdout.write(line)
        if not options["commit"]:
            self.stdout.write("Nothing was changed. Add --commit to do it.")
            return
        try:
            done = apply_extract(
                content=content, successors=successors, closing=options["closing"], by=Actor.system("import_trusts")
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"Done: {len(done.steps)} changes to {len(done.codes)} trusts.")


def pairs(words: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in words:
        old, sign, new = word.upper().partition("=")
        if not (old and sign and new):
            raise CommandError(f"--successor takes OLD=NEW, for example RA4=RH5, not {word}.")
        found.setdefault(old, []).append(new)
    return found
