"""Lines of the log without the secrets that stand in addresses."""

from __future__ import annotations

import logging
import re

SECRET = re.compile(r"(/portal/|%2Fportal%2F)[^/\s?#\"'%<>]+", re.IGNORECASE)
MASK = r"\1‹link›"


def masked(text: str) -> str:
    """The text, with every trust's link shortened to what everyone may know of it."""
    return SECRET.sub(MASK, text)


class Masked(logging.Formatter):
    """Masks a line as a whole, when all is in it: message, arguments, and what a traceback repeats of them."""

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))
