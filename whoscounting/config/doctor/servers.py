"""Whether the mail servers answer, encrypted and to our password. Nothing is sent and no message is read."""

from __future__ import annotations

import imaplib
import smtplib
import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from whoscounting.config.doctor.findings import Finding, to_do, well
from whoscounting.mail.rules.servers import Server
from whoscounting.mail.transport.imap import Box

PATIENCE = 10  # seconds
SOON = timedelta(days=14)
FAULTS = (OSError, smtplib.SMTPException, imaplib.IMAP4.error, EOFError, ValueError)


class Trouble(Exception):
    """What is wrong with a server, and what to do, as the two arguments."""


def smtp(server: Server) -> list[Finding]:
    """Whether letters can be handed over."""
    return _examined("The mail server for letters", server, lambda: _ask_smtp(server))


def imap(server: Box) -> list[Finding]:
    """Whether replies can be collected."""
    return _examined("The mail box for replies", server, lambda: _ask_imap(server))


def certificate(where: str, ends: datetime) -> Finding:
    """Whether the certificate lasts long enough for somebody to see to it."""
    if ends - timezone.now() < SOON:
        return to_do(f"The certificate of {where} ends on {ends:%-d %B %Y}.", "Renew it, or ask who runs the server.")
    return well(f"The certificate of {where} is good until {ends:%-d %B %Y}.")


def _examined(what: str, server: Server | Box, ask: Callable[[], datetime | None]) -> list[Finding]:
    """`ask` gives the end of the certificate, or None where there is none."""
    where = f"{server.host}, port {server.port}"
    try:
        ends = ask()
    except Trouble as trouble:
        return [to_do(f"{what} ({where}): {trouble.args[0]}", trouble.args[1])]
    except ssl.SSLCertVerificationError as error:
        text = f"{what} ({where}) shows a certificate that can’t be trusted: {error.verify_message}."
        return [to_do(text, "Ask who runs the server for a certificate in its name, or correct the host’s name.")]
    except FAULTS as error:
        return [to_do(f"{what} ({where}) does not answer: {_words(error)}.", "Check host, port and firewall.")]
    if ends is None:
        return [well(f"{what} answers on this machine ({where}), unencrypted, as nothing leaves it.")]
    return [well(f"{what} ({where}) answers, encrypted."), certificate(where, ends)]


def _ask_smtp(server: Server) -> datetime | None:
    context = ssl.create_default_context()
    if server.scheme == "smtps":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=context)
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    with connection:
        connection.ehlo()
        if server.scheme == "smtp":
            _start_tls(connection, context)
        if server.user:
            _sign_in(lambda: connection.login(server.user, server.password), smtplib.SMTPAuthenticationError)
        return None if server.scheme == "smtp+plain" else _end(connection.sock)


def _start_tls(connection: smtplib.SMTP, context: ssl.SSLContext) -> None:
    if not connection.has_extn("starttls"):
        raise Trouble("it doesn’t offer encryption (STARTTLS).", "Use smtps:// with port 465, or another server.")
    connection.starttls(context=context)
    connection.ehlo()


def _ask_imap(server: Box) -> datetime | None:
    with _connected(server) as connection:
        _sign_in(lambda: connection.login(server.user, server.password), imaplib.IMAP4.error)
        answer, _ = connection.select(f'"{server.folder}"', readonly=True)
        if answer != "OK":
            raise Trouble(f"it has no folder {server.folder!r}.", "Correct the folder at the end of IMAP_URL.")
        return _end(connection.sock) if server.tls else None


def _connected(server: Box) -> imaplib.IMAP4:
    if not server.tls:
        return imaplib.IMAP4(server.host, server.port, timeout=PATIENCE)
    context = ssl.create_default_context()
    return imaplib.IMAP4_SSL(server.host, server.port, ssl_context=context, timeout=PATIENCE)


def _sign_in(login: Callable[[], Any], refusal: type[Exception]) -> None:
    """The server's own words stay out of what we say: some repeat the name."""
    try:
        login()
    except imaplib.IMAP4.abort:
        raise
    except smtplib.SMTPNotSupportedError:
        raise Trouble("it takes no user name.", "Leave user and password out of the address.") from None
    except refusal:
        raise Trouble("it refuses user name or password.", "Correct them in the address.") from None


def _end(socket: Any) -> datetime:
    """When the certificate of this connection ends."""
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(socket.getpeercert()["notAfter"]), UTC)


def _words(error: BaseException) -> str:
    """Why a connection failed, never what was said on it."""
    if isinstance(error, TimeoutError) or "timed out" in str(error):
        return "it took too long"
    if isinstance(error, (smtplib.SMTPServerDisconnected, imaplib.IMAP4.abort, EOFError)):
        return "it hung up"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"it says {error.smtp_code}"
    return getattr(error, "strerror", None) or type(error).__name__
