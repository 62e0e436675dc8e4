"""Letters handed to a real server over SMTP (RFC 5321). A launch only: no rehearsal can open a connection."""

from __future__ import annotations

import contextlib
import re
import select
import smtplib
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from whoscounting.lib.world import World
from whoscounting.mail.rules.composing import our_domain
from whoscounting.mail.rules.limits import Limits
from whoscounting.mail.rules.servers import Server
from whoscounting.mail.transport.handover import Fate, Outcome, Parcel

CLOSING = 421  # the server says goodbye, whatever it was asked
WHO_ARE_YOU = {530, 534, 535, 538}  # it does not take letters from us, which no letter can help
LINE_WITH_DOT = re.compile(rb"^\.", re.MULTILINE)


class Answered(Exception):
    """The server answered a step with something else than 'go on'."""

    def __init__(self, code: int, text: bytes) -> None:
        self.outcome = Outcome(_fate(code), _said(code, text))


@dataclass(frozen=True)
class Patience:
    """Seconds: for each step, and for the answer when the server has all of a letter, which it may have to look at."""

    step: float
    answer: float


class Smtp:
    """One connection, kept for many letters."""

    def __init__(self, server: Server, *, limits: Limits, patience: Patience) -> None:
        if settings.WORLD is not World.LAUNCH:
            raise RuntimeError("A rehearsal writes to nobody: it has no SMTP.")
        self.limits = limits
        self._server, self._patience = server, patience
        self._client: smtplib.SMTP | None = None

    def hand_over(self, parcel: Parcel, about_to: Callable[[], bool]) -> Outcome:
        try:
            client = self._with_all_but_the_end(parcel)
        except Answered as answered:
            self._begin_anew(answered)
            return answered.outcome
        except (OSError, smtplib.SMTPException) as trouble:
            self._hang_up()
            return Outcome(Fate.AWAY, _words(trouble))
        may = False
        try:
            may = about_to()
        finally:
            if not may:
                self._hang_up()
        return self._ended(client) if may else Outcome(Fate.LET_GO)

    def close(self) -> None:
        """Say QUIT, unless the server is gone."""
        if self._client:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self._client.quit()
            self._hang_up()

    def _with_all_but_the_end(self, parcel: Parcel) -> smtplib.SMTP:
        """The connection, once it has taken all of the letter but the dot that ends it."""
        client = self._asked(parcel)
        _be_patient(client, self._patience.answer)  # the time that all of it may take
        client.send(LINE_WITH_DOT.sub(b"..", parcel.content))
        if not parcel.content.endswith(b"\r\n"):
            client.send(b"\r\n")
        return client

    def _asked(self, parcel: Parcel) -> smtplib.SMTP:
        """The connection, once it waits for the letter. One that the server has closed meanwhile is made anew."""
        if self._client:
            try:
                return self._ask(self._client, parcel)
            except Answered as answered:
                if answered.outcome.fate is not Fate.AWAY:
                    raise
            except (OSError, smtplib.SMTPException):
                pass
            self._hang_up()
        self._client = self._connected()
        return self._ask(self._client, parcel)

    def _ask(self, client: smtplib.SMTP, parcel: Parcel) -> smtplib.SMTP:
        from_options, to_options = _options(client, parcel)
        _expect({250}, client.mail(parcel.sender, from_options))
        _expect({250, 251, 252}, client.rcpt(parcel.recipient, to_options))
        _expect({354}, client.docmd("DATA"))
        return client

    def _ended(self, client: smtplib.SMTP) -> Outcome:
        """Send the last byte and wait for the answer. From there on only an answer makes sure."""
        if _has_spoken_out_of_turn(client):
            self._hang_up()
            return Outcome(Fate.AWAY, "The server broke off before it had all of the letter.")
        try:
            client.send(b".\r\n")
            code, text = client.getreply()
            _be_patient(client, self._patience.step)
        except (OSError, smtplib.SMTPException) as trouble:
            self._hang_up()
            return Outcome(Fate.UNSURE, _words(trouble))
        if 200 <= code < 300:
            return Outcome(Fate.SENT, _said(code, text))
        self._hang_up()  # who says no may have begun to before it had all, and say so again
        return Outcome(_fate(code) if code >= 400 else Fate.UNSURE, _said(code, text))

    def _connected(self) -> smtplib.SMTP:
        """A connection on which the server knows us. Raises what the socket, TLS or the server has against it."""
        server, step = self._server, self._patience.step
        tls = ssl.create_default_context()
        client: smtplib.SMTP
        if server.scheme == "smtps":
            client = smtplib.SMTP_SSL(server.host, server.port, our_domain(), timeout=step, context=tls)
        else:
            client = smtplib.SMTP(server.host, server.port, our_domain(), timeout=step)
        try:
            if server.scheme == "smtp":
                client.starttls(context=tls)
            client.ehlo_or_helo_if_needed()
            if server.user:
                client.login(server.user, server.password)
            # What is small goes at once: the dot must not wait until the other side has confirmed the letter.
            _socket(client).setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except BaseException:
            client.close()
            raise
        return client

    def _begin_anew(self, answered: Answered) -> None:
        """Make ready for the next letter after the server did not want this one."""
        try:
            if self._client and answered.outcome.fate is not Fate.AWAY:
                _expect({250}, self._client.rset())
                return
        except (Answered, OSError, smtplib.SMTPException):
            pass
        self._hang_up()

    def _hang_up(self) -> None:
        if self._client:
            self._client.close()
        self._client = None


def _options(client: smtplib.SMTP, parcel: Parcel) -> tuple[list[str], list[str]]:
    """Reports are asked for where the server offers them (RFC 3461): when it arrives, and when it doesn't."""
    size = [f"SIZE={len(parcel.content)}"] if client.has_extn("size") else []
    if not client.has_extn("dsn"):
        return size, []
    return [*size, "RET=HDRS", f"ENVID={parcel.name}"], ["NOTIFY=SUCCESS,FAILURE,DELAY"]


def _expect(codes: set[int], answer: tuple[int, bytes]) -> None:
    if answer[0] not in codes:
        raise Answered(*answer)


def _fate(code: int) -> Fate:
    """What an answer means that is not the one hoped for."""
    if code == CLOSING or code in WHO_ARE_YOU or code < 400:
        return Fate.AWAY
    return Fate.REFUSED if code >= 500 else Fate.PUT_OFF


def _said(code: int, text: bytes) -> str:
    return f"{code} {text.decode('utf-8', 'replace')}"


def _words(trouble: Exception) -> str:
    """What a socket, TLS or smtplib says."""
    if isinstance(trouble, smtplib.SMTPResponseException):
        text = trouble.smtp_error
        return _said(trouble.smtp_code, text if isinstance(text, bytes) else text.encode())
    return str(trouble) or type(trouble).__name__


def _socket(client: smtplib.SMTP) -> socket.socket:
    if client.sock is None:
        raise smtplib.SMTPServerDisconnected("The connection is closed.")
    return client.sock


def _has_spoken_out_of_turn(client: smtplib.SMTP) -> bool:
    """Whether there is something to read while it is our turn: a goodbye, or the end of the connection."""
    asked = select.poll()
    asked.register(_socket(client), select.POLLIN)
    return bool(asked.poll(0))


def _be_patient(client: smtplib.SMTP, seconds: float) -> None:
    _socket(client).settimeout(seconds)
