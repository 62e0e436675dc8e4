"""A PostgreSQL of our own for the tests: in a folder that is thrown away, on a free port, not run by root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.house.child import Child
from tools.house.debian import Missing, program
from tools.house.ports import free_port

START = 30.0


@contextmanager
def cluster() -> Iterator[str]:
    """The address of an empty cluster, as DATABASE_URL takes it."""
    binaries = Path(program(["/usr/lib/postgresql/*/bin/initdb", "initdb"], "postgresql")).resolve().parent
    user = _unprivileged() if os.geteuid() == 0 else None  # PostgreSQL refuses to be run by root
    folder = Path(tempfile.mkdtemp(prefix="whoscounting-postgres-"))
    if user:
        shutil.chown(folder, user)
    try:
        _initialise(binaries, folder, user)
        port = free_port()
        # Nobody will miss it after a power cut, so it needn't hurry to the disk. It listens on this machine only.
        options = ["-F", "-k", "", "-h", "127.0.0.1", "-p", str(port), "-c", "log_min_messages=fatal"]
        server = Child([str(binaries / "postgres"), "-D", str(folder), *options], cwd=folder, user=user)
        try:
            _wait(binaries, port, server)
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _initialise(binaries: Path, folder: Path, user: str | None) -> None:
    options = ["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    command = [str(binaries / "initdb"), "-D", str(folder), *options]
    done = subprocess.run(command, cwd=folder, user=user, group=user, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Missing(f"PostgreSQL can't make a cluster: {done.stderr}")


def _wait(binaries: Path, port: int, server: Child) -> None:
    asked = [str(binaries / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port), "-U", "postgres"]
    deadline = time.monotonic() + START
    while subprocess.run(asked, check=False).returncode:
        if server.ended() or time.monotonic() > deadline:
            raise Missing("PostgreSQL does not start.")
        time.sleep(0.2)


def _unprivileged() -> str:
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"
