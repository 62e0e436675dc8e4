"""Packages of npm, exactly as a lock file names them."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tools.house.debian import program


def install(folder: Path) -> bool:
    """Install what the folder's lock names, unless that is done already. False if it can't be done."""
    if _is_done(folder):
        return True
    command = [program(["npm"], "npm"), "ci", "--no-audit", "--no-fund"]
    return subprocess.run(command, cwd=folder, check=False).returncode == 0


def _is_done(folder: Path) -> bool:
    """npm keeps a copy of the lock that it installed last."""
    wanted, done = folder / "package-lock.json", folder / "node_modules" / ".package-lock.json"
    return done.exists() and done.stat().st_mtime >= wanted.stat().st_mtime
