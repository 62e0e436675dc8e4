"""Servers to measure, and a client light enough to measure them with. Shared by the benchmarks."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tools.house.child import Child
from tools.house.memory import GIVEN_BACK
from tools.house.ports import free_port

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv" / "bin" / "python"
CONNECTIONS = 8


@contextmanager
def granian(application: str, cwd: Path, environment: Mapping[str, str], health: str) -> Iterator[tuple[int, int]]:
    """One worker that serves the application; its port and process id."""
    port = free_port()
    command = [str(PYTHON), "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "1"]
    command += ["--blocking-threads", "4", "--log-level", "error", application]
    server = Child(command, cwd=cwd, env=GIVEN_BACK | os.environ | dict(environment))
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                ask(port, health)
                break
            except OSError:
                time.sleep(0.2)
        yield port, server.pid
    finally:
        server.stop()


def request(path: str, headers: str = "Accept-Encoding: gzip\r\n") -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n".encode()


def ask(port: int, path: str, headers: str = "Accept-Encoding: gzip\r\n") -> tuple[int, int]:
    """Ask once; the status and the whole answer's length in bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(request(path, headers + "Connection: close\r\n"))
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    if not answer:
        raise OSError("no answer")
    return int(answer.split(b" ", 2)[1]), len(answer)


def rate(port: int, path: str, seconds: float) -> float:
    """Requests a second over eight kept-open connections. The page must be the same length each time."""
    asking = request(path)
    connections = [socket.create_connection(("127.0.0.1", port), timeout=60) for _ in range(CONNECTIONS)]
    length = _first_length(connections[0], asking)
    done, begun = 0, time.monotonic()
    while (spent := time.monotonic() - begun) < seconds:
        for connection in connections:
            connection.sendall(asking)
        for connection in connections:
            left = length
            while left > 0:
                left -= len(connection.recv(min(left, 1 << 18)))
        done += CONNECTIONS
    for connection in connections:
        connection.close()
    return done / spent


def _first_length(connection: socket.socket, asking: bytes) -> int:
    """How long an answer is, head and all; what follows counts only bytes."""
    connection.sendall(asking)
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += connection.recv(65536)
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    length = next(int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length"))
    while len(body) < length:
        body += connection.recv(65536)
    return len(head) + 4 + length
