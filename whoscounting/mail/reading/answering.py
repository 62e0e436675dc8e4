"""The child's side: takes one job a line, answers one line. Started by `child.Reader` only."""

from __future__ import annotations

import errno
import json
import logging
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from whoscounting.mail.reading import looking, message
from whoscounting.mail.reading.files.budget import Budget
from whoscounting.mail.reading.shapes import Sight, to_json

MB = 1024 * 1024
MEMORY = 512 * MB  # of addresses; a letter of 25 MB takes 140 MB, a PDF may take more
LARGEST_FILE = 40 * MB
PART_OF_TIME = 0.8  # of what a file may take: the rest is for saying that it was too much
TOO_MUCH_MEMORY = "It needs too much memory to be read."
BROKE_DOWN = "Reading it failed."


def main() -> None:
    """Until nobody asks any more."""
    _confine()
    _say({"ready": True})
    for line in sys.stdin.buffer:
        job = json.loads(line)
        # Should the parent be gone, nobody else ends us. The default action ends the process whatever it does.
        signal.setitimer(signal.ITIMER_REAL, float(job["seconds"]) + 1)
        _say(_answered(job))
        signal.setitimer(signal.ITIMER_REAL, 0)


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.flush()


def _confine() -> None:
    """What the kernel holds us to."""
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, LARGEST_FILE), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(what, (most, most))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # writing too much is then an OSError
    logging.disable()  # pypdf speaks about every flaw


def _answered(job: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"answer": to_json(JOBS[job["do"]](job))}
    except message.NoMessage as why:
        return {"refused": str(why)}
    except (MemoryError, RecursionError):
        return {"failed": TOO_MUCH_MEMORY}
    except OSError as error:  # what files themselves bring about is caught where they are read
        return {"failed": TOO_MUCH_MEMORY} if error.errno == errno.ENOMEM else {"disk": str(error.strerror)}
    except Exception:  # whatever a message brings about is its own affair, never the end of reading
        return {"failed": BROKE_DOWN}


def _read(job: dict[str, Any]) -> Any:
    return message.read(Path(job["path"]), Path(job["into"]))


def _heading(job: dict[str, Any]) -> Any:
    return message.read(Path(job["path"]), Path(job["into"]), whole=False)


def _look(job: dict[str, Any]) -> Any:
    return Sight(looking.look_into(looking.Found(Path(job["path"]), job["kind"]), _budget(job)))


def _words(job: dict[str, Any]) -> Any:
    return looking.text_of(looking.Found(Path(job["path"]), job["kind"]), _budget(job))


def _budget(job: dict[str, Any]) -> Budget:
    return Budget(float(job["seconds"]) * PART_OF_TIME)


JOBS: dict[str, Callable[[dict[str, Any]], Any]] = {"read": _read, "heading": _heading, "look": _look, "words": _words}
