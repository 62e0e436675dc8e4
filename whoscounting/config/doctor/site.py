"""Whether the settings are those of a charity that writes to 118 public bodies."""

from __future__ import annotations

import re
import urllib.request
from email.utils import parseaddr
from http.client import HTTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from whoscounting.config.doctor import domain, servers
from whoscounting.config.doctor.findings import Finding, to_do, well
from whoscounting.config.doctor.resolving import Names
from whoscounting.config.webhook import PROVIDERS
from whoscounting.mail.rules.servers import server
from whoscounting.mail.transport.imap import Trouble, box

LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE)  # RFC 1123
NOWHERE = (".invalid", ".example", ".test", ".localhost", ".local")  # RFC 2606 and RFC 6762
PATIENCE = 10  # seconds


def itself() -> list[Finding]:
    """Who writes, from which address, and who can get in."""
    return [_charity(), _public_address(), _second_factor()]


def letters_out(names: Names) -> list[Finding]:
    """All that a letter needs to leave and to be believed."""
    return [*_sender(names), *_smtp()]


def replies_in(names: Names) -> list[Finding]:
    """All that a reply needs to come in."""
    name = settings.REPLY_DOMAIN
    if is_real(name):
        return [domain.receiving(names, name), *_ways_in()]
    text = f"REPLY_DOMAIN is {name!r}, which leads nowhere." if name else "No domain for reply addresses is set."
    do = "Set REPLY_DOMAIN to a domain whose mail comes to us, such as reply.charity.org.uk"
    return [to_do(text, do), *_ways_in()]


def is_real(name: str) -> bool:
    """Whether a domain could be one of the internet's."""
    labels = name.split(".")
    formed = len(labels) > 1 and len(name) < 254 and all(LABEL.fullmatch(label) for label in labels)
    return formed and not labels[-1].isdecimal() and not name.lower().endswith(NOWHERE)


def _charity() -> Finding:
    if not settings.CHARITY_NAME:
        return to_do(
            "The charity’s legal name is not set. Section 8 of the Act wants the name of who asks.",
            "Set CHARITY_NAME to the name in the register of charities.",
        )
    return well(f"Letters are from {settings.CHARITY_NAME}.")


def _public_address() -> Finding:
    parts = urlsplit(settings.PUBLIC_URL)
    host = parts.hostname or ""
    if parts.scheme != "https" or not is_real(host):
        return to_do(
            f"The public address is {parts.scheme}://{host}, so links in letters would not be safe or not lead here.",
            "Set PUBLIC_URL to https:// and the name under which everyone reaches the site.",
        )
    return well(f"The public address is https://{host}.")


def _second_factor() -> Finding:
    if not settings.SECOND_FACTOR_REQUIRED:
        return to_do("Staff get in with a password alone.", "Take REQUIRE_SECOND_FACTOR=no away.")
    return well("Staff need a second factor.")


def _sender(names: Names) -> list[Finding]:
    address = parseaddr(settings.MAIL_FROM)[1]
    name = address.rpartition("@")[2]
    if is_real(name):
        return domain.sending(names, name, settings.DKIM_SELECTOR)
    text = f"MAIL_FROM is {address!r}, which leads nowhere." if address else "No address that letters come from is set."
    return [to_do(text, "Set MAIL_FROM to an address of the charity’s own domain.")]


def _smtp() -> list[Finding]:
    if not settings.SMTP_URL:
        return [to_do("No mail server for letters is set.", "Set SMTP_URL=smtp://user:password@host:587")]
    try:
        return servers.smtp(server(settings.SMTP_URL))
    except ValueError as unusable:
        return [to_do(str(unusable), "Correct SMTP_URL.")]


def _ways_in() -> list[Finding]:
    if not (settings.IMAP_URL or settings.WEBHOOK_PROVIDER):
        return [
            to_do(
                "Nothing brings replies to us: neither a mail box nor a provider’s webhook is set.",
                "Set IMAP_URL=imaps://user:password@host/INBOX, or WEBHOOK_PROVIDER.",
            )
        ]
    return [*(_imap() if settings.IMAP_URL else []), *([_webhook()] if settings.WEBHOOK_PROVIDER else [])]


def _imap() -> list[Finding]:
    try:
        return servers.imap(box(settings.IMAP_URL))
    except Trouble as unusable:
        return [to_do(str(unusable), "Correct IMAP_URL.")]


def _webhook() -> Finding:
    """Whether the address to which the provider posts can be reached; it answers a HEAD, and keeps nothing."""
    if settings.WEBHOOK_PROVIDER not in PROVIDERS:
        return to_do("WEBHOOK_PROVIDER names no provider that we know.", f"Set it to {', '.join(PROVIDERS)}.")
    if not settings.WEBHOOK_SECRET:
        return to_do("The webhook has no secret, so anyone could post to it.", "Set WEBHOOK_SECRET here and there.")
    address = settings.PUBLIC_URL + reverse("mail_webhook", args=[settings.WEBHOOK_PROVIDER])
    if not _answers(address):
        return to_do(
            f"The webhook does not answer at {address}", "Start the site, and see that PUBLIC_URL leads to it."
        )
    return well(f"The webhook answers at {address}")


def _answers(address: str) -> bool:
    try:
        asked = urllib.request.Request(address, method="HEAD")  # noqa: S310
        with urllib.request.urlopen(asked, timeout=PATIENCE) as page:  # noqa: S310
            return bool(page.status == 200)
    except (OSError, ValueError, HTTPException):
        return False
