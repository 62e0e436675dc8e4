"""Work that goes on beside other work, in a thread of its own, so that neither holds up the other."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import close_old_connections, connection

AWAY = 10.0  # seconds until we try again after something went wrong


@contextmanager
def beside(name: str, work: Callable[[], float], stop: threading.Event, say: Callable[[str], object]) -> Iterator[None]:
    """While the block runs, a thread works; `work` returns the seconds until it is called again.

    After the block, once what is in hand is done, the thread is gone. Whatever goes wrong costs a line in the log that
    begins with the name (`Sending`), and is tried again.
    """
    thread = threading.Thread(target=_until, args=(name, work, stop, say), name=name.lower())
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _until(name: str, work: Callable[[], float], stop: threading.Event, say: Callable[[str], object]) -> None:
    while not stop.is_set():
        try:
            close_old_connections()  # one that broke is made anew
            pause = work()
        except Exception as error:  # whatever it was, the next round tries again
            say(f"{name} has to wait: {without_rows(error)}")
            pause = AWAY
        stop.wait(pause)
    connection.close()


def without_rows(error: Exception) -> str:
    """What went wrong, without the row that PostgreSQL shows beneath it: a log is no place for addresses."""
    return (str(error) or type(error).__name__).splitlines()[0]
