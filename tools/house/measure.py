"""bin/measure: makes ready what measuring needs, and hands over to it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

from tools.house import npm, venv
from tools.house.debian import Missing, program
from tools.house.steps import BROWSER, CHROMES
from tools.house.words import give_up

LIGHTHOUSE = Path("tools", "measure", "npm")
OPTIONS = {"--quick", "--readme"}


def main(arguments: list[str]) -> NoReturn:
    if not set(arguments) <= OPTIONS or len(arguments) > 1:
        give_up("Usage: bin/measure [--quick or --readme]")
    venv.install(for_tests=True)
    folders = [BROWSER] if "--quick" in arguments else [BROWSER, LIGHTHOUSE]
    try:
        chrome = os.environ.get("CHROME_PATH") or program(CHROMES, "chromium")
        if not all(npm.install(venv.ROOT / folder) for folder in folders):
            sys.exit(1)
    except Missing as missing:
        give_up(str(missing))
    command = [str(venv.PYTHON), "-m", "tools.measure", *arguments]
    os.execve(command[0], command, os.environ | {"CHROME_PATH": chrome})  # noqa: S606


if __name__ == "__main__":
    main(sys.argv[1:])
