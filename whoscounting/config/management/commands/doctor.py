"""Says in words what is not ready for sending real letters, and what to do. Ends with 1 unless all is ready."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from whoscounting.config.doctor import machine, site
from whoscounting.config.doctor.findings import Finding, State
from whoscounting.config.doctor.resolving import Names
from whoscounting.lib.world import World

REHEARSAL = (
    "This is a rehearsal: letters stay on this machine. What real sending needs is looked at by: bin/doctor launch"
)


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--resolver", default="", metavar="ADDRESS[:PORT]", help="a name server to ask instead")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            names = Names(options["resolver"])
        except ValueError:
            raise CommandError("--resolver must be a network address, such as 192.0.2.53 or 127.0.0.1:5353.") from None
        if settings.WORLD is World.REHEARSAL:
            self.stdout.write(REHEARSAL)
        findings = []
        for finding in _findings(names):
            findings.append(finding)
            self._say(finding)
        left = [finding for finding in findings if finding.state is not State.WELL]
        self.stdout.write(_summary(left))
        if left:
            sys.exit(1)

    def _say(self, finding: Finding) -> None:
        self.stdout.write(f"{finding.state:8} {finding.text}")
        if finding.do:
            self.stdout.write(f"{'':8} → {finding.do}")
        self.stdout.flush()


def _findings(names: Names) -> Iterator[Finding]:
    """In the order in which one would see to them. A rehearsal needs only the machine."""
    yield machine.database()
    yield machine.worker()
    yield machine.disk()
    yield machine.clock()
    if settings.WORLD is not World.REHEARSAL:
        yield machine.backup()
        yield from machine.restored()
        yield from site.itself()
        yield from site.letters_out(names)
        yield from site.replies_in(names)


def _summary(left: list[Finding]) -> str:
    ready = "Everything is ready." if settings.WORLD is not World.REHEARSAL else "The machine is well."
    counts = {state: sum(finding.state is state for finding in left) for state in State}
    parts = [f"{counts[State.TO_DO]} to do"] if counts[State.TO_DO] else []
    parts += [f"{counts[State.UNKNOWN]} unknown"] if counts[State.UNKNOWN] else []
    return f"Not ready: {', '.join(parts)}." if left else ready
