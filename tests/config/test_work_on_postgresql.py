"""The loop on PostgreSQL: real processes, several of them, and a database that hangs up on them."""

import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

psycopg = pytest.importorskip("psycopg")
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0  # seconds; a busy machine starts a process slowly
TWO_DRAFTS = """
from datetime import UTC, datetime
from django.conf import settings
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
from tests.pages.making import BY, update
from whoscounting.ledger.actions import open_book
from whoscounting.pages.actions import write_first_pages
open_book(world=settings.WORLD, by=BY)
write_first_pages(by=BY)
for title in ("First", "Second"):
    page = update(title, live=False)
    page.go_live_at = datetime(2999, 1, 1, tzinfo=UTC)
    page.save_revision().publish()
"""
LOOP = """
from whoscounting.config.management.commands import work
work.PAUSE = 0.2
work.Command().handle(once=False)
"""


class Site:
    """A site with a PostgreSQL database of its own."""

    def __init__(self, name, folder):
        known = connection.settings_dict
        user, password, host, port = (quote(str(known[part])) for part in ("USER", "PASSWORD", "HOST", "PORT"))
        self.address = f"postgresql://{user}:{password}@{host}:{port}/{name}"
        kept = {"PATH": os.environ["PATH"], "DATA_DIR": str(folder), "WORLD": "rehearsal"}
        self._environment = kept | {"DATABASE_URL": self.address}
        self.name = name

    def python(self, code):
        command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "-c", code]
        return subprocess.Popen(command, cwd=ROOT, env=self._environment, stderr=subprocess.PIPE, text=True)

    def ask(self, query, *values):
        with psycopg.connect(self.address, autocommit=True) as database:
            return database.execute(query, values).fetchall()

    def is_due(self, title):
        """Its hour has come."""
        self.ask(
            "UPDATE wagtailcore_revision SET approved_go_live_at = now(), content = content || '{\"go_live_at\": null}'"
            " WHERE object_str = %s RETURNING id",
            title,
        )

    def appears(self, title):
        deadline = time.monotonic() + PATIENCE
        while not self.ask("SELECT live FROM wagtailcore_page WHERE title = %s AND live", title):
            assert time.monotonic() < deadline, f"{title} was not published"
            time.sleep(0.1)

    def hang_up(self):
        """As a database does that is started anew."""
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
        return len(self.ask(others, self.name))


@pytest.fixture
def site(tmp_path, django_db_blocker):
    if connection.vendor != "postgresql":
        pytest.skip("It is about PostgreSQL.")
    name = f"work_{os.getpid()}"
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    site = Site(name, tmp_path)
    made = site.python(TWO_DRAFTS)
    assert made.wait() == 0, made.stderr.read()
    yield site
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def workers(site):
    both = [site.python(LOOP) for _ in range(2)]
    yield both
    for worker in both:
        worker.kill()


def test_two_workers_publish_each_page_once_and_go_on_when_the_database_hangs_up(site, workers):
    site.is_due("First")
    site.appears("First")
    assert site.hang_up()
    site.is_due("Second")
    site.appears("Second")
    for worker in workers:
        worker.terminate()
    assert [worker.wait(PATIENCE) for worker in workers] == [0, 0]
    published = site.ask("SELECT count(*) FROM ledger_event WHERE verb = 'published as scheduled'")
    assert published == [(2,)]
