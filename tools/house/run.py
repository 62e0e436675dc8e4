"""bin/run: from a fresh checkout to a page that answers."""

from __future__ import annotations

import os
import socket
import sys
import time
import urllib.error
import urllib.request

from tools.house import venv
from tools.house.child import Child, end_like_ctrl_c
from tools.house.memory import GIVEN_BACK
from tools.house.words import give_up, say

WORLDS = ("rehearsal", "launch")
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104
START = 60.0  # seconds that the server may take to answer
THREADS = "4"  # for each worker; more only queue for the processor


def main(arguments: list[str]) -> int:
    world = arguments[0] if arguments else os.environ.get("WORLD") or "rehearsal"
    if world not in WORLDS or len(arguments) > 1:
        give_up("Usage: bin/run            the rehearsal\n       bin/run launch     the launch")
    host, port = os.environ.get("HOST") or "127.0.0.1", _number("PORT", 8000, 65535)
    workers = _number("WEB_WORKERS", min(2, os.cpu_count() or 1), 64)
    end_like_ctrl_c()
    _check_free(host, port)
    environment = os.environ | {"WORLD": world, "HOST": host, "PORT": str(port)}
    try:
        venv.install()
        say(f"Preparing the {world}…")
        _run(["manage.py", "prepare"], environment)
        return _serve(host, port, workers, environment)
    except KeyboardInterrupt:
        return 130


def _number(name: str, default: int, most: int) -> int:
    text = os.environ.get(name) or str(default)
    if not text.isdecimal() or not 0 < int(text) <= most:
        give_up(f"{name} must be a number from 1 to {most}, not {text!r}.")
    return int(text)


def _check_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            give_up(f"Can't listen on {host}, port {port}: {error.strerror}. Another port: PORT={port + 1} bin/run")


def _run(command: list[str], environment: dict[str, str]) -> None:
    child = Child([str(venv.PYTHON), *command], cwd=venv.ROOT, env=environment)
    try:
        status = child.wait()
    finally:
        child.stop()
    if status:
        sys.exit(status if status > 0 else 1)


def _serve(host: str, port: int, workers: int, environment: dict[str, str]) -> int:
    granian = [str(venv.PYTHON), "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    granian += ["--workers", str(workers), "--blocking-threads", THREADS, "--respawn-failed-workers"]
    granian += ["--workers-kill-timeout", "5", "--log-level", "warning", "whoscounting.config.wsgi:application"]
    server = Child(granian, cwd=venv.ROOT, env=GIVEN_BACK | environment)
    worker = Child([str(venv.PYTHON), "manage.py", "work"], cwd=venv.ROOT, env=environment)
    try:
        shown = f"[{host}]" if ":" in host else host
        visited = f"[{EVERYWHERE[host]}]" if host == "::" else EVERYWHERE.get(host, shown)
        if not _answers(f"http://{visited}:{port}/healthz", server):
            server.stop()
            give_up("The server did not start.")
        say(f"Ready: http://{visited}:{port}/")
        while not (server.ended() or worker.ended()):
            time.sleep(1)
        say("The server has ended." if server.ended() else "The worker has ended.")
        return 1
    finally:
        worker.stop()
        server.stop()


def _answers(address: str, server: Child) -> bool:
    """True as soon as the server says that it is well."""
    deadline = time.monotonic() + START
    while time.monotonic() < deadline and not server.ended():
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address, timeout=5) as page:
                return bool(page.status == 200)
        except OSError:
            time.sleep(0.1)
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
