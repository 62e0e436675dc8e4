"""What is deleted is gone from the files of the database, and not only from what a query finds."""

import random
import sqlite3

import pytest
from django.db import connection
from django.db.utils import OperationalError

from tests.lib.test_sqlite import opened
from whoscounting.lib.sqlite.forgetting import forget_deleted

NAME = "wilhelmina"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "db.sqlite3"


@pytest.fixture
def database(file, django_db_blocker):
    """Letters by the hundred, each in a full-text index, one of them with a name in it."""
    random.seed(8)
    words = ["".join(random.choices("aeiknrst", k=7)) for _ in range(2000)]
    with django_db_blocker.unblock():
        database = opened(file)
        with database.cursor() as cursor:
            cursor.execute("CREATE TABLE letter (id integer PRIMARY KEY, words text)")
            cursor.execute("CREATE VIRTUAL TABLE letter_index USING fts5(words)")
            for number in range(300):
                letter = " ".join([*random.choices(words, k=50), NAME if number == 150 else "nobody"])
                cursor.execute("INSERT INTO letter VALUES (%s, %s)", [number, letter])
                cursor.execute("INSERT INTO letter_index (rowid, words) VALUES (%s, %s)", [number, letter])
        forget_deleted(database)
        yield database
        database.close()


def traces(file) -> int:
    """How often the name stands in the database's files."""
    return sum(path.read_bytes().count(NAME.encode()) for path in file.parent.glob(f"{file.name}*"))


def delete(database) -> None:
    with database.cursor() as cursor:
        cursor.execute("DELETE FROM letter WHERE id = 150")
        cursor.execute("DELETE FROM letter_index WHERE rowid = 150")


def test_a_deleted_name_is_gone_from_table_index_and_log(file, database):
    assert traces(file)
    delete(database)
    assert traces(file)
    forget_deleted(database)
    assert traces(file) == 0


def test_what_was_not_deleted_is_still_found(file, database):
    delete(database)
    forget_deleted(database)
    with database.cursor() as cursor:
        found = cursor.execute("SELECT count(*) FROM letter_index WHERE letter_index MATCH 'nobody'").fetchone()
    assert found == (299,)


def test_while_somebody_reads_the_old_state_it_says_that_it_has_to_wait(file, database):
    reader = sqlite3.connect(file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM letter").fetchone()
    delete(database)
    with pytest.raises(OperationalError, match="still reads"):
        forget_deleted(database)
    reader.close()
    forget_deleted(database)
    assert traces(file) == 0


@pytest.mark.skipif(connection.vendor == "sqlite", reason="It is of another database.")
@pytest.mark.django_db
def test_another_database_is_left_to_its_own_ways():
    forget_deleted(connection)
