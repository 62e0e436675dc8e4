"""Real worker processes with a database of their own. Also for the benchmarks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

from tests.mail.postoffice import PostOffice

ROOT = Path(__file__).resolve().parents[2]
GOING = ("queued", "claimed", "handing")


class Worker:
    """`manage.py work`, started now."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        command = [sys.executable, "manage.py", "work"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=os.environ | dict(environment))

    def freeze(self) -> None:
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """Ask it to end; how it ended."""
        self.thaw()
        self.process.terminate()
        return self.process.wait(timeout=30)


def environment(office: PostOffice, folder: Path, *, lease: int) -> dict[str, str]:
    """A launch that hands its letters to this post office, as fast as it can."""
    return {
        "WORLD": "launch",
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "whoscounting.config.settings",
        "SMTP_URL": f"smtp+plain://127.0.0.1:{office.port}",
        "CHARITY_NAME": "The charity",
        "MAIL_FROM": "census@charity.example",
        "REPLY_DOMAIN": "reply.charity.example",
        "LETTERS_PER_MINUTE": "1000000",
        "LETTERS_PER_DOMAIN": "1000000",
        "LETTER_LEASE": str(lease),
    }


def kill_at_random(start: Callable[[], Worker], office: PostOffice, *, times: int, chance: Random) -> int:
    """Start a worker, kill it at some moment after its first letter, and so on. Returns how many were killed.

    Fewer than `times` if the letters run out.
    """
    for number in range(times):
        before = office.steps["MAIL"]
        worker = start()
        try:
            office.wait_for("MAIL", before + 1)
        except AssertionError:
            worker.stop()
            return number
        time.sleep(chance.uniform(0, 0.15))
        worker.kill()
    return times


def wait_until(true: Callable[[], bool], *, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "It takes too long."
        time.sleep(0.1)
