"""Backup and restore of a world on PostgreSQL, with a real server."""

import json
import os
import subprocess
import sys
from contextlib import closing, nullcontext
from hashlib import sha256
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.config.home import DIGEST, Home, held, tree
from tests.config.keeping.forging import forged, listed
from tests.config.keeping.test_backup import WRITER
from tools.house import postgres
from tools.house.debian import Missing

COUNT = "SELECT count(*) FROM ledger_event"
SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'before_restore_%'"


class Server:
    """A server on which each test makes databases of its own; a template has the launch already."""

    def __init__(self, address: str, data) -> None:
        self.address, self.data = urlsplit(address), data
        self.names: list[str] = []

    def url(self, name: str) -> str:
        return self.address._replace(path=f"/{name}").geturl()

    def make(self, name: str, template: str = "template1") -> str:
        self.drop(name)
        self.ask(f"CREATE DATABASE {name} TEMPLATE {template}")
        self.names.append(name)
        return self.url(name)

    def drop(self, name: str) -> None:
        self.ask(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def ask(self, query: str, name: str = "postgres") -> list[tuple]:
        with closing(psycopg.connect(self.url(name), autocommit=True)) as connection:
            found = connection.execute(query)
            return found.fetchall() if found.description else []


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    named = os.environ.get("DATABASE_URL", "")
    try:
        with nullcontext(named) if named.startswith("postgres") else postgres.cluster() as address:
            mine = Server(address, tmp_path_factory.mktemp("postgres"))
            done = Home(mine.data, DATABASE_URL=mine.make("keeping_template")).manage("prepare")
            assert done.returncode == 0, done.stderr
            yield mine
            for name in mine.names:
                mine.drop(name)
    except Missing as missing:
        pytest.skip(f"NOT TESTED: backups of PostgreSQL. {missing}")


@pytest.fixture
def home(home, server) -> Home:
    """The launch on PostgreSQL, with the files of the other tests."""
    home.database.unlink()
    home.environment["DATABASE_URL"] = server.make("keeping_home", "keeping_template")
    return home


@pytest.fixture
def fresh(server, tmp_path) -> Home:
    return Home(tmp_path / "fresh", DATABASE_URL=server.make("keeping_fresh"))


def test_a_world_comes_out_as_it_went_in_and_a_start_finds_all_of_it_standing(home, fresh, server, prepared):
    file = home.backup()
    assert "database.dump" in held(file)
    done = fresh.restore(file)
    assert done.returncode == 0, done.stderr
    assert (fresh.world / "evidence" / DIGEST[:2] / DIGEST).exists()
    before = server.ask(COUNT, "keeping_fresh")
    assert before == server.ask(COUNT, "keeping_home")
    (fresh.world / "static").symlink_to(prepared / "launch" / "static")
    assert fresh.manage("prepare").returncode == 0
    assert server.ask(COUNT, "keeping_fresh") == before
    with pytest.raises(psycopg.Error, match="written once"):
        server.ask("DELETE FROM ledger_event", "keeping_fresh")


def test_with_replace_the_old_database_is_put_aside_and_no_later_backup_holds_it(home, server):
    file = home.backup()
    server.ask("CREATE TABLE later (id integer)", "keeping_home")
    assert "stands already" in home.restore(file).stderr
    done = home.restore(file, "--replace")
    assert done.returncode == 0, done.stderr
    ((aside,),) = server.ask(SCHEMAS, "keeping_home")
    assert aside in done.stdout
    assert server.ask(f"SELECT count(*) FROM {aside}.later", "keeping_home") == [(0,)]  # noqa: S608
    assert server.ask("SELECT to_regclass('public.later')", "keeping_home") == [(None,)]
    again = home.backup()
    assert aside.encode() not in held(again)["database.dump"]
    assert home.restore(again, "--replace").returncode == 0
    assert len(server.ask(SCHEMAS, "keeping_home")) == 2


def test_backups_while_others_write_are_of_one_moment(home, fresh, server, tmp_path):
    stop = tmp_path / "stop"
    writer = home.started("-c", WRITER, str(stop), stdout=subprocess.PIPE)
    try:
        assert writer.stdout.readline() == "writing\n"
        file = home.backup()
    finally:
        stop.touch()
        writer.communicate(timeout=60)
    assert fresh.restore(file).returncode == 0
    content = held(file)
    rows = server.ask("SELECT sha256 FROM census_evidence WHERE sha256 <> ''", "keeping_fresh")
    assert rows
    for (name,) in rows:
        assert sha256(content[f"world/evidence/{name[:2]}/{name}"]).hexdigest() == name
    counted = json.loads(content["manifest.json"])["rows"]
    for table in ("ledger_event", "census_evidence", "census_answer"):
        assert server.ask(f"SELECT count(*) FROM {table}", "keeping_fresh") == [(counted[table],)]  # noqa: S608


def test_nothing_is_restored_while_another_machine_uses_the_database(home, server):
    file = home.backup()
    with closing(psycopg.connect(server.url("keeping_home"))):
        done = home.restore(file, "--replace")
    assert "1 other connections use the database. Stop the site on every machine first." in done.stderr
    assert server.ask(SCHEMAS, "keeping_home") == []


@pytest.mark.parametrize("stands", [True, False])
def test_a_dump_that_cant_be_loaded_leaves_all_as_it_was(home, fresh, server, tmp_path, stands):
    files = {"database.dump": b"PGDMP and then nothing of use", "world/secret-key": b"x" * 50}
    file = forged(tmp_path / "forged.zip", files, manifest=listed(files, database="postgresql"))
    mine, name = (home, "keeping_home") if stands else (fresh, "keeping_fresh")
    before = tree(mine.data)
    done = mine.restore(file, "--replace")
    assert "PostgreSQL could not be restored. pg_restore says:" in done.stderr
    assert server.ask(SCHEMAS, name) == []
    assert server.ask("SELECT to_regclass('public.ledger_event') IS NOT NULL", name) == [(stands,)]
    assert tree(mine.data).items() >= before.items()


def test_the_database_of_the_other_world_is_put_back_out(home, fresh, server, tmp_path):
    content = held(home.backup())
    content.pop("manifest.json")
    manifest = listed(content, database="postgresql", world="rehearsal")
    file = forged(tmp_path / "forged.zip", content, manifest=manifest)
    done = fresh.restore(file, "--into", "rehearsal")
    assert "of another world than the backup says" in done.stderr
    assert server.ask("SELECT to_regclass('public.ledger_event')", "keeping_fresh") == [(None,)]


def test_a_backup_of_the_other_kind_of_database_is_refused(home, fresh):
    file = home.backup()
    fresh.environment.pop("DATABASE_URL")
    done = fresh.restore(file)
    assert "This backup is of PostgreSQL, and DATABASE_URL names SQLite." in done.stderr
    assert tree(fresh.data) == {}


def test_a_server_that_does_not_answer_is_said_without_the_password(home):
    address = "postgres://census:hidden@127.0.0.1:9/launch"
    done = home.run("bin/backup", DATABASE_URL=address)
    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: The database does not answer"), done.stderr
    assert "hidden" not in done.stderr + done.stdout
    assert home.backups() == []


WITHOUT_TOOLS = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "whoscounting.config.settings"
from django.core.management import execute_from_command_line
from whoscounting.config.keeping import postgres
postgres.INSTALLED = "/nowhere/{}/{}"
execute_from_command_line(["manage.py", "backup"])
"""


def test_a_missing_tool_is_said_with_what_to_type(home):
    done = home.run(sys.executable, "-c", WITHOUT_TOOLS, PATH="/nowhere")
    assert done.returncode == 1
    assert "pg_dump is missing on this machine. On Debian: apt-get install postgresql-client-" in done.stderr
    assert home.backups() == []
