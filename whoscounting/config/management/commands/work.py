"""The one loop that does what is due: letters out and in, publishing at its hour, lapsed portraits, old sessions."""

from __future__ import annotations

import signal
import threading
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections, connection
from django.utils import timezone

from whoscounting.census.actions import note_letters, prove_deliveries
from whoscounting.config.heartbeat import beat
from whoscounting.config.management.receiving import Receiver, receiving
from whoscounting.config.management.worlds import join_or_give_up
from whoscounting.lib import vault
from whoscounting.lib.actors import Actor
from whoscounting.lib.sqlite.forgetting import forget_deleted
from whoscounting.mail.transport.working import deliver_due, delivering
from whoscounting.pages.actions import publish_due, rest_lapsed_stories

BY = Actor.system("work")
PAUSE = 30.0  # seconds


class Command(BaseCommand):
    help = "Sends letters and reads mail at once, and does what else is due every 30 seconds, until it is told to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do it once and end, for cron")

    def handle(self, *args: Any, **options: Any) -> None:
        join_or_give_up()
        if options["once"]:
            beat()
            _work()
            deliver_due()
            Receiver(self.stderr.write).turn()
            _tidy()
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        with delivering(stop, self.stderr.write), receiving(stop, self.stderr.write):
            self._until(stop)

    def _until(self, stop: threading.Event) -> None:
        """A database that is away for a while costs a line in the log, and the next round tries again."""
        tidied: date | None = None
        while not stop.is_set():
            beat()
            try:
                close_old_connections()  # a connection that broke is made anew
                _work()
                if tidied != timezone.localdate():
                    _tidy()
                    tidied = timezone.localdate()
            except Exception as error:  # whatever it was, the next round tries again
                self.stderr.write(f"The work has to wait: {error}")
            stop.wait(PAUSE)


def _work() -> None:
    note_letters(by=BY)
    prove_deliveries(by=BY)
    publish_due(by=BY)
    rest_lapsed_stories(by=BY)


def _tidy() -> None:
    """Clear old sessions and unfinished mail, and see to it that what was deleted since yesterday is gone for good."""
    call_command("clearsessions")
    vault.sweep(settings.EVIDENCE_ROOT)
    forget_deleted(connection)
