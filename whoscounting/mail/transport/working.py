"""Letters go out beside everything else that a worker does: a slow server must not hold back a press release."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import close_old_connections, connection
from django.utils import timezone

from whoscounting.mail.queries.outbox import is_anything_to_do
from whoscounting.mail.transport.choosing import transport
from whoscounting.mail.transport.delivering import Round, deliver

PAUSE = 1.0  # seconds until we look again
AWAY = 10.0  # seconds until we try a server again that went away


@contextmanager
def delivering(stop: threading.Event, say: Callable[[str], object]) -> Iterator[None]:
    """While the block runs, a thread delivers. After it, once the letter in hand is settled, the thread is gone."""
    postman = threading.Thread(target=_until, args=(stop, say), name="letters")
    postman.start()
    try:
        yield
    finally:
        stop.set()
        postman.join()


def deliver_due(stop: threading.Event | None = None) -> Round:
    """Deliver what is due now. Nothing as long as this site has no way for letters."""
    way = transport()
    return deliver(way, stop=stop) if way and is_anything_to_do(now=timezone.now()) else Round()


def _until(stop: threading.Event, say: Callable[[str], object]) -> None:
    """Whatever goes wrong costs a line in the log, and is tried again."""
    while not stop.is_set():
        pause = PAUSE
        try:
            close_old_connections()
            pause = AWAY if deliver_due(stop).away else PAUSE
        except Exception as error:  # whatever it was, the next round tries again
            say(f"Sending has to wait: {_without_rows(error)}")
            pause = AWAY
        stop.wait(pause)
    connection.close()


def _without_rows(error: Exception) -> str:
    """What went wrong, without the row that PostgreSQL shows beneath it: a log is no place for addresses."""
    return (str(error) or type(error).__name__).splitlines()[0]
