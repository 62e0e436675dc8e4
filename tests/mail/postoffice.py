"""A real SMTP server that keeps what it gets, and misbehaves as it is told. Also for the benchmarks."""
# ruff: noqa: N802  (aiosmtpd finds the commands by these names)

from __future__ import annotations

import asyncio
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from tools.house.ports import free_port

HANG_UP = "(hangs up)"
USER, PASSWORD = "census", "a long p@ssword"
ACCEPTED = "250 2.0.0 Ok: queued as 7F1A"


@dataclass(frozen=True)
class Got:
    """A letter that the server has taken, with what its envelope said."""

    sender: str
    recipient: str
    content: bytes
    options: tuple[str, ...]

    @property
    def mail(self) -> EmailMessage:
        return message_from_bytes(self.content, policy=policy.default)

    @property
    def name(self) -> str:
        return str(self.mail["Message-ID"])


@dataclass
class PostOffice:
    """How the server behaves, and what it has.

    The steps are EHLO, MAIL, RCPT, DATA (before the letter), BODY (in the middle of it, where it can only HANG_UP) and
    END (after all of it). `says` are answers in place of the usual ones: for a step, or for one recipient (`RCPT
    foi@trust.example`, `END foi@trust.example`); HANG_UP closes the connection without a word. `says_once` is forgotten
    once it was said. `slow` are seconds before the answer. A letter counts as got as soon as all of it is there, unless
    the answer will be no: as with real servers, which don't ask whether the client still listens.
    """

    says: dict[str, str] = field(default_factory=dict)
    says_once: dict[str, str] = field(default_factory=dict)
    slow: dict[str, float | Callable[[], float]] = field(default_factory=dict)
    offers_reports: bool = False
    got: list[Got] = field(default_factory=list)
    steps: Counter[str] = field(default_factory=Counter)
    port: int = field(default_factory=free_port)

    def __post_init__(self) -> None:
        self._changed = threading.Condition()

    def wait_for(self, step: str, number: int = 1, *, seconds: float = 30) -> None:
        """Until this step has been reached so often. `GOT` are the letters."""
        with self._changed:
            done = self._changed.wait_for(lambda: self.steps[step] >= number, seconds)
        assert done, f"It has seen only {dict(self.steps)}"

    def twice(self) -> list[str]:
        """Letters that it has more than once."""
        return [name for name, number in Counter(one.name for one in self.got).items() if number > 1]

    def reached(self, step: str) -> None:
        with self._changed:
            self.steps[step] += 1
            self._changed.notify_all()

    def answer(self, step: str, recipient: str) -> str | None:
        once = self.says_once.pop(f"{step} {recipient}", None)
        return once or self.says.get(f"{step} {recipient}", self.says.get(step))

    def pause(self, step: str) -> float:
        seconds = self.slow.get(step, 0)
        return seconds() if callable(seconds) else seconds


class Clerk(SMTP):
    """The server's side of one connection."""

    def __init__(self, office: PostOffice, **options: Any) -> None:
        super().__init__(self, hostname="localhost", **options)
        self._office, self._asked = office, tuple[str, ...]()

    async def handle_EHLO(self, server: SMTP, session: Any, envelope: Any, name: str, lines: list[str]) -> list[str]:
        session.host_name = name
        self._office.reached("EHLO")
        return [lines[0], "250-DSN", *lines[1:]] if self._office.offers_reports else lines

    async def smtp_MAIL(self, arg: str) -> None:
        if await self._goes_on("MAIL"):
            await super().smtp_MAIL(self._without(arg, "RET=", "ENVID="))

    async def smtp_RCPT(self, arg: str) -> None:
        if await self._goes_on("RCPT", arg.partition("<")[2].partition(">")[0]):
            await super().smtp_RCPT(self._without(arg, "NOTIFY="))

    async def smtp_DATA(self, arg: str) -> None:
        if self._office.answer("BODY", "") == HANG_UP:
            await self.push("354 Go on")
            self._hang_up()
        if await self._goes_on("DATA"):
            await super().smtp_DATA(arg)

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        recipient, options = envelope.rcpt_tos[0], self._asked
        self._asked = ()
        answer = self._office.answer("END", recipient) or ACCEPTED
        if answer[0] not in "45":
            self._office.got.append(Got(envelope.mail_from, recipient, envelope.content, options))
            self._office.reached("GOT")
        self._office.reached("END")
        await asyncio.sleep(self._office.pause("END"))
        if answer == HANG_UP:
            self._hang_up()
        return answer

    async def _goes_on(self, step: str, recipient: str = "") -> bool:
        """Whether the usual follows; else it has been answered here."""
        self._office.reached(step)
        await asyncio.sleep(self._office.pause(step))
        answer = self._office.answer(step, recipient)
        if answer == HANG_UP:
            self._hang_up()
        elif answer:
            await self.push(answer)
            if answer.startswith("421"):
                self.transport.close()
        return answer is None

    def _hang_up(self) -> None:
        self.transport.abort()
        raise asyncio.CancelledError

    def _without(self, arg: str, *options: str) -> str:
        """The command without the options that aiosmtpd doesn't know; they are remembered."""
        words = arg.split()
        self._asked += tuple(word for word in words if word.startswith(options))
        return " ".join(word for word in words if not word.startswith(options))


@contextmanager
def opened(office: PostOffice, *, tls: ssl.SSLContext | None = None, at_once: bool = False) -> Iterator[PostOffice]:
    """The post office while it is open, on 127.0.0.1. With `tls` it takes only who starts TLS and signs in."""

    class Building(Controller):
        def factory(self) -> SMTP:
            options: dict[str, Any] = {"authenticator": _known} if tls else {}
            if at_once:
                options |= {"auth_require_tls": False}  # it can't see that all of it is inside TLS already
            elif tls:
                options |= {"auth_required": True, "tls_context": tls, "require_starttls": True}
            return Clerk(office, **options)

    building = Building(None, hostname="127.0.0.1", port=office.port, ssl_context=tls if at_once else None)
    building.start()
    try:
        yield office
    finally:
        building.stop()


def _known(server: SMTP, session: Any, envelope: Any, mechanism: str, data: LoginPassword) -> AuthResult:
    known = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=known, handled=known)
