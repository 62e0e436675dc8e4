"""Addresses that letters give: a trust's own door, and the mail address that belongs to one request alone."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from whoscounting.lib.tokens import Opened, opened, token

REPLY, DOOR = "reply", "door"


def reply_address(key: int, generation: int) -> str:
    """Where answers to this request go. Nobody can guess it, and it tells us which request is answered."""
    return f"{settings.REPLY_PREFIX}{token(REPLY, key, generation)}@{settings.REPLY_DOMAIN}"


def door_address(key: int, generation: int) -> str:
    """The link by which a trust opens its questions without an account."""
    return f"{settings.PUBLIC_URL}/portal/{token(DOOR, key, generation)}/"


def of_reply(addresses: Iterable[str]) -> Opened | None:
    """The request that one of these mail addresses belongs to, or None."""
    ours = (_local_part(address) for address in addresses)
    return next((found for local in ours if local and (found := opened(REPLY, local))), None)


def _local_part(address: str) -> str:
    """What stands between our prefix and our domain; nothing for other people's addresses."""
    local, _, domain = address.strip().lower().rpartition("@")
    prefix = settings.REPLY_PREFIX.lower()
    if domain != settings.REPLY_DOMAIN.lower() or not local.startswith(prefix):
        return ""
    return local.removeprefix(prefix)
