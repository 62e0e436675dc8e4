"""Mail that comes in: fetched from our mail box, read, and filed, whatever way it came."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from whoscounting.census.actions import file_mail
from whoscounting.lib.actors import Actor
from whoscounting.lib.beside import beside
from whoscounting.mail.models import Inbound
from whoscounting.mail.queries.intake import is_anything_to_do
from whoscounting.mail.reading.child import Reader
from whoscounting.mail.transport.arriving import read_attachments, read_kept, take_in
from whoscounting.mail.transport.imap import MailBox

BY = Actor.system("work")
PAUSE = 2.0  # seconds until we look whether something waits
LOOK = 30.0  # seconds until we look into the mail box again
AT_ONCE = 50

Say = Callable[[str], object]


@contextmanager
def receiving(stop: threading.Event, say: Say) -> Iterator[None]:
    """While the block runs, a thread receives: a hostile message must not hold back the letters that go out."""
    receiver = Receiver(say)
    with beside("Receiving", lambda: receiver.turn(stop), stop, say):
        yield


class Receiver:
    """Looks into the mail box now and then, and deals with what waits."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._box = MailBox(settings.IMAP_URL) if settings.IMAP_URL else None
        self._look_at = 0.0
        self._said = ""

    def turn(self, stop: threading.Event | None = None) -> float:
        """One look; returns the seconds until the next."""
        if self._box and time.monotonic() >= self._look_at:
            self._collect(self._box)
            self._look_at = time.monotonic() + LOOK
        if is_anything_to_do(now=timezone.now()):
            with Reader() as reader:
                while not (stop and stop.is_set()) and _do_some(reader):
                    pass
        return PAUSE

    def _collect(self, box: MailBox) -> None:
        """The same trouble is said once, not with every look."""
        trouble = box.collect(_keep).trouble
        if trouble and trouble != self._said:
            self._say(trouble)
        self._said = trouble


def _keep(letter: Path, received_at: datetime | None) -> None:
    take_in(letter, source=Inbound.Source.IMAP, received_at=received_at, by=BY)


def _do_some(reader: Reader) -> bool:
    """Some of everything, the words of attachments last; and whether there was anything."""
    read = read_kept(reader, limit=AT_ONCE, by=BY)
    filed = file_mail(limit=AT_ONCE, by=BY)
    return bool(read or filed or read_attachments(reader, by=BY))
