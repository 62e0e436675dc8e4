"""What a request costs the server: time on the wire, processor time, and queries."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from tools.measure.kinds import FIND, HOME, MAP, TRUST_PAGE, Kind
from tools.measure.worlds import ROOT, Site

WATCHED = (HOME, MAP, TRUST_PAGE, FIND)
FINDINGS = Kind("findings.csv", "/data/latest/findings.csv")
TIMES = 50
TICK = os.sysconf("SC_CLK_TCK")


def watched(site: Site) -> tuple[Kind, ...]:
    """The launch begins with nothing published."""
    return (*WATCHED, FINDINGS) if site.rehearsal else WATCHED


def cost(site: Site, kind: Kind) -> tuple[float, float]:
    """Milliseconds until the last byte (the median), and milliseconds of processor time, of a warm server."""
    connection = HTTPConnection(urlsplit(site.address).netloc, timeout=60)
    for _ in range(5):
        _ask(connection, kind)
    before = _processor(site)
    times = [_ask(connection, kind) for _ in range(TIMES)]
    after = _processor(site)
    connection.close()
    return statistics.median(times) * 1000, (after - before) / TIMES * 1000


def queries(site: Site) -> dict[str, int]:
    """How many queries each page makes when nothing of it is stored, counted by Django itself."""
    environment = {"PATH": os.environ["PATH"], "WORLD": site.world, "DATA_DIR": str(site.folder)}
    command = [sys.executable, "-m", "tools.measure.queries", *(kind.path for kind in watched(site))]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise RuntimeError(f"The queries can't be counted:\n{done.stderr}")
    return dict(json.loads(done.stdout))


def _ask(connection: HTTPConnection, kind: Kind) -> float:
    started = time.perf_counter()
    connection.request("GET", kind.path, headers={"Accept-Encoding": "gzip, br"})
    answer = connection.getresponse()
    answer.read()
    if answer.status != kind.status:
        raise RuntimeError(f"{kind.path} answers {answer.status}")
    return time.perf_counter() - started


def _processor(site: Site) -> float:
    """Seconds of processor time of all that bin/run has started."""
    return sum(_seconds(pid) for pid in _family(site.pid))


def _family(pid: int) -> Iterator[int]:
    yield pid
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in tasks.read_text().split():
            yield from _family(int(child))


def _seconds(pid: int) -> float:
    # After the name, which may hold anything, the 12th and 13th field are user and system time.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK
