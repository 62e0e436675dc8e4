"""The site as a user starts it: bin/run, in a folder that is thrown away, on a free port."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.house.child import Child
from tools.house.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
WORLDS = ("rehearsal", "launch")
START = 240.0  # seconds; a busy machine may take long to prepare a world
KEPT = ("PATH", "HOME", "LANG", "TMPDIR")  # of our own environment; nothing else may change what is measured


@dataclass(frozen=True)
class Site:
    """A world that runs and answers."""

    world: str
    address: str
    folder: Path  # its DATA_DIR
    log: Path  # all that it printed so far
    pid: int

    @property
    def rehearsal(self) -> bool:
        return self.world == "rehearsal"

    def printed(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def password(self, username: str) -> str:
        """The password that bin/run has printed for this person."""
        found = re.search(rf"as {username} with (\S+)", self.printed())
        if not found:
            raise LookupError(f"bin/run printed no password for {username}:\n{self.printed()}")
        return found[1]


@contextmanager
def sites(folder: Path, worlds: Sequence[str] = WORLDS, **environment: str) -> Iterator[dict[str, Site]]:
    """Start these worlds at once, and end them with all that they started."""
    with ExitStack() as stack:
        started = [stack.enter_context(_started(folder / world, world, environment)) for world in worlds]
        for child, site in started:
            _wait(child, site)
        yield {site.world: site for _, site in started}


@contextmanager
def _started(folder: Path, world: str, environment: dict[str, str]) -> Iterator[tuple[Child, Site]]:
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    log = folder / f"printed-{port}.txt"
    settings = {"DATA_DIR": str(folder), "PORT": str(port)}
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    with log.open("wb") as output:
        child = Child([str(ROOT / "bin" / "run"), world], cwd=ROOT, env=kept | settings | environment, output=output)
    try:
        yield child, Site(world, f"http://127.0.0.1:{port}", folder, log, child.pid)
    finally:
        child.stop()


def _wait(child: Child, site: Site) -> None:
    deadline = time.monotonic() + START
    while f"Ready: {site.address}/" not in site.printed():
        if child.ended() or time.monotonic() > deadline:
            raise RuntimeError(f"The {site.world} does not start:\n{site.printed()}")
        time.sleep(0.1)
