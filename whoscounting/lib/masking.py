"""Lines of the log, and letters that repeat ours, without the secrets that stand in addresses."""

from __future__ import annotations

import logging
import re

SECRET = re.compile(r"(/portal/|%2Fportal%2F)[^/\s?#\"'%<>]+", re.IGNORECASE)
MASK = r"\1‹link›"
TOKEN = re.compile(r"\b[0-9]{1,18}-[0-9]{1,6}-[a-z2-7]{26}\b", re.IGNORECASE)  # lib.tokens


def masked(text: str) -> str:
    """The text, with every trust's link and every secret reply address shortened to what everyone may know of it."""
    return TOKEN.sub("‹secret›", SECRET.sub(MASK, text))


class Masked(logging.Formatter):
    """Masks a line as a whole, when all is in it: message, arguments, and what a traceback repeats of them."""

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))
