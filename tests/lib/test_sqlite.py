"""The database backend: nothing is lost, nobody waits for ever, and readers never wait. With real processes."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.db.utils import OperationalError, load_backend

ROOT = Path(__file__).resolve().parents[2]
ENGINE = load_backend("whoscounting.lib.sqlite").DatabaseWrapper
OPEN = """
import sys, time, django
from django.conf import settings
settings.configure(DATABASES={"default": {"ENGINE": "whoscounting.lib.sqlite", "NAME": sys.argv[1]}})
django.setup()
from django.db import connection, transaction
cursor = connection.cursor()
"""
ADD_ONE_MANY_TIMES = """
for _ in range(25):
    with transaction.atomic():
        cursor.execute("SELECT n FROM counter")
        cursor.execute("UPDATE counter SET n = %s", [cursor.fetchone()[0] + 1])
    cursor.execute("INSERT INTO line DEFAULT VALUES RETURNING id")
"""
WRITE_AND_SLEEP = """
with transaction.atomic():
    cursor.execute("UPDATE counter SET n = 99")
    print("writing", flush=True)
    time.sleep(60)
"""


def opened(file: Path | str, **options: object):
    """A connection of our backend of its own, as another process or thread has one."""
    settings = connection.settings_dict | {"NAME": file, "OPTIONS": options, "TIME_ZONE": None, "CONN_MAX_AGE": 0}
    settings |= {"AUTOCOMMIT": True, "CONN_HEALTH_CHECKS": False}
    return ENGINE(settings, "other")


@pytest.fixture(autouse=True)
def _databases_of_their_own(django_db_blocker):
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database with a counter at 0 and an empty list of lines."""
    path = tmp_path / "db.sqlite3"
    database = opened(path)
    with database.cursor() as cursor:
        cursor.execute("CREATE TABLE counter (n integer)")
        before = "REFERENCES line DEFERRABLE INITIALLY DEFERRED"
        cursor.execute(f"CREATE TABLE line (id integer PRIMARY KEY, before integer {before})")
        cursor.execute("INSERT INTO counter VALUES (0)")
    database.close()
    return path


def started(code: str, file: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", OPEN + code, str(file)], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def one(file: Path, query: str) -> object:
    with sqlite3.connect(file) as database:
        return database.execute(query).fetchone()[0]


def is_free(file: Path) -> bool:
    """Whether another could write now."""
    database = opened(file, timeout=0.2)
    try:
        with database.cursor() as cursor:
            cursor.execute("UPDATE counter SET n = n")
    except OperationalError:
        return False
    finally:
        database.close()
    return True


def test_eight_processes_write_at_once_and_nothing_is_lost(file):
    writers = [started(ADD_ONE_MANY_TIMES, file) for _ in range(8)]
    assert [writer.wait(60) for writer in writers] == [0] * 8
    assert one(file, "SELECT n FROM counter") == 8 * 25
    assert one(file, "SELECT count(*) FROM line") == 8 * 25


def test_eight_threads_write_at_once_and_nothing_is_lost(file):
    def add():
        database = opened(file)
        for _ in range(25):
            with database.cursor() as cursor:
                cursor.execute("UPDATE counter SET n = n + 1")
        database.close()

    threads = [threading.Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert one(file, "SELECT n FROM counter") == 8 * 25


def test_a_writer_that_is_killed_lets_the_next_one_write_and_leaves_nothing_half_done(file):
    writer = started(WRITE_AND_SLEEP, file)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "writing\n"
    assert not is_free(file)
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    assert is_free(file)
    assert one(file, "SELECT n FROM counter") == 0


def test_readers_do_not_wait_for_a_writer(file):
    writer, reader = opened(file), opened(file, timeout=0.2)
    writer.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with reader.cursor() as cursor:
        cursor.execute("SELECT n FROM counter")
        assert cursor.fetchone() == (0,)
    assert not is_free(file)
    writer.rollback()
    writer.close()
    reader.close()


def test_waiting_too_long_is_said_in_words_and_later_writing_works_again(file):
    writer, late = opened(file), opened(file, timeout=0.2)
    writer.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    asked = time.monotonic()
    with late.cursor() as cursor, pytest.raises(OperationalError, match="has been writing for too long"):
        cursor.execute("UPDATE counter SET n = 1")
    assert time.monotonic() - asked < 2
    writer.commit()
    with late.cursor() as cursor:
        cursor.execute("UPDATE counter SET n = 2")
    assert one(file, "SELECT n FROM counter") == 2
    writer.close()
    late.close()


@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_the_end_of_a_transaction_lets_the_next_one_write(file, end):
    database = opened(file)
    database.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert not is_free(file)
    getattr(database, end)()
    assert is_free(file)
    database.close()


def test_a_commit_that_the_database_refuses_lets_the_next_one_write_after_the_rollback(file):
    database = opened(file)
    database.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with database.cursor() as cursor:
        cursor.execute("INSERT INTO line (before) VALUES (77)")
    with pytest.raises(IntegrityError):
        database.commit()
    database.rollback()
    assert is_free(file)
    database.close()


def test_a_statement_that_fails_outside_a_transaction_lets_the_next_one_write(file):
    database = opened(file)
    with database.cursor() as cursor, pytest.raises(OperationalError):
        cursor.execute("UPDATE nowhere SET n = 1")
    assert is_free(file)
    database.close()


def test_what_a_write_returns_can_be_read_in_every_way(file):
    database = opened(file)
    insert = "INSERT INTO line (id) VALUES (%s), (%s), (%s) RETURNING id"
    with database.cursor() as cursor:
        cursor.execute(insert, [1, 2, 3])
        assert is_free(file)
        assert cursor.fetchone() == (1,)
        assert cursor.fetchmany(1) == [(2,)]
        assert list(cursor) == [(3,)]
        assert cursor.fetchone() is None
        cursor.execute(insert, [4, 5, 6])
        assert cursor.fetchall() == [(4,), (5,), (6,)]
        cursor.execute("SELECT count(*) FROM line")
        assert cursor.fetchone() == (6,)
    database.close()


def test_a_database_is_durable_and_checks_its_references(file):
    database = opened(file)
    with database.cursor() as cursor:
        found = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    database.close()
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_database_in_memory_needs_no_queue():
    database = opened(":memory:")
    with database.cursor() as cursor:
        cursor.execute("CREATE TABLE counter (n integer)")
        cursor.executemany("INSERT INTO counter VALUES (%s)", [[1], [2]])
        cursor.execute("SELECT sum(n) FROM counter")
        assert cursor.fetchone() == (3,)
    assert database.queue is None


def test_an_inner_transaction_does_not_let_others_in_before_the_outer_one_ends(file):
    database = connections["other"] = opened(file)
    with transaction.atomic(using="other"):
        with transaction.atomic(using="other"):
            pass
        assert not is_free(file)
    assert is_free(file)
    database.close()
    del connections["other"]
