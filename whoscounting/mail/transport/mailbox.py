"""The local mail box: where letters land in a rehearsal. Nothing leaves the machine."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from whoscounting.mail.rules.limits import Limits
from whoscounting.mail.transport.handover import Fate, Outcome, Parcel


class Mailbox:
    """A folder with one `<hash>.eml` for each letter, whole or not at all. Only its owner may read them."""

    limits = Limits()

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def hand_over(self, parcel: Parcel, about_to: Callable[[], bool]) -> Outcome:
        """Keep it as the last server on its way would: with the address to which bounces go written on top."""
        content = f"Return-Path: <{parcel.sender}>\r\nDelivered-To: {parcel.recipient}\r\n".encode() + parcel.content
        name = f"{hashlib.sha256(content).hexdigest()}.eml"
        try:
            temporary = self._written(content)
        except OSError as error:
            return Outcome(Fate.AWAY, f"The local mail box can’t be written to: {error.strerror}")
        try:
            if not about_to():
                return Outcome(Fate.LET_GO)
            temporary.replace(self._folder / name)
        finally:
            temporary.unlink(missing_ok=True)
        return Outcome(Fate.SENT, f"Kept in the local mail box as {name}")

    def close(self) -> None:
        """There is nobody to say goodbye to."""

    def _written(self, content: bytes) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, path = tempfile.mkstemp(dir=self._folder, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        return Path(path)
