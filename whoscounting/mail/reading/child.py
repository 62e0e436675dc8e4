"""A child process that reads for us, and may be killed over any message.

It knows no secrets and no database: it starts without our environment, in Python's isolated mode. The kernel caps its
memory and the size of what it writes; we cap its time by killing it, and should we be gone, its own alarm does.
Attachments go from it into files, and only words come back, so a large message costs us no memory.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from whoscounting.mail.reading.shapes import File, Read, Sight, Unreadable, Words, from_json

ROOT = Path(__file__).resolve().parents[3]
START = "import sys; sys.path.append(sys.argv[1]); from whoscounting.mail.reading.answering import main; main()"

WHOLE, HEADING = 5.5, 1.5  # seconds for a message, and for its heading alone when the first was too short
A_MESSAGE = 8.0  # for all of it, looking into its attachments included
A_FILE, LEAST = 2.5, 0.2  # of that for one attachment, and what must be left to begin one
ALONE = 8.0  # for one file when it is asked for by itself
LONGEST_ANSWER = 16 * 1024 * 1024
LARGE = 8 * 1024 * 1024  # a message that leaves so large a child behind that the next gets a new one
MOST_ANSWERS = 2_000  # then a new child, whatever the old one has gathered

TOO_LONG = "It took too long to read, so reading it was stopped."
BROKE_DOWN = "Reading it failed."
TOO_LARGE = "It is too large to look into."
TOO_LARGE_TO_READ = "It is too large for its words to be read."
NOT_YET = "There was no time to look into this file."

Shape = TypeVar("Shape")


class Failed(Exception):
    """The child gave no answer that can be used; says why."""


class Reader:
    """Reads messages and files in a child process, one at a time. To be used in `with`; not by several threads.

    Whatever a message does, an answer comes within nine seconds, and the next message is read as ever.
    """

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._answers = 0

    def __enter__(self) -> Self:
        self._started()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def read(self, path: Path, *, into: Path) -> Read | Unreadable:
        """The message in that file. Its attachments are written into the folder, which should be empty."""
        end = time.monotonic() + A_MESSAGE
        try:
            found = self._ask(Read, WHOLE, do="read", path=path, into=into)
        except Failed:
            _empty(into)
            try:
                return self._ask(Read, HEADING, do="heading", path=path, into=into)
            except Failed as why:
                return Unreadable(str(why))
        except Refusal as why:
            return Unreadable(str(why))
        files = tuple(self._looked_into(file, into, end) for file in found.files)
        if found.size > LARGE:
            self.stop()
        return replace(found, files=files)

    def _looked_into(self, file: File, into: Path, end: float) -> File:
        seconds = min(A_FILE, end - time.monotonic())
        if seconds < LEAST:
            return replace(file, hides=(*file.hides, NOT_YET))
        said = self.look_into(into / file.stored, file.found_type, seconds=seconds)
        return replace(file, hides=(*file.hides, *said), looked_into=True)

    def look_into(self, path: Path, kind: str, *, seconds: float = ALONE) -> tuple[str, ...]:
        """What a file of this type (`File.found_type`) hides, in sentences."""
        try:
            return self._ask(Sight, seconds, do="look", path=path, kind=kind).hides
        except (Failed, Refusal):
            return (TOO_LARGE,)

    def text_of(self, path: Path, kind: str, *, seconds: float = ALONE) -> Words:
        """The words of a file of this type, by page or sheet."""
        try:
            return self._ask(Words, seconds, do="words", path=path, kind=kind)
        except (Failed, Refusal):
            return Words((), TOO_LARGE_TO_READ)

    def stop(self) -> None:
        """End the child, at once and whatever it does."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()

    def _ask(self, shape: type[Shape], seconds: float, **job: Any) -> Shape:
        """Raises Failed where the child is lost over it, Refusal where it says in words why not."""
        child = self._started()
        try:
            answer = _exchange(child, job | {"seconds": seconds}, time.monotonic() + seconds)
            if "refused" in answer:
                raise Refusal(from_json(Unreadable, {"reason": answer["refused"]}).reason)
            if "failed" in answer:
                raise Failed(from_json(Unreadable, {"reason": answer["failed"]}).reason)
            return from_json(shape, answer.get("answer"))
        except (Failed, OSError, ValueError, RecursionError) as error:
            self.stop()
            raise error if isinstance(error, Failed) else Failed(BROKE_DOWN) from error

    def _started(self) -> subprocess.Popen[bytes]:
        self._answers += 1
        if self._answers > MOST_ANSWERS or (self._child and self._child.poll() is not None):
            self.stop()
        if self._child is None:
            self._answers = 1
            self._child = _new_child()
        return self._child


class Refusal(Exception):
    """The child is well, and says why it can't."""


def _new_child() -> subprocess.Popen[bytes]:
    """Without our environment, which knows secrets, and in a process group of its own, out of the terminal's reach."""
    return subprocess.Popen(  # noqa: S603  our own code in our own Python
        [sys.executable, "-I", "-B", "-c", START, str(ROOT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1"},
        cwd="/",
        process_group=0,
        bufsize=0,
    )


def _exchange(child: subprocess.Popen[bytes], job: dict[str, Any], end: float) -> dict[str, Any]:
    """Hand over one line, wait for one line. Raises Failed when time is up, OSError or ValueError when it died."""
    if child.stdin is None or child.stdout is None:
        raise OSError
    child.stdin.write(json.dumps(job, default=os.fspath).encode() + b"\n")
    answer = json.loads(_line(child.stdout.fileno(), end))
    if not isinstance(answer, dict):
        raise ValueError
    return answer


def _line(pipe: int, end: float) -> bytes:
    waiting = select.poll()
    waiting.register(pipe, select.POLLIN)
    found = bytearray()
    while not found.endswith(b"\n"):
        left = end - time.monotonic()
        if left <= 0 or not waiting.poll(left * 1000):
            raise Failed(TOO_LONG)
        block = os.read(pipe, 1024 * 1024)
        if not block:
            raise Failed(BROKE_DOWN)
        found += block
        if len(found) > LONGEST_ANSWER:
            raise Failed(BROKE_DOWN)
    return bytes(found)


def _empty(folder: Path) -> None:
    """Take away what a child wrote that then failed: names of three figures, nothing else."""
    for path in folder.iterdir():
        if path.name.isdecimal() and len(path.name) == 3:
            path.unlink(missing_ok=True)
