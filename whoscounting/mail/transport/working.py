"""Letters go out beside everything else that a worker does: a slow server must not hold back a press release."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.utils import timezone

from whoscounting.lib.beside import beside
from whoscounting.mail.queries.outbox import is_anything_to_do
from whoscounting.mail.transport.choosing import transport
from whoscounting.mail.transport.delivering import Round, deliver

PAUSE = 1.0  # seconds until we look again
AWAY = 10.0  # seconds until we try a server again that went away


@contextmanager
def delivering(stop: threading.Event, say: Callable[[str], object]) -> Iterator[None]:
    """While the block runs, a thread delivers. After it, once the letter in hand is settled, the thread is gone."""
    with beside("Sending", lambda: AWAY if deliver_due(stop).away else PAUSE, stop, say):
        yield


def deliver_due(stop: threading.Event | None = None) -> Round:
    """Deliver what is due now. Nothing as long as this site has no way for letters."""
    way = transport()
    return deliver(way, stop=stop) if way and is_anything_to_do(now=timezone.now()) else Round()
