"""Names in the shared cache that say nothing about anyone."""

from __future__ import annotations

from django.utils.crypto import salted_hmac


def unreadable(key: str, prefix: str, version: int) -> str:
    """A cache's KEY_FUNCTION. Counts of failed sign-ins are kept by name and address, which no table should show."""
    return salted_hmac("whoscounting.lib.cachekeys", f"{prefix}:{version}:{key}", algorithm="sha256").hexdigest()
