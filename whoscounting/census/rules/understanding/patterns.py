"""How the tables of rules write down their patterns, so that people can read and mend them."""

from __future__ import annotations

import re

GAP = r".{0,60}?"  # bounded, so that no text makes a rule slow


def listed(words: str) -> tuple[str, ...]:
    """The words of a list, with a comma and a space between them."""
    return tuple(words.split(", "))


def either(words: str) -> str:
    """A pattern for any one of a list: either("lung, bowel") is "(?:lung|bowel)"."""
    return f"(?:{'|'.join(listed(words))})"


def one_of(*patterns: str) -> re.Pattern[str]:
    """A pattern that is found where any of these is. In each, `~` stands for up to sixty characters."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns).replace("~", GAP))
