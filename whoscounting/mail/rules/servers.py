"""The address of the server that our letters go to, as SMTP_URL gives it. Pure."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


@dataclass(frozen=True)
class Server:
    """Where letters are handed over, and how the way there is closed to others."""

    host: str
    port: int
    # 'smtp' asks for TLS once connected (STARTTLS), 'smtps' begins with it, 'smtp+plain' has none.
    scheme: str
    user: str = ""
    password: str = field(default="", repr=False)


def server(url: str) -> Server:
    """The server that SMTP_URL names.

    Raises ValueError, in words that don't show the password, for what can't be right. Letters and passwords never
    travel in the clear, except to a server on this machine.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError("SMTP_URL must look like smtp://user:password@host:587.") from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("SMTP_URL must begin with smtp:// or smtps:// and name a host.")
    if parts.scheme == "smtp+plain" and not _is_this_machine(parts.hostname):
        raise ValueError("SMTP_URL: smtp+plain:// is for a server on this machine only; use smtp:// or smtps://.")
    return Server(
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        scheme=parts.scheme,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
