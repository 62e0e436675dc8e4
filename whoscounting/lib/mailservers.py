"""Addresses of mail servers as the settings give them: SMTP_URL and IMAP_URL."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

SMTP_PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
IMAP_PORT = 993


class Unusable(Exception):
    """The address can't be one; the message says why, and never shows the password."""


@dataclass(frozen=True)
class Server:
    """One mail server. `scheme` says how to speak: `smtp` only after STARTTLS, `smtps` and `imaps` in TLS from the
    first byte, `smtp+plain` unencrypted, on this machine only. `folder` is the mail box of IMAP."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    folder: str = ""

    def __str__(self) -> str:
        return f"{self.host}, port {self.port}"


def smtp(url: str) -> Server:
    """Raises Unusable."""
    parts = _split("SMTP_URL", url, tuple(SMTP_PORTS))
    server = _server(parts, SMTP_PORTS[parts.scheme])
    if server.scheme == "smtp+plain" and not is_loopback(server.host):
        raise Unusable("SMTP_URL: smtp+plain:// is for a server on this machine only. Use smtp:// or smtps://.")
    return server


def imap(url: str) -> Server:
    """Raises Unusable."""
    parts = _split("IMAP_URL", url, ("imaps",))
    return _server(parts, IMAP_PORT, folder=unquote(parts.path.strip("/")) or "INBOX")


def is_loopback(host: str) -> bool:
    """Whether what is sent to this name never leaves the machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _split(name: str, url: str, schemes: tuple[str, ...]) -> SplitResult:
    example = f"{name} must be an address like {schemes[0]}://user:password@host"
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise Unusable(f"{example}.") from None
    if parts.scheme not in schemes or not parts.hostname:
        raise Unusable(f"{example}; it can begin with {'://, '.join(schemes)}://.")
    return parts


def _server(parts: SplitResult, port: int, folder: str = "") -> Server:
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Server(parts.scheme, parts.hostname or "", parts.port or port, user, password, folder)
