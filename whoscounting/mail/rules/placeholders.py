"""Gaps in a stored letter where a secret address is put at the moment of sending.

A gap is written with two brackets that no keyboard has and no letter of ours needs. Text by others goes through
`harmless` before it is put into a letter, so that it can't make a gap.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from whoscounting.lib.addresses import DOOR, REPLY, door_address, reply_address

OPEN, CLOSE = "⟦", "⟧"
GAP = re.compile(rf"{OPEN}([a-z_]{{1,30}}){CLOSE}")
PURPOSES: dict[str, Callable[[int, int], str]] = {REPLY: reply_address, DOOR: door_address}
# What people see in place of a secret who may read the letter but not use the secret.
SHOWN = {REPLY: "‹this letter’s own reply address›", DOOR: "‹the trust’s own link›"}
HIDDEN = "‹a secret address›"

Secrets = Mapping[str, Sequence[str | int]]


class Unfilled(Exception):
    """A letter has a gap that nothing fills; it must not go out."""


def gap(name: str) -> str:
    """What to write into a body where this secret is to stand. Raises ValueError for what can't be a name."""
    written = f"{OPEN}{name}{CLOSE}"
    if not GAP.fullmatch(written):
        raise ValueError(f"{name!r} can't be the name of a gap")
    return written


def harmless(text: str) -> str:
    """Text by others, with the two brackets taken out."""
    return text.replace(OPEN, "").replace(CLOSE, "")


def gaps(text: str) -> set[str]:
    """The names of all gaps. A stray bracket counts as a gap without a name, which nothing fills."""
    stray = set(GAP.sub("", text)) & {OPEN, CLOSE}
    return {match[1] for match in GAP.finditer(text)} | ({""} if stray else set())


def filled(body: str, secrets: Secrets) -> str:
    """The letter as it goes out. Raises Unfilled if a gap would stay."""
    if unknown := gaps(body) - secrets.keys():
        raise Unfilled(f"Nothing fills the gap {min(unknown)!r} in the letter.")
    return GAP.sub(lambda match: secret(secrets[match[1]]), body)


def secret(of: Sequence[str | int]) -> str:
    """The address that `[purpose, key, generation]` stands for. Raises Unfilled for an unknown purpose."""
    purpose, key, generation = of
    address = PURPOSES.get(str(purpose))
    if address is None:
        raise Unfilled(f"There are no secret addresses for {purpose!r}.")
    return address(int(key), int(generation))


def masked(body: str, secrets: Secrets) -> str:
    """The letter as the desk shows it: words in place of every secret."""
    return GAP.sub(lambda match: SHOWN.get(str(secrets.get(match[1], [""])[0]), HIDDEN), body)


def reply_secret(secrets: Secrets) -> str:
    """The secret reply address that this letter gives, or nothing."""
    return next((secret(of) for of in secrets.values() if of[0] == REPLY), "")
