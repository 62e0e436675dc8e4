"""Settings from the environment, each with a default that works on a fresh machine."""

from __future__ import annotations

import os
import secrets
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypeVar

Choice = TypeVar("Choice", bound=StrEnum)


def give_up(sentence: str) -> NoReturn:
    """Settings that can't be right end the start with one sentence for the person who wrote them."""
    raise SystemExit(sentence)


def text(name: str, default: str = "") -> str:
    """The variable's text without blanks around it; `default` where it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    """True for 1, true, yes, on. Gives up at a word that is neither yes nor no."""
    word = text(name).lower()
    if not word:
        return default
    if word in {"1", "true", "yes", "on"}:
        return True
    if word in {"0", "false", "no", "off"}:
        return False
    give_up(f"{name} must be yes or no, not {word!r}.")


def number(name: str, default: int) -> int:
    """A whole number above zero. Gives up at anything else."""
    word = text(name, str(default))
    if not word.isdecimal() or int(word) < 1:
        give_up(f"{name} must be a whole number above zero, not {word!r}.")
    return int(word)


def choice(name: str, default: Choice) -> Choice:
    """One of the words that there are. Gives up at any other."""
    word, choices = text(name, default), type(default)
    if word not in list(choices):
        give_up(f"{name} must be {' or '.join(choices)}, not {word!r}.")
    return choices(word)


def folder(name: str, path: Path) -> Path:
    """This folder, made if it is not there. Gives up where nothing can be written to it; `name` is what chose it."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe = path / f".written-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        give_up(
            f"{name}: the folder {path} can't be written to ({error.strerror}). Choose another: {name}=/some/folder"
        )
    return path


def words(name: str, default: str = "") -> list[str]:
    """A list parted by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def lines_of(path: Path) -> list[str]:
    """The lines of a file that somebody may have put there, without blank ones; none if there is no such file."""
    try:
        return [line.strip() for line in path.read_text().splitlines() if line.strip()]
    except FileNotFoundError:
        return []


def kept_secret(path: Path) -> str:
    """A random secret that is made once and then kept in a file only its owner can read."""
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was quicker; its secret counts
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()
