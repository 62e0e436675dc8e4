"""PostgreSQL's own programs, which alone write and read a whole database of it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, cast

from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from whoscounting.lib.actions import Refused

INSTALLED = "/usr/lib/postgresql/{}/bin/{}"
PLAIN = ["--no-owner", "--no-privileges"]  # a restored world belongs to whoever restores it
ASIDE = "before_restore_"  # schemas that a restore has put aside; no backup holds them
PATIENCE = "60s"  # for a table that a migration is changing


@contextmanager
def dumped(snapshot: str) -> Iterator[IO[bytes]]:
    """The whole database as of an exported snapshot, as it comes. Not packed, because the archive packs it."""
    options = ["--format=custom", "--compress=0", *PLAIN, f"--snapshot={snapshot}", f"--exclude-schema={ASIDE}*"]
    command, environment = _command("pg_dump", [*options, f"--lock-wait-timeout={PATIENCE}"])
    with TemporaryFile() as said:
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=said) as dump:  # noqa: S603
            try:
                yield cast("IO[bytes]", dump.stdout)
            except BaseException:
                dump.kill()
                raise
        said.seek(0)
        if dump.returncode:
            words = said.read().decode(errors="replace").strip()
            raise Refused(f"PostgreSQL could not be backed up. pg_dump says: {words}")


def loaded(dump: Path) -> None:
    """Read a dump into the database, all of it or nothing."""
    options = ["--single-transaction", "--exit-on-error", *PLAIN]
    command, environment = _command("pg_restore", options, before_name=["--dbname"])
    done = subprocess.run(  # noqa: S603
        [*command, str(dump)], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Refused(f"PostgreSQL could not be restored. pg_restore says: {done.stderr.strip()}")


def program(name: str) -> str:
    """The one of the server's own version if it is there: a newer one may write or say what the server doesn't know."""
    version = str(connection.pg_version // 10000)  # type: ignore[attr-defined]
    same, others = INSTALLED.format(version, name), glob(INSTALLED.format("*", name))
    found = same if os.access(same, os.X_OK) else shutil.which(name) or max(others, default=None)
    if not found:
        raise Refused(f"{name} is missing on this machine. On Debian: apt-get install postgresql-client-{version}")
    return found


def _command(name: str, options: list[str], before_name: list[str] | None = None) -> tuple[list[str], dict[str, str]]:
    """With the address of our database. The password goes by the environment, which other users can't see."""
    arguments, secret = DatabaseClient.settings_to_cmd_args_env(
        cast("dict[str, Any]", settings.DATABASES["default"]), [*options, *(before_name or [])]
    )
    return [program(name), *arguments[1:]], os.environ | (secret or {})
