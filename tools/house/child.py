"""Processes that we start, and that end when we end, in whatever way that happens."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType
from typing import IO

DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
PATIENCE = 10.0


class Child:
    """One process with all that it starts, as a group of its own."""

    def __init__(
        self,
        command: list[str],
        *,
        cwd: Path,
        env: Mapping[str, str] | None = None,
        user: str | None = None,
        output: IO[bytes] | None = None,
    ) -> None:
        self._process = subprocess.Popen(
            command,
            cwd=cwd,
            env=env,
            user=user,
            group=user,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=_tie_to(os.getpid()),
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def ended(self) -> bool:
        return self._process.poll() is not None

    def wait(self) -> int:
        return self._process.wait()

    def stop(self) -> None:
        """Ask the whole group to end, and after ten seconds make it."""
        self._signal(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        while self._somebody_lives() and time.monotonic() < deadline:
            time.sleep(0.05)
        self._signal(signal.SIGKILL)
        self._process.wait()

    def _somebody_lives(self) -> bool:
        self._process.poll()
        try:
            os.killpg(self._process.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)


def end_like_ctrl_c() -> None:
    """Let SIGTERM and a closed terminal end us as Ctrl-C does: tidily."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        for later in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(later, signal.SIG_IGN)
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)


def _tie_to(parent: int) -> Callable[[], None] | None:
    """What a child does first: it asks Linux to end it when its parent is gone, even if killed."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl

    def tie() -> None:
        prctl(DIE_WITH_PARENT, signal.SIGTERM)
        if os.getppid() != parent:  # it was gone before we asked
            os._exit(1)

    return tie
