"""Our mail box on a server, reached by IMAP (RFC 3501). A letter leaves it only after it is kept here.

Each letter is fetched piece by piece into a file, handed over to be kept, and only then marked as seen and moved to the
folder `Filed`. Whoever is stopped in between finds it again and keeps it again, which changes nothing. Nothing is ever
deleted that was not kept, and nothing that others have marked as deleted.
"""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from random import shuffle
from time import mktime
from typing import IO, Any
from urllib.parse import unquote, urlsplit

from django.conf import settings

from whoscounting.lib.vault import PIECE, passing

Keep = Callable[[Path, datetime | None], None]

PATIENCE = 20.0  # seconds for each answer of the server
LARGEST = 150 * 1024 * 1024  # bytes; what is larger stays on the server, for a person
MOST_AT_ONCE = 500
FILED = "Filed"
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
SIZE = re.compile(rb"RFC822\.SIZE (\d{1,15})")
SHORT = re.compile(rb'BODY\[\]<\d+> (?:"((?:[^"\\]|\\.)*)"|NIL)')
ESCAPED = re.compile(rb"\\(.)")


class Trouble(Exception):
    """The mail box can't be used; one sentence for those who run this, without the password."""


@dataclass(frozen=True)
class Box:
    """Where the mail box is."""

    host: str
    port: int
    tls: bool
    user: str
    password: str = field(repr=False)
    folder: str


@dataclass
class Collected:
    """What one turn has brought."""

    letters: int = 0
    trouble: str = ""


def box(url: str) -> Box:
    """What `imaps://user:password@host:993/INBOX` says. `imap+plain://` is for this machine only. Raises Trouble."""
    try:
        parts = urlsplit(url)
        host, port, tls = parts.hostname or "", parts.port, parts.scheme == "imaps"
    except ValueError:
        raise Trouble("IMAP_URL must be an address like imaps://user:password@host:993/INBOX.") from None
    if parts.scheme not in {"imaps", "imap+plain"} or not (host and parts.username and parts.password):
        raise Trouble("IMAP_URL must be an address like imaps://user:password@host:993/INBOX.")
    if not tls and host not in LOOPBACK:
        raise Trouble("IMAP_URL must begin with imaps: a password is never sent in the open to another machine.")
    folder = unquote(parts.path.strip("/")) or "INBOX"
    return Box(host, port or (993 if tls else 143), tls, unquote(parts.username), unquote(parts.password), folder)


