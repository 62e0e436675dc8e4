"""Real workers, killed, frozen and let loose in twos: no letter arrives twice, and none is lost without a word."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, connections
from django.db.utils import load_backend

from tests.mail.making import NOW, mailing, queued, states
from tests.mail.postoffice import PostOffice, opened
from tests.mail.workers import GOING, ROOT, Worker, environment, kill_at_random, wait_until
from whoscounting.mail.models import Message

LEASE = 3  # seconds
ON_POSTGRES = connection.vendor == "postgresql"
END_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
NAME = f"workers_{os.getpid()}"


class House:
    """A launch with an empty outbox in a database of its own, which this process sees too, and its post office."""

    def __init__(self, office: PostOffice, folder: Path, url: str) -> None:
        self.office, self.folder = office, folder
        self.environment = environment(office, folder, lease=LEASE) | {"DATABASE_URL": url}
        self.workers: list[Worker] = []

    def worker(self) -> Worker:
        self.workers.append(Worker(self.environment))
        return self.workers[-1]

    def rested_worker(self) -> Worker:
        """One whose first round is over, so that it has nothing in hand but its letter when it is frozen.

        On SQLite a worker that is frozen while it writes holds up all who want to write, until it is thawed or killed.
        """
        Session.objects.create(session_key="old", session_data="", expire_date=NOW)
        worker = self.worker()
        wait_until(lambda: not Session.objects.exists())  # clearing old sessions is nearly the last thing it does
        time.sleep(1)
        return worker

    def settled(self) -> bool:
        return not Message.objects.filter(state__in=GOING).exists()

    def check(self) -> Counter[str]:
        """Nothing arrived twice, nothing that is called sent is missing, and what arrived is known or unsure."""
        got = {one.name for one in self.office.got}
        by_state = {state: set[str]() for state in Message.State}
        for state, name in Message.objects.values_list("state", "message_id"):
            by_state[state].add(name)
        assert self.office.twice() == []
        assert by_state["sent"] <= got
        assert got <= by_state["sent"] | by_state["unsure"]
        return Counter(states())


def url_of(folder: Path, name: str) -> str:
    server = connection.settings_dict
    if ON_POSTGRES:
        return f"postgres://{server['USER']}:{server['PASSWORD']}@{server['HOST']}:{server['PORT'] or 5432}/{name}"
    return f"sqlite:///{folder / name}.sqlite3"


def on_the_server(*statements: str) -> None:
    """What is done to whole databases, outside all of them."""
    aside = load_backend("django.db.backends.postgresql").DatabaseWrapper(
        connections["default"].settings_dict | {"NAME": "postgres"}, "aside"
    )
    with aside.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    aside.close()


@pytest.fixture(scope="module")
def template(tmp_path_factory, django_db_blocker) -> Iterator[Path]:
    """An empty launch, migrated once."""
    folder = tmp_path_factory.mktemp("template")
    with django_db_blocker.unblock():
        if ON_POSTGRES:
            on_the_server(f"CREATE DATABASE {NAME}_template")
        settings = {"WORLD": "launch", "DATA_DIR": str(folder), "DATABASE_URL": url_of(folder, f"{NAME}_template")}
        settings |= {"DJANGO_SETTINGS_MODULE": "whoscounting.config.settings"}
        for command in (["migrate", "-v0"], ["createcachetable"]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=os.environ | settings, check=True)
        yield folder
        if ON_POSTGRES:
            on_the_server(f"DROP DATABASE {NAME}_template")


@pytest.fixture
def house(template, tmp_path, django_db_blocker) -> Iterator[House]:
    with django_db_blocker.unblock(), opened(PostOffice()) as office:
        if ON_POSTGRES:
            on_the_server(f"CREATE DATABASE {NAME} TEMPLATE {NAME}_template")
            name = NAME
        else:
            name = str(shutil.copy(template / f"{NAME}_template.sqlite3", tmp_path / f"{NAME}.sqlite3"))
        usual = connections["default"]
        connections["default"] = type(usual)(usual.settings_dict | {"NAME": name}, "default")
        house = House(office, tmp_path, url_of(tmp_path, NAME))
        try:
            yield house
        finally:
            for worker in house.workers:
                worker.kill()
            connections["default"].close()
            connections["default"] = usual
            if ON_POSTGRES:
                on_the_server(f"DROP DATABASE {NAME} WITH (FORCE)")


def test_a_letter_goes_out_as_soon_as_it_is_queued(house):
    house.worker()
    queued(1, at=None)
    house.office.wait_for("GOT")
    wait_until(house.settled)
    began = time.monotonic()
    queued(2, at=None)
    house.office.wait_for("GOT", 2)
    assert time.monotonic() - began < 4  # two on a machine with nothing else to do
    wait_until(house.settled)
    assert house.check() == {"sent": 2}


def test_workers_killed_at_random_send_no_letter_twice_and_lose_none(house):
    queued(150, at=None, of=mailing())
    chance = Random()
    house.office.slow = {"DATA": lambda: chance.uniform(0, 0.01), "END": lambda: chance.uniform(0, 0.03)}
    killed = kill_at_random(house.worker, house.office, times=8, chance=chance)
    house.worker()
    wait_until(house.settled)
    ended = house.check()
    assert killed == 8
    assert ended["sent"] + ended["unsure"] == 150
    assert ended["unsure"] <= killed


def test_two_workers_share_the_letters(house):
    house.office.slow = {"END": 0.01}
    house.worker(), house.worker()
    queued(150, at=None)
    wait_until(house.settled)
    assert house.check() == {"sent": 150}
    assert house.office.steps["EHLO"] > 1


def test_a_worker_frozen_before_the_last_byte_wakes_up_to_find_its_letter_sent_by_another(house):
    pauses = [0.5]
    house.office.slow = {"DATA": lambda: pauses.pop() if pauses else 0}
    frozen = house.rested_worker()
    queued(3, at=None)
    house.office.wait_for("DATA")
    frozen.freeze()
    house.worker()
    wait_until(house.settled)
    frozen.thaw()
    time.sleep(1)
    assert house.check() == {"sent": 3}
    assert frozen.stop() == 0


def test_a_worker_frozen_after_it_leaves_the_letter_unsure_and_still_brings_the_answer_when_it_wakes(house):
    pauses = [0.5]
    house.office.slow = {"END": lambda: pauses.pop() if pauses else 0}
    frozen = house.rested_worker()
    queued(3, at=None)
    house.office.wait_for("END")
    frozen.freeze()
    house.worker()
    wait_until(house.settled)
    assert house.check() == {"unsure": 1, "sent": 2}
    frozen.thaw()
    wait_until(lambda: house.check() == {"sent": 3})


def test_sigterm_finishes_the_letter_in_hand(house):
    house.office.slow = {"END": 1.0}
    queued(5, at=None)
    worker = house.worker()
    house.office.wait_for("END")
    assert worker.stop() == 0
    assert house.check() == {"sent": 1, "queued": 4}


@pytest.mark.skipif(not ON_POSTGRES, reason="a file can't go away")
def test_the_servers_answer_is_kept_although_the_database_went_away_meanwhile(house):
    house.office.slow = {"END": 0.7}
    queued(1, at=None)
    house.worker()
    house.office.wait_for("END")
    with connection.cursor() as cursor:
        cursor.execute(END_OTHERS)
    wait_until(house.settled)
    assert house.check() == {"sent": 1}
