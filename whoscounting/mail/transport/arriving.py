"""From raw bytes to rows. They are kept before anything looks at them, and read afterwards.

Copying and reading take their time, so no transaction is open meanwhile; each step is an action of its own.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DataError, IntegrityError
from django.utils import timezone

from whoscounting.lib import vault
from whoscounting.lib.actors import Actor
from whoscounting.mail.actions.attachments import write_down_words
from whoscounting.mail.actions.receiving import begin_reading, finish_reading, keep, put_off_reading
from whoscounting.mail.models import Attachment, Inbound
from whoscounting.mail.queries.intake import to_be_read, words_to_be_read
from whoscounting.mail.reading.child import Reader
from whoscounting.mail.reading.shapes import Read, Unreadable

LONG_ENOUGH = 2.0  # seconds at one kind of work before the next has its turn
MISSING = "Its bytes are missing from the store."
CANT_BE_KEPT = "What was read of it can’t be written down."
# What a database says of words that it can't hold. That it is away is another matter, and tried again.
UNFIT = (DataError, IntegrityError, ValueError, OverflowError)


def take_in(
    raw: Path | bytes | Iterable[bytes],
    *,
    source: str,
    received_at: datetime | None = None,
    envelope_to: str = "",
    by: Actor,
    at: datetime | None = None,
) -> tuple[Inbound, bool]:
    """Keep a message, and say whether it is new. Nothing looks into it."""
    root = settings.EVIDENCE_ROOT
    if isinstance(raw, Path):
        sha256 = vault.keep_file(root, raw)
    else:
        sha256 = vault.keep_pieces(root, [raw] if isinstance(raw, bytes) else raw)
    return keep(sha256=sha256, source=source, received_at=received_at, envelope_to=envelope_to, by=by, at=at)


def read_kept(reader: Reader, *, limit: int = 100, by: Actor, at: datetime | None = None) -> int:
    """Read what waits, the oldest first, and return how many were read. One that can't be read holds up no other.

    After two seconds no further one is begun, so that what was read can be filed before a slow one is tried. Raises
    OSError where the disk is at fault; what waits is read later then.
    """
    done, end = 0, time.monotonic() + LONG_ENOUGH
    for inbound in to_be_read(now=at or timezone.now(), most=limit):
        done += _read(reader, inbound, by, at)
        if time.monotonic() > end:
            break
    return done


def read_attachments(reader: Reader, *, limit: int = 20, by: Actor, at: datetime | None = None) -> int:
    """Read the words of attachments that nobody has read yet, for searching and for suggestions."""
    done, end = 0, time.monotonic() + LONG_ENOUGH
    for attachment in words_to_be_read(most=limit):
        _read_words(reader, attachment, by, at)
        done += 1
        if time.monotonic() > end:
            break
    return done


def _read_words(reader: Reader, attachment: Attachment, by: Actor, at: datetime | None) -> None:
    path = vault.path_of(settings.EVIDENCE_ROOT, attachment.sha256)
    if not path.exists():
        write_down_words(attachment=attachment, text="", missing=MISSING, by=by, at=at)
        return
    found = reader.text_of(path, attachment.found_type)
    # The reader looks into what came with a message; a redacted copy came from staff.
    hides = reader.look_into(path, attachment.found_type) if attachment.original_id else None
    try:
        write_down_words(attachment=attachment, text=found.text, missing=found.missing, hides=hides, by=by, at=at)
    except UNFIT:
        write_down_words(attachment=attachment, text="", missing=CANT_BE_KEPT, by=by, at=at)


def _read(reader: Reader, inbound: Inbound, by: Actor, at: datetime | None) -> bool:
    if not begin_reading(inbound=inbound, by=by, at=at):
        return False  # another worker has it
    try:
        with vault.passing(settings.EVIDENCE_ROOT) as folder:
            outcome = _outcome(reader, inbound, folder)
    except OSError:  # the disk is full, or the child can't be started: no fault of the message
        put_off_reading(inbound=inbound, by=by, at=at)
        raise
    try:
        finish_reading(inbound=inbound, outcome=outcome, by=by, at=at)
    except UNFIT:
        finish_reading(inbound=inbound, outcome=Unreadable(CANT_BE_KEPT), by=by, at=at)
    return True


def _outcome(reader: Reader, inbound: Inbound, folder: Path) -> Read | Unreadable:
    raw = vault.path_of(settings.EVIDENCE_ROOT, inbound.sha256)
    if not raw.exists():
        return Unreadable(MISSING)
    outcome = reader.read(raw, into=folder)
    return _with_files_kept(outcome, folder) if isinstance(outcome, Read) else outcome


def _with_files_kept(read: Read, folder: Path) -> Read:
    """Keep the attachments. A file of which the bytes aren't what the reader said is left out, and that is said."""
    kept = tuple(file for file in read.files if _is_kept(folder / file.stored, file.sha256))
    lost = len(read.files) - len(kept)
    said = (f"{lost} of its attachments could not be taken out.",) if lost else ()
    return replace(read, files=kept, troubles=(*read.troubles, *said))


def _is_kept(file: Path, sha256: str) -> bool:
    is_plain = file.is_file() and not file.is_symlink()
    return is_plain and vault.keep_file(settings.EVIDENCE_ROOT, file) == sha256
