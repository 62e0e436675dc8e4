"""bin/backup, bin/restore and bin/doctor: hand over to manage.py's command of the same name, in the right world.

A bare word `rehearsal` or `launch` names the world, as it does for bin/run. `--into` is followed by one of them, or by
a folder that takes the place of DATA_DIR.
"""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from typing import NoReturn

from tools.house import venv
from tools.house.run import WORLDS
from tools.house.words import give_up

INTO = "--into"


def main(command: str, arguments: list[str]) -> NoReturn:
    environment = dict(os.environ)
    words = _without_places(command, arguments, environment)
    if command == "restore":
        # Reading the settings would make a secret key where there is none; the true one comes out of the backup.
        environment["SECRET_KEY"] = environment.get("SECRET_KEY") or secrets.token_urlsafe(50)
    venv.install()
    os.execve(venv.PYTHON, [str(venv.PYTHON), "manage.py", command, *words], environment)  # noqa: S606


def _without_places(command: str, arguments: list[str], environment: dict[str, str]) -> list[str]:
    """Put the world and the folder into the environment, and return the other words."""
    others, left = list[str](), list(arguments)
    while left:
        word = left.pop(0)
        if command == "restore" and word == INTO:
            word = left.pop(0) if left else give_up("Say what to restore into: --into launch, or --into FOLDER")
            if word not in WORLDS:
                environment["DATA_DIR"] = str(Path(environment.get("CALLED_FROM", ""), word).absolute())
        elif word not in WORLDS:
            others.append(word)
        if word in WORLDS:
            environment["WORLD"] = word
    return others


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
