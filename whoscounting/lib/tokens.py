"""Secrets that stand in addresses: proofs over a key and a generation. Nothing is stored; a new generation revokes."""

from __future__ import annotations

import base64
import hmac
import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import salted_hmac

LENGTH = 26  # characters of base32: 130 bits
FORM = re.compile(rf"([0-9]{{1,18}})-([0-9]{{1,6}})-([a-z2-7]{{{LENGTH}}})")


@dataclass(frozen=True)
class Opened:
    """What a true token says: which row, and which generation of its secret."""

    key: int
    generation: int


def token(purpose: str, key: int, generation: int) -> str:
    """The secret for this purpose and row: lower-case letters, digits and hyphens, so that mail and paper keep it."""
    return f"{key}-{generation}-{_proof(purpose, key, generation, settings.SECRET_KEY)}"


def opened(purpose: str, text: str) -> Opened | None:
    """What the token says if it is true for this purpose, else None. Earlier keys of the site still open it."""
    form = FORM.fullmatch(text.lower())
    if form is None:
        return None
    key, generation = int(form[1]), int(form[2])
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        if hmac.compare_digest(_proof(purpose, key, generation, secret), form[3]):
            return Opened(key, generation)
    return None


def _proof(purpose: str, key: int, generation: int, secret: str | bytes) -> str:
    mac = salted_hmac(f"whoscounting.tokens.{purpose}", f"{key}-{generation}", secret=secret, algorithm="sha256")
    return base64.b32encode(mac.digest()).decode().lower()[:LENGTH]
