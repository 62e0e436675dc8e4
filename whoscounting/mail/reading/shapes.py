"""What reading gives: plain values that travel through JSON, from the child process to us.

What comes back from the child is checked against these shapes, because a child that a message has overwhelmed may
answer anything.
"""

from __future__ import annotations

import types
import typing
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, TypeVar

Shape = TypeVar("Shape")


@dataclass(frozen=True)
class Bounce:
    """What a mail server says about a letter of ours (RFC 3464), or a letter that reads like such a report."""

    action: str  # failed, delayed, delivered, relayed or expanded
    status: str = ""  # like 5.1.1
    diagnostic: str = ""  # the server's own words
    recipients: tuple[str, ...] = ()
    original_id: str = ""  # the Message-ID of the letter that it is about
    standard: bool = True  # False: guessed from its words

    @property
    def permanent(self) -> bool:
        """The letter will not arrive; nobody tries again."""
        return self.action == "failed" and not self.status.startswith("4")


@dataclass(frozen=True)
class Authentication:
    """What a receiving server says about who really sent it (RFC 8601). Results are `pass`, `fail`, `none`, …; empty
    where it says nothing.

    Only a hint: anybody can write this heading, so it counts only where `server` is our own, which writes it on top.
    """

    server: str = ""
    spf: str = ""
    dkim: str = ""
    dmarc: str = ""

    @property
    def doubtful(self) -> bool:
        """The sender's own domain says that such a message isn't from there."""
        return self.dmarc == "fail" or (not self.dmarc and self.spf in {"fail", "softfail"} and self.dkim != "pass")


@dataclass(frozen=True)
class File:
    """An attachment, written into the folder that was given."""

    position: int  # from 1; also the name under which it lies in the folder, in three figures: `001`
    name: str  # made harmless; for people, never for a path
    declared_type: str  # what the message calls it
    found_type: str  # what it is by its content
    size: int  # bytes
    sha256: str
    inline: bool = False  # shown within the words, like the picture in a signature
    inside: int = 0  # the position of the attached message in which it came; 0: it came directly
    hides: tuple[str, ...] = ()  # sentences about what one doesn't see at once
    looked_into: bool = False  # False: `hides` says nothing yet about what is inside

    @property
    def stored(self) -> str:
        return f"{self.position:03}"


@dataclass(frozen=True)
class Read:
    """A message as far as it could be read."""

    size: int
    whole: bool  # False: only its heading was read, and `troubles` says why
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    from_name: str = ""
    from_address: str = ""
    reply_to: tuple[str, ...] = ()
    return_path: str | None = None  # None: not said; empty: from a machine that wants no answer
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    # Everyone whom any heading names as a receiver, in small letters, for finding a secret address.
    recipients: tuple[str, ...] = ()
    subject: str = ""
    sent_at: str = ""  # ISO 8601 with offset, by the sender's clock
    text: str = ""
    own: str = ""  # without the letter that it answers; an answer written into that letter stands only in `text`
    # reply (out of office), generated (a case system may well send a true answer so), bulk or receipt
    automatic: str = ""
    automatic_signs: tuple[str, ...] = ()  # the words on which that rests
    bounce: Bounce | None = None
    authentication: Authentication = Authentication()
    hops: int = 0  # servers that passed it on; beyond 30 it goes in circles
    files: tuple[File, ...] = ()
    troubles: tuple[str, ...] = ()  # sentences about what was odd or left out


@dataclass(frozen=True)
class Unreadable:
    """Nothing could be read; the reason is a sentence for staff."""

    reason: str


@dataclass(frozen=True)
class Place:
    """A page, a sheet or a whole file, and its words."""

    mark: str  # `Page 3`, `Sheet “Answers”`; empty where a file has no such parts
    text: str


@dataclass(frozen=True)
class Words:
    """The words of a file, by place. `missing` says what of it was not read, in a sentence; empty if nothing."""

    places: tuple[Place, ...] = ()
    missing: str = ""

    @property
    def text(self) -> str:
        """All of it, each place under its mark in square brackets."""
        return "\n\n".join(f"[{one.mark}]\n{one.text}" if one.mark else one.text for one in self.places)


@dataclass(frozen=True)
class Sight:
    """What looking into a file has shown."""

    hides: tuple[str, ...] = ()


def to_json(value: Any) -> dict[str, Any]:
    return asdict(value)


def from_json(shape: type[Shape], given: object) -> Shape:
    """The value again. Raises ValueError where anything in it has not the promised type."""
    return typing.cast("Shape", _built(shape, given))


def _built(shape: Any, given: object) -> object:
    if isinstance(given, shape if isinstance(shape, type) else ()) and shape in {str, int, bool}:
        return given
    if typing.get_origin(shape) is tuple and isinstance(given, list | tuple):
        return tuple(_built(typing.get_args(shape)[0], one) for one in given)
    if isinstance(shape, types.UnionType):
        return None if given is None else _built(typing.get_args(shape)[0], given)
    if hasattr(shape, "__dataclass_fields__") and isinstance(given, dict):
        hints = _hints(shape)
        if set(given) <= set(hints):
            return _called(shape, {name: _built(hints[name], one) for name, one in given.items()})
    raise ValueError("The answer has not the promised shape.")


def _called(shape: Any, fields: dict[str, object]) -> object:
    try:
        return shape(**fields)
    except TypeError:
        raise ValueError("The answer lacks something.") from None


@cache
def _hints(shape: type) -> dict[str, Any]:
    return typing.get_type_hints(shape)
