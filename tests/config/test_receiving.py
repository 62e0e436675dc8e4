"""The worker with a real mail box: whatever happens to it, each letter is there once and none is lost."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.mail.dovecot import MISSING, PROGRAMS, Dovecot, dovecot
from tests.mail.receiving import arrived_mail, empty_vault, kept, letter
from tools.house.debian import find
from whoscounting.config.management import receiving

ROOT = Path(__file__).resolve().parents[2]
needs_dovecot = pytest.mark.skipif(not find(PROGRAMS), reason=MISSING)


class Launch:
    """A launch of its own, with an empty database and this mail box."""

    def __init__(self, folder: Path, post: Dovecot) -> None:
        self._database = folder / "launch" / "db.sqlite3"
        settings = {"DATA_DIR": str(folder), "WORLD": "launch", "IMAP_URL": post.url, "REPLY_DOMAIN": "r.example"}
        self._environment = {"PATH": os.environ["PATH"]} | settings
        for command in (["migrate", "-v0"], ["createcachetable"]):
            self.start(*command).wait(timeout=240)

    def start(self, *command: str) -> subprocess.Popen:
        return subprocess.Popen([sys.executable, "manage.py", *command], cwd=ROOT, env=self._environment)

    def ask(self, question: str) -> int:
        with sqlite3.connect(self._database) as database:
            return database.execute(question).fetchone()[0]


@pytest.fixture(scope="module")
def post():
    with dovecot() as running:
        yield running


@pytest.fixture(scope="module")
def launch(tmp_path_factory, post) -> Launch:
    return Launch(tmp_path_factory.mktemp("launch"), post)


def until(true: Callable[[], bool], seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)


@needs_dovecot
def test_two_workers_that_are_killed_again_and_again_lose_nothing_and_double_nothing(launch, post):
    chance = random.Random(5)
    many = 120
    post.deliver(*(letter(number).as_bytes() for number in range(many)))
    for _ in range(6):
        workers = [launch.start("work"), launch.start("work")]
        time.sleep(1.5 + 2 * chance.random())
        for worker in workers:
            worker.send_signal(signal.SIGKILL)
            worker.wait()
    workers = [launch.start("work"), launch.start("work")]
    try:
        until(lambda: launch.ask("SELECT count(*) FROM mail_inbound WHERE held <> ''") == many)
        until(lambda: not post.inbox())
    finally:
        for worker in workers:
            worker.terminate()
        # One that had only just begun had not learnt yet to end in peace.
        assert {worker.wait(timeout=30) for worker in workers} <= {0, -signal.SIGTERM}
    assert launch.ask("SELECT count(*) FROM mail_inbound") == many
    assert launch.ask("SELECT count(*) FROM mail_inbound WHERE state = 'read'") == many
    assert launch.ask("SELECT count(*) FROM ledger_event WHERE verb = 'mail read'") == many
    assert launch.ask("SELECT count(*) FROM ledger_event WHERE verb = 'mail held'") == many


@needs_dovecot
def test_one_turn_fetches_reads_and_files(launch, post):
    before = launch.ask("SELECT count(*) FROM mail_inbound")
    post.deliver(letter(1000).as_bytes())
    assert launch.start("work", "--once").wait(timeout=60) == 0
    assert launch.ask("SELECT count(*) FROM mail_inbound WHERE held <> ''") == before + 1


@pytest.mark.django_db
def test_a_mail_box_that_is_away_is_said_once_and_holds_up_nothing_else(settings, tmp_path, monkeypatch):
    empty_vault(settings, tmp_path)
    settings.IMAP_URL = "imap+plain://a:b@127.0.0.1:1/INBOX"
    monkeypatch.setattr(receiving, "LOOK", 0)
    said: list[str] = []
    receiver = receiving.Receiver(said.append)
    kept(letter())
    for _ in range(2):
        receiver.turn()
    assert len(said) == 1
    assert "can’t be reached" in said[0]
    assert arrived_mail().get().held


@pytest.mark.django_db
def test_without_a_mail_box_what_came_another_way_is_filed(settings, tmp_path):
    empty_vault(settings, tmp_path)
    kept(letter())
    call_command("work", "--once")
    assert arrived_mail().get().held
