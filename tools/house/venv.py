"""The folder .venv with exactly what the lock file names."""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

from tools.house.words import give_up, say

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "uv.lock"
UV = "uv==0.13.9"


def install(*, for_tests: bool = False) -> None:
    """Make .venv and install the lock into it, unless that is done already."""
    with (ROOT / ".venv.lock").open("w") as turn:  # two commands at once install one after the other
        fcntl.flock(turn, fcntl.LOCK_EX)
        if for_tests and not _is_installed("tests"):
            _install(["--all-groups"])  # "preparing" too: a test compares our arithmetic with pyproj's
            _note("tests", "run")
        elif not _is_installed("run"):
            _install(["--no-dev"])
            _note("run")


def _install(groups: list[str]) -> None:
    say("Installing packages into .venv (about a minute the first time)…")
    if not PYTHON.exists():
        _make()
    uv = VENV / "bin" / "uv"
    # Inexact, so that bin/run doesn't take away again what bin/test has installed.
    sync = [str(uv), "sync", "--frozen", "--inexact", "--compile-bytecode", "--no-progress", "--quiet", *groups]
    if not uv.exists():
        _do([str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV])
    _do([*sync, "--python", str(PYTHON)])


def _make() -> None:
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True, check=False)
    if made.returncode:
        give_up(
            "Python can't make a virtual environment. On Debian: apt-get install python3-venv\n"
            f"{made.stdout}{made.stderr}"
        )


def _do(command: list[str]) -> None:
    environment = os.environ | {"UV_PROJECT_ENVIRONMENT": str(VENV)}
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        give_up("The packages could not be installed (see above). Is the network there?")


def _wanted() -> str:
    """Changes with the lock and with the Python that .venv is made of."""
    return hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()


def _is_installed(what: str) -> bool:
    stamp = VENV / f".installed-{what}"
    return PYTHON.exists() and stamp.exists() and stamp.read_text() == _wanted()


def _note(*whats: str) -> None:
    for what in whats:
        (VENV / f".installed-{what}").write_text(_wanted())
