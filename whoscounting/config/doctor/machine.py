"""Whether the machine is ready: database, worker, backup, disk and clock."""

from __future__ import annotations

import ctypes
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from whoscounting.config import heartbeat
from whoscounting.config.doctor.findings import Finding, to_do, well
from whoscounting.config.health import trouble
from whoscounting.config.keeping import notes
from whoscounting.ledger.models import Event

LATE = 300  # seconds without a turn of the worker; one that sends many letters takes a while
OLD = timedelta(days=2)
LITTLE = 2 * 1024**3  # bytes
NOT_KEPT = 5  # TIME_ERROR: no time service keeps the kernel's clock
AHEAD = timedelta(minutes=5)


def database() -> Finding:
    """Whether it answers, is of this world and up to date."""
    start = f"Start the site: bin/run {settings.WORLD}"
    if not _is_there():
        return to_do("There is no database yet.", start)
    wrong = trouble()
    return to_do(wrong, start) if wrong else well("The database answers and is up to date.")


def worker() -> Finding:
    """Whether letters would be sent and replies collected."""
    start = f"Start the site with bin/run {settings.WORLD}, or the worker alone: manage.py work"
    seconds = heartbeat.age()
    if seconds is None:
        return to_do("The worker has never run on this machine, so nothing would be sent.", start)
    if seconds > LATE:
        return to_do(f"The worker gave its last sign of life {said(timedelta(seconds=seconds))} ago.", start)
    return well("The worker is alive.")


def backup() -> Finding:
    """Whether there is a fresh one. The database itself doesn't know; a note in the world's folder does."""
    make = f"Make one: bin/backup {settings.WORLD} FOLDER, every day, onto another machine’s disk."
    last = notes.last_backup()
    if last is None:
        return to_do("There is no backup of this world.", make)
    age = timezone.now() - last.taken_at
    if age > OLD:
        return to_do(f"The last backup is {said(age)} old.", make)
    return well(f"The last backup is {said(age)} old.")


def restored() -> list[Finding]:
    """Whether somebody has compared a restored world with what happened since its backup was made."""
    note = notes.restored_from()
    if note is None:
        return []
    text = (
        f"This world was restored from a backup of {note.taken_at:%-d %B %Y, %H:%M} UTC. It knows nothing of letters"
        " and replies after that; those that waited then are called ‘unsure’."
    )
    do = f"Do what docs/running-it.md says under ‘Restore’, then delete {settings.WORLD_DIR / notes.RESTORED}"
    return [to_do(text, do)]


def disk() -> Finding:
    """Whether mail and backups will still fit."""
    free = shutil.disk_usage(settings.WORLD_DIR).free
    text = f"{free / 1024**3:.1f} GB are free on the disk of {settings.DATA_DIR}"
    if free < LITTLE:
        return to_do(f"Only {text}.", "Make room: two gigabytes should always be free.")
    return well(f"{text}.")


def clock() -> Finding:
    """Whether dates can be right. It is later than all that was recorded, unless it runs behind or ran ahead."""
    now, last = timezone.now(), _last_line()
    if last and last > now + AHEAD:
        return to_do(
            f"The clock says {now:%-d %B %Y, %H:%M} UTC, but the ledger’s last line is of {last:%-d %B %Y, %H:%M} UTC.",
            "Set the clock, and let a time service keep it: timedatectl set-ntp true",
        )
    kept = "a time service keeps it" if _is_kept() else "no time service seems to keep it: look whether it is right"
    return well(f"The clock says {now:%-d %B %Y, %H:%M} UTC; {kept}.")


def said(age: timedelta) -> str:
    """`3 days`, `1 hour`, `12 minutes`."""
    for unit, length in (("day", timedelta(days=1)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1))):
        if age >= length:
            return f"{age // length} {unit}{'' if age // length == 1 else 's'}"
    return "less than a minute"


def _is_there() -> bool:
    """Asking SQLite for a database that isn't there would make one."""
    return connection.vendor != "sqlite" or Path(str(connection.settings_dict["NAME"])).exists()


def _last_line() -> datetime | None:
    if not _is_there():
        return None
    try:
        return Event.objects.order_by("-id").values_list("recorded_at", flat=True).first()
    except DatabaseError:
        return None


def _is_kept() -> bool:
    """What the kernel says of its clock. Asking needs no rights and changes nothing."""
    try:
        return int(ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(512))) != NOT_KEPT
    except (AttributeError, OSError):
        return False
