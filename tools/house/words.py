"""What the commands say."""

from __future__ import annotations

import sys
from typing import NoReturn


def say(text: str) -> None:
    print(text, flush=True)


def give_up(text: str) -> NoReturn:
    """End with a message for the person at the keyboard."""
    print(text, file=sys.stderr, flush=True)
    sys.exit(1)
