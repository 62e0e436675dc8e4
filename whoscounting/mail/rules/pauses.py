"""How long to wait before a letter that a server put off is tried again. Pure."""

from __future__ import annotations

from datetime import timedelta

GROWING = (1, 5, 15, 60)  # minutes after the first, second, … try
LATER = 240
MOST_TRIES = 16  # the last of them 45 hours after the first


def next_pause(tries: int) -> timedelta | None:
    """The pause after so many tries; None when it is time to give up."""
    if tries >= MOST_TRIES:
        return None
    return timedelta(minutes=GROWING[tries - 1] if 0 < tries <= len(GROWING) else LATER)
