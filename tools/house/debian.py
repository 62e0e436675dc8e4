"""Programs that Debian has and Python's index has not."""

from __future__ import annotations

import glob
import os
import shutil
import subprocess

from tools.house.words import say


class Missing(Exception):
    """A program that we can't do without and may not install; the message says what to type."""


def program(names: list[str], package: str) -> str:
    """The path of the first of these programs (names or glob patterns) that is there. Installs the package as root."""
    found = find(names)
    if not found and _may_install():
        say(f"Installing Debian's {package}…")
        for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", package]):
            environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(["apt-get", *command], env=environment, stdout=subprocess.DEVNULL, check=False)  # noqa: S607
        found = find(names)
    if not found:
        raise Missing(f"{package} is needed. On Debian: apt-get install {package}")
    return found


def find(names: list[str]) -> str | None:
    for name in names:
        found = max(glob.glob(name), default=None) if "*" in name else shutil.which(name)
        if found:
            return found
    return None


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None
