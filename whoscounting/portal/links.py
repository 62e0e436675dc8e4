"""The addresses behind a door, and which of them open anything."""

from __future__ import annotations

from django.conf import settings

from whoscounting.lib import tokens
from whoscounting.lib.addresses import DOOR

BEGINNING = "/portal/"


def is_true(path: str) -> bool:
    """Whether this address holds a true link, or none at all. It asks nobody: a bogus one finds everyone’s 404."""
    if not path.startswith(BEGINNING):
        return False
    token = path.split("/", 3)[2]
    return not token or tokens.opened(DOOR, token) is not None


def questions(token: str, did: str = "", anchor: str = "") -> str:
    """The trust's questions; `did` is what was just done."""
    return f"{BEGINNING}{token}/{f'?did={did}' if did else ''}{f'#{anchor}' if anchor else ''}"


def whole(token: str) -> str:
    """The link as it can be handed on."""
    return f"{settings.PUBLIC_URL}{questions(token)}"


def check(token: str) -> str:
    return f"{BEGINNING}{token}/check/"


def sent(token: str) -> str:
    return f"{BEGINNING}{token}/sent/"


def sheet(token: str) -> str:
    return f"{BEGINNING}{token}/questions.xlsx"
