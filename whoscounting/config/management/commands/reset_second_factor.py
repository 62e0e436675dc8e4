"""For those who have lost both phone and recovery codes. Be sure who is asking: the password alone opens the set-up."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from whoscounting.accounts.actions import reset_second_factor
from whoscounting.config.management.worlds import check_world
from whoscounting.lib.actions import Refused
from whoscounting.lib.actors import Actor

BY = Actor.system("reset_second_factor")


class Command(BaseCommand):
    help = "Take the second factor from somebody who has lost phone and recovery codes, and sign them out everywhere."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *, username: str, **options: Any) -> None:
        check_world()
        try:
            reset_second_factor(username=username, by=BY)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{username} signs in with the password alone, once, and sets up a new second factor.")
