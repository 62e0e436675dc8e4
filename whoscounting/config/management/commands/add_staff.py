"""Makes a staff account, or sets roles and a new password for one, and prints the password once."""

from __future__ import annotations

import secrets
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from whoscounting.accounts.actions import add_staff, set_up_roles
from whoscounting.accounts.rules import ROLES, Role
from whoscounting.config.management.worlds import check_world
from whoscounting.lib.actors import Actor

BY = Actor.system("add_staff")


class Command(BaseCommand):
    help = "Make a staff account, or give an existing one other roles and a new password. Prints the password once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("role", nargs="+", choices=sorted(ROLES), help="one role or several")

    def handle(self, *, username: str, role: list[Role], **options: Any) -> None:
        check_world()
        password = secrets.token_urlsafe(12)
        set_up_roles(by=BY)
        add_staff(username=username, role=role[0], also=role[1:], password=password, by=BY)
        self.stdout.write(f"{username} signs in with {password}")
