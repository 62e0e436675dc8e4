"""How Chromium is found and started."""

from __future__ import annotations

import os
from typing import TypedDict

from tools.house.debian import program
from tools.house.steps import CHROMES


class Launch(TypedDict):
    """What Playwright's `launch` takes."""

    executable_path: str
    args: list[str]


def chrome() -> str:
    """The browser that CHROME_PATH names, or else the system's. Raises Missing."""
    return os.environ.get("CHROME_PATH") or program(CHROMES, "chromium")


def launch() -> Launch:
    return Launch(executable_path=chrome(), args=flags())


def flags() -> list[str]:
    """Root can't use Chromium's sandbox."""
    return ["--no-sandbox"] if os.geteuid() == 0 else []
