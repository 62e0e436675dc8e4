"""What the doctor says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    WELL = "well"
    TO_DO = "TO DO"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at, and what to do about it. Never holds a secret."""

    state: State
    text: str
    do: str = ""


def well(text: str) -> Finding:
    return Finding(State.WELL, text)


def to_do(text: str, do: str) -> Finding:
    return Finding(State.TO_DO, text, do)


def unknown(text: str, do: str) -> Finding:
    return Finding(State.UNKNOWN, text, do)