class MailBox:
    """One that is emptied again and again. It remembers what it has kept where the server lets it move nothing."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._kept: set[tuple[bytes, bytes]] = set()

    def collect(self, keep: Keep) -> Collected:
        """Keep every letter that is there and put it away. A server's trouble ends the turn, not the worker.

        `keep` gets a file with the raw bytes and when the server received them; it may raise whatever it likes, and the
        letter stays.
        """
        done = Collected()
        try:
            with session(box(self._url)) as open_box:
                self._empty(open_box, keep, done)
        except Trouble as trouble:
            done.trouble = str(trouble)
        return done

    def _empty(self, open_box: Session, keep: Keep, done: Collected) -> None:
        for uid in open_box.waiting():
            name = (open_box.validity, uid)
            if name not in self._kept and (done.letters == MOST_AT_ONCE or not self._keep(open_box, uid, keep, done)):
                continue
            self._kept.add(name)
            if open_box.put_away(uid, done):
                self._kept.discard(name)

    def _keep(self, open_box: Session, uid: bytes, keep: Keep, done: Collected) -> bool:
        with open_box.fetched(uid) as letter:
            if letter is None:
                return False  # another worker was quicker
            if letter.too_large:
                done.trouble = "A message in the mail box is larger than 150 MB. It is left there for a person."
                return False
            keep(letter.path, letter.received_at)
        done.letters += 1
        return True


@dataclass(frozen=True)
class Letter:
    """A letter as the server gave it."""

    path: Path
    received_at: datetime | None
    too_large: bool = False


@contextmanager
def session(where: Box) -> Iterator[Session]:
    """The open mail box."""
    with _speaking_to(where):
        server = _connected(where)
    try:
        yield Session(server, where)
    finally:
        with suppress(imaplib.IMAP4.error, OSError):
            server.logout()


@contextmanager
def _speaking_to(where: Box) -> Iterator[None]:
    """Every trouble with the server comes out as one sentence."""
    try:
        yield
    except imaplib.IMAP4.error as error:
        raise Trouble(f"The mail box at {where.host} does not work: {_words(error)}") from None
    except (OSError, EOFError) as error:
        raise Trouble(f"The mail box at {where.host} can’t be reached: {_words(error)}") from None


class Session:
    """One visit."""

    def __init__(self, server: imaplib.IMAP4, where: Box) -> None:
        self._server = server
        self._where = where
        with _speaking_to(where):
            _checked("SELECT", server.select(_quoted(where.folder)))
        self.validity = _first(server.response("UIDVALIDITY")[1])
        can = _first(server.capability()[1]).upper().split()  # more than it said before the sign-in
        self._can_move = b"MOVE" in can
        self._can_expunge_one = b"UIDPLUS" in can
        self._leaves_all = False

    def waiting(self) -> list[bytes]:
        """The numbers of what lies there, also of what somebody has looked at with another program.

        In no order, so that two workers don't both fetch the same one.
        """
        found = _first(self._ask("SEARCH", "UNDELETED")).split()
        shuffle(found)
        return found

    @contextmanager
    def fetched(self, uid: bytes) -> Iterator[Letter | None]:
        """The letter in a file that is gone afterwards; None where it is no longer there."""
        found = self._ask("FETCH", uid.decode(), "(RFC822.SIZE INTERNALDATE)")
        size = SIZE.search(_head(found))
        if size is None:
            yield None
            return
        received_at = _received(_head(found))
        with passing(settings.EVIDENCE_ROOT) as folder:
            path = folder / "letter"
            if int(size[1]) > LARGEST:
                yield Letter(path, received_at, too_large=True)
                return
            with path.open("wb") as file:
                is_whole = self._fetch_into(file, uid)
            yield Letter(path, received_at) if is_whole else None

    def put_away(self, uid: bytes, done: Collected) -> bool:
        """Mark it as seen and move it to the folder of what is filed; and whether that went well.

        Where it doesn't, the visit goes on without putting anything away: bringing letters in matters more.
        """
        if self._leaves_all:
            return False
        try:
            self._move(uid.decode())
        except Trouble as trouble:
            self._leaves_all, done.trouble = True, str(trouble)
        return not self._leaves_all

    def _move(self, number: str) -> None:
        self._ask("STORE", number, "+FLAGS.SILENT", r"(\Seen)")
        if self._can_move:
            self._ask("MOVE", number, self._filed)
            return
        self._ask("COPY", number, self._filed)
        self._ask("STORE", number, "+FLAGS.SILENT", r"(\Deleted)")
        if self._can_expunge_one:  # the plain EXPUNGE would take what others have marked, too
            self._ask("EXPUNGE", number)

    @cached_property
    def _filed(self) -> str:
        """The folder of what is filed, made where it is missing. Some servers keep every folder below the first."""
        for name in (FILED, f"INBOX.{FILED}"):
            with suppress(Trouble):
                self._say("CREATE", name)
            with suppress(Trouble):
                self._say("STATUS", name, "(UIDNEXT)")
                return name
        raise Trouble(f"The mail box at {self._where.host} has no folder ‘{FILED}’ and lets us make none.")

    def _fetch_into(self, file: IO[bytes], uid: bytes) -> bool:
        """A megabyte at a time, until there is no more: some servers don't tell the true size.

        False where the letter went away meanwhile: half a letter is none.
        """
        length = 0
        while length <= LARGEST:
            piece = _content(self._ask("FETCH", uid.decode(), f"(BODY.PEEK[]<{length}.{PIECE}>)"))
            if piece is None:
                return False
            file.write(piece)
            length += len(piece)
            if len(piece) < PIECE:
                break
        return length > 0

    def _say(self, command: str, *arguments: str) -> None:
        with _speaking_to(self._where):
            _checked(command, self._server.xatom(command, *arguments))

    def _ask(self, command: str, *arguments: str) -> list[Any]:
        """About one message by its lasting number. Nothing comes back if it went away meanwhile (RFC 5530)."""
        with _speaking_to(self._where):
            kind, said = self._server.uid(command, *arguments)
            return [] if _first(said).startswith(b"[EXPUNGEISSUED]") else _checked(command, (kind, said))


def _checked(command: str, answer: tuple[str, list[Any]]) -> list[Any]:
    kind, said = answer
    if kind != "OK":
        raise imaplib.IMAP4.error(_first(said) or f"it refuses {command}")
    return said


def _connected(where: Box) -> imaplib.IMAP4:
    """Signed in. The standard library's context checks the server's certificate and name."""
    if where.tls:
        checked = ssl.create_default_context()
        server: imaplib.IMAP4 = imaplib.IMAP4_SSL(where.host, where.port, ssl_context=checked, timeout=PATIENCE)
    else:
        server = imaplib.IMAP4(where.host, where.port, timeout=PATIENCE)
    try:
        if "AUTH=PLAIN" in server.capabilities:  # it takes passwords in any script
            server.authenticate("PLAIN", lambda _: f"\0{where.user}\0{where.password}".encode())
        else:
            server.login(where.user, where.password)
    except UnicodeEncodeError:
        server.shutdown()
        raise imaplib.IMAP4.error("this server takes only passwords in plain English letters") from None
    except BaseException:
        server.shutdown()
        raise
    return server


def _first(answer: list[Any]) -> bytes:
    return answer[0] if answer and isinstance(answer[0], bytes) else b""


def _head(answer: list[Any]) -> bytes:
    """What the server says of a letter, apart from the letter."""
    return b" ".join(part[0] if isinstance(part, tuple) else part for part in answer if part)


def _content(answer: list[Any]) -> bytes | None:
    """The bytes that were asked for, which may come as a short quoted text; None where nothing was said of them."""
    for part in answer:
        if isinstance(part, tuple):
            return bytes(part[1])
        if part and (found := SHORT.search(part)):
            return ESCAPED.sub(rb"\1", found[1] or b"")
    return None


def _received(said: bytes) -> datetime | None:
    found = imaplib.Internaldate2tuple(said)
    return datetime.fromtimestamp(mktime(found), UTC) if found else None


def _quoted(folder: str) -> str:
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _words(error: BaseException) -> str:
    """What was said, on one line and not too long."""
    said = error.args[0] if error.args else ""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(error)
    return " ".join(text.split())[:200] or type(error).__name__
