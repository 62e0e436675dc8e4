"""The sign of life that the worker gives in each turn."""

from __future__ import annotations

import contextlib
import time

from django.conf import settings

NAME = "worker-heartbeat"


def beat() -> None:
    """Touch the file. A full disk must not stop the worker."""
    with contextlib.suppress(OSError):
        (settings.WORLD_DIR / NAME).touch()


def age() -> float | None:
    """Seconds since the last turn began; None if there was none."""
    try:
        return max(0.0, time.time() - (settings.WORLD_DIR / NAME).stat().st_mtime)
    except OSError:
        return None
