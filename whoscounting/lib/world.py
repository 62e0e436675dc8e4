"""The two worlds: a rehearsal with invented answers, and the launch."""

from __future__ import annotations

from enum import StrEnum


class World(StrEnum):
    REHEARSAL = "rehearsal"
    LAUNCH = "launch"
