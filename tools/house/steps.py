"""What bin/test does, in this order."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from tools.house import npm, postgres
from tools.house.debian import Missing, program
from tools.house.venv import ROOT, VENV
from tools.house.words import say

CHROMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
BROWSER = Path("tests", "browser")
DOVECOTS = ["dovecot", "/usr/sbin/dovecot"]
# These start their own processes and databases: a step of its own, on neither of the two databases.
OWN = (
    "config/test_run.py",
    "config/test_receiving.py",
    "config/keeping",
    "config/doctor",
    "lib/test_sqlite.py",
    "mail/test_imap.py",
)
ONCE = [f"--ignore=tests/{own}" for own in OWN]


@dataclass(frozen=True)
class Step:
    group: str
    name: str
    do: Callable[[], bool]


def all_steps() -> list[Step]:
    return [
        Step("lint", "ruff check", lambda: _ours("ruff", "check", ".")),
        Step("lint", "ruff format", lambda: _ours("ruff", "format", "--check", ".")),
        Step("lint", "djade (templates)", lambda: _ours("djade", "--check", *templates())),
        Step("lint", "mypy", lambda: _ours("mypy", "whoscounting", "tools")),
        Step("lint", "lint-imports (floors)", lambda: _ours("lint-imports")),
        Step("lint", "migrations", lambda: _manage("makemigrations", "--check", "--dry-run", "-v", "1")),
        Step("sqlite", "pytest on SQLite", lambda: _pytest("-m", "not browser", *ONCE)),
        Step("postgres", "pytest on PostgreSQL", _on_postgres),
        Step("whole", "pytest of whole processes", _whole),
        Step("js", "node --test", _node),
        Step("browser", "pytest in a browser", _in_browser),
    ]


def templates() -> list[str]:
    """Every template of ours, in the form that djade 1 writes for this Django."""
    found = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("whoscounting/*/templates/**/*.html"))
    return ["--target-version", "5.2", *found]


def _ours(tool: str, *arguments: str) -> bool:
    """Run a tool out of .venv."""
    return _run([str(VENV / "bin" / tool), *arguments])


def _manage(*arguments: str) -> bool:
    settings = {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": ""}
    return _run([str(VENV / "bin" / "python"), "manage.py", *arguments], environment=settings)


def _pytest(*arguments: str, **environment: str) -> bool:
    """Each run has the database that it is given, whatever DATABASE_URL says outside."""
    return _run([str(VENV / "bin" / "pytest"), *arguments], environment={"DATABASE_URL": ""} | environment)


def _whole() -> bool:
    """What starts, kills, keeps and restores whole sites, and looks into a real mail box."""
    try:
        program(DOVECOTS, "dovecot-imapd")  # a real mail box for the tests of receiving
    except Missing as missing:
        if os.environ.get("CI"):
            raise
        say(f"{missing}. The tests that need it are skipped.")
    return _pytest("-m", "not browser", *(f"tests/{own}" for own in OWN))


def _on_postgres() -> bool:
    """On the server that DATABASE_URL names, or else on one of our own."""
    named = os.environ.get("DATABASE_URL", "")
    with nullcontext(named) if named.startswith("postgres") else postgres.cluster() as address:
        return _pytest("-m", "not browser", *ONCE, DATABASE_URL=address)


def _node() -> bool:
    tests = sorted(str(path) for path in Path("tests", "js").rglob("*.test.js"))
    return _run([program(["node"], "nodejs"), "--test", "--test-reporter=spec", *tests])


def _in_browser() -> bool:
    chrome = os.environ.get("CHROME_PATH") or program(CHROMES, "chromium")
    return npm.install(ROOT / BROWSER) and _pytest("-m", "browser", CHROME_PATH=chrome)


def _run(command: list[str], *, folder: Path = Path(), environment: dict[str, str] | None = None) -> bool:
    changed = os.environ | (environment or {})
    return subprocess.run(command, cwd=ROOT / folder, env=changed, check=False).returncode == 0
