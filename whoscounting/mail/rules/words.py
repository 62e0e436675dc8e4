"""What servers say, made fit to be kept. Pure."""

from __future__ import annotations

LONGEST = 500


def short(words: str) -> str:
    """A server's words in one line of bearable length."""
    return " ".join(words.split())[:LONGEST]


def code(words: str) -> str:
    """The number with which a server's answer begins, or nothing. Unlike its words it can't name an address."""
    return words[:3] if words[:3].isdecimal() else ""
