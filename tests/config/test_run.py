"""bin/run, with real processes: it says when it is ready, and nothing of it outlives it."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """One DATA_DIR for all, so that only the first start has everything to do."""
    return tmp_path_factory.mktemp("data")


class Run:
    """bin/run in the launch's world, on a free port."""

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
        self.folder, self.port = folder, free_port()
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        settings = {"DATA_DIR": str(folder), "PORT": str(self.port)}
        self.process = subprocess.Popen(
            ["bin/run", *(arguments or ["launch"])],
            cwd=ROOT,
            env=kept | settings | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def until_ready(self) -> str:
        """All that it prints up to the address."""
        printed = ""
        limit = threading.Timer(240, self.process.kill)
        limit.start()
        assert self.process.stdout is not None
        for line in self.process.stdout:
            printed += line
            if line.startswith("Ready: "):
                break
        limit.cancel()
        assert f"Ready: http://127.0.0.1:{self.port}/\n" in printed, printed
        return printed

    def rest(self) -> str:
        return self.process.communicate(timeout=60)[0]

    def living(self) -> list[int]:
        """Every process that was started with our folder as DATA_DIR."""
        mark = f"DATA_DIR={self.folder}\0".encode()
        return [int(path.parent.name) for path in Path("/proc").glob("[0-9]*/environ") if mark in read(path)]

    def all_gone(self) -> bool:
        deadline = time.monotonic() + 15
        while self.living() and time.monotonic() < deadline:
            time.sleep(0.1)
        return not self.living()


def read(path: Path) -> bytes:
    try:
        return path.read_bytes() + b"\0"
    except OSError:
        return b""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def run(folder) -> Iterator[Run]:
    running = Run(folder)
    yield running
    for pid in running.living():
        os.kill(pid, signal.SIGKILL)
    running.process.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_answers_when_it_says_ready_and_stops_with_everything_it_started(run, number):
    run.until_ready()
    with urllib.request.urlopen(f"http://127.0.0.1:{run.port}/healthz", timeout=10) as page:
        assert page.read() == b"ok"
    assert len(run.living()) > 2
    run.process.send_signal(number)
    run.rest()
    assert run.all_gone()


def test_it_starts_again_in_seconds(run):
    started = time.monotonic()
    run.until_ready()
    assert time.monotonic() - started < 30


def test_a_killed_server_takes_the_whole_with_it(run):
    run.until_ready()
    server = next(pid for pid in run.living() if b"granian" in read(Path(f"/proc/{pid}/cmdline")))
    os.kill(server, signal.SIGKILL)
    run.rest()
    assert run.all_gone()
    assert run.process.returncode not in {0, None}


def test_the_server_ends_when_the_command_itself_is_killed(run):
    run.until_ready()
    run.process.kill()
    assert run.all_gone()


def test_a_stop_while_it_still_prepares_leaves_nothing_behind(run):
    time.sleep(1)
    run.process.terminate()
    run.rest()
    assert run.all_gone()


def test_a_taken_port_is_said_at_once(folder):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        run = Run(folder, PORT=str(port))
        assert f"Can't listen on 127.0.0.1, port {port}: Address already in use" in run.rest()
        assert run.process.returncode == 1


@pytest.mark.parametrize("port", ["eighty", "0", "70000", "-1"])
def test_a_port_that_is_none_is_said(folder, port):
    assert "PORT must be a number from 1 to 65535" in Run(folder, PORT=port).rest()


def test_what_is_no_number_of_workers_is_said(folder):
    assert "WEB_WORKERS must be a number from 1 to 64, not 'many'." in Run(folder, WEB_WORKERS="many").rest()


def test_an_unknown_world_is_said(folder):
    assert "Usage: bin/run" in Run(folder, "holiday").rest()


def test_a_database_of_the_other_world_is_refused(folder):
    database = f"sqlite:///{folder}/launch/db.sqlite3"
    run = Run(folder, "rehearsal", DATABASE_URL=database)
    assert "This database is the launch and can't become the rehearsal." in run.rest()
    assert run.process.returncode == 1
