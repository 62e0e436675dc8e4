"""bin/restore: the way back. All of it or nothing, and what stood there before is still there."""

import resource
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from sqlite3 import connect

import pytest

from tests.config.home import DIGEST, LETTER, ROOT, Home, tree


@pytest.fixture
def fresh(tmp_path) -> Home:
    """A machine on which nothing stands."""
    return Home(tmp_path / "fresh")


def rows(home: Home) -> dict[str, list]:
    """Every row of every table, but for the cache."""
    with closing(connect(home.database)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: database.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}  # noqa: S608


@pytest.fixture
def lend_static_files(prepared):
    """Spare a start the half minute in which it makes them anew."""

    def lend(home: Home) -> None:
        (home.world / "static").symlink_to(prepared / "launch" / "static")

    return lend


def lines(home: Home) -> int:
    with closing(connect(home.database)) as database:
        return database.execute("SELECT count(*) FROM ledger_event").fetchone()[0]


def test_a_world_comes_out_as_it_went_in_and_a_start_finds_all_of_it_standing(home, fresh, lend_static_files):
    file = home.backup()
    done = fresh.restore(file)
    assert done.returncode == 0, done.stderr
    assert "Restored the launch of " in done.stdout
    assert rows(fresh) == rows(home)
    assert (fresh.world / "evidence" / DIGEST[:2] / DIGEST).read_bytes() == LETTER
    assert (fresh.world / "media" / "images" / "porträt.jpg").read_bytes() == b"a picture"
    assert (fresh.world / "secret-key").read_text() == (home.world / "secret-key").read_text()
    before = lines(fresh)
    lend_static_files(fresh)
    assert fresh.manage("prepare").returncode == 0
    assert lines(fresh) == before


def test_only_what_every_visitor_sees_is_readable_for_others(home, fresh):
    fresh.restore(home.backup())
    readable = {path.name for path in fresh.world.rglob("*") if path.is_file() and path.stat().st_mode & 0o077}
    assert readable == {"porträt.jpg", "restored"}


def test_into_a_folder_restores_there_and_leaves_the_own_world_alone(home, tmp_path):
    file, before = home.backup(), tree(home.data)
    there = tmp_path / "there"
    there.mkdir()
    options = [str(file), "--into", "launch", "--into", "copy"]
    done = subprocess.run([ROOT / "bin/restore", *options], cwd=there, env=home.environment, check=False)
    assert done.returncode == 0
    assert tree(home.data) == before
    assert rows(Home(there / "copy")) == rows(home)


def test_a_backup_of_the_other_world_is_refused_and_the_way_is_told(home, fresh):
    file = home.backup()
    done = fresh.restore(file, WORLD="rehearsal")
    assert done.returncode == 1
    assert "This is a backup of the launch, and WORLD says rehearsal." in done.stderr
    assert "--into launch" in done.stderr
    assert tree(fresh.data) == {}


def test_a_world_that_stands_is_left_alone(home):
    file, before = home.backup(), tree(home.data)
    done = home.restore(file)
    assert done.returncode == 1
    assert "stands already" in done.stderr
    assert tree(home.data) == before


def test_correspondence_without_its_database_stands_too(home):
    file = home.backup()
    home.database.unlink()
    assert "stands already" in home.restore(file).stderr
    assert (home.world / "evidence" / DIGEST[:2] / DIGEST).exists()


def test_with_replace_the_old_world_is_moved_aside_whole(home):
    file = home.backup()
    (home.world / "media" / "later.jpg").write_bytes(b"later")
    before = tree(home.world)
    done = home.restore(file, "--replace")
    assert done.returncode == 0, done.stderr
    (aside,) = home.data.glob("launch-before-restore-*")
    assert str(aside) in done.stdout
    assert tree(aside) == before
    assert not (home.world / "media" / "later.jpg").exists()


def test_a_database_outside_of_the_worlds_folder_goes_and_comes_too(home, tmp_path):
    elsewhere = tmp_path / "disk" / "census.sqlite3"
    elsewhere.parent.mkdir()
    home.database.rename(elsewhere)
    home.environment["DATABASE_URL"] = f"sqlite:///{elsewhere}"
    file = home.backup()
    with closing(connect(elsewhere)) as database:
        database.execute("CREATE TABLE later (id integer)")
    changed = elsewhere.read_bytes()
    done = home.restore(file, "--replace")
    assert done.returncode == 0, done.stderr
    with closing(connect(elsewhere)) as database:
        assert database.execute("SELECT count(*) FROM sqlite_master WHERE name = 'later'").fetchone() == (0,)
    (aside,) = elsewhere.parent.glob("census.sqlite3-before-restore-*[0-9]")
    assert aside.read_bytes() == changed


def test_nothing_is_restored_while_the_worker_runs(home):
    file = home.backup()
    worker = home.started("manage.py", "work", stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 30
        while not (home.world / "worker-heartbeat").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        before = home.world.stat().st_ino
        done = home.restore(file, "--replace")
        assert done.stderr == "CommandError: The launch is running, or is being backed up. Stop it first.\n"
        assert home.world.stat().st_ino == before
        assert not list(home.data.glob("launch-before-restore-*"))
    finally:
        worker.terminate()
        worker.wait()
    assert home.restore(file, "--replace").returncode == 0


def test_the_site_goes_on_from_a_restored_world_and_nothing_is_restored_while_it_runs(home, fresh, lend_static_files):
    file = home.backup()
    assert fresh.restore(file).returncode == 0
    lend_static_files(fresh)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        fresh.environment["PORT"] = str(probe.getsockname()[1])
    site = subprocess.Popen(["bin/run"], cwd=ROOT, env=fresh.environment, stdout=subprocess.PIPE, text=True)
    try:
        assert any(line.startswith("Ready: ") for line in site.stdout)
        with urllib.request.urlopen(f"http://127.0.0.1:{fresh.environment['PORT']}/healthz", timeout=10) as page:
            assert page.read() == b"ok"
        assert "The launch is running" in fresh.restore(file, "--replace").stderr
        assert fresh.run("bin/backup").returncode == 0
    finally:
        site.send_signal(signal.SIGTERM)
        site.communicate(timeout=60)
    assert fresh.restore(file, "--replace").returncode == 0


def test_a_start_waits_for_nobody_while_a_backup_is_being_restored(home):
    held = home.started("-c", HOLD, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert held.stdout.readline() == "alone\n"
    try:
        for command in (["manage.py", "prepare"], ["manage.py", "work", "--once"], ["-c", SERVE]):
            process = home.started(*command, stderr=subprocess.PIPE)
            said = process.communicate(timeout=60)[1]
            assert "A backup of the launch is being restored. Start again when that is over." in said
            assert process.returncode == 1
    finally:
        held.communicate("\n", timeout=60)


HOLD = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "whoscounting.config.settings"
django.setup()
from whoscounting.config import inuse
inuse.alone()
print("alone", flush=True)
input()
"""
SERVE = "import whoscounting.config.wsgi"


def test_an_older_backup_is_brought_up_to_date_by_the_next_start(home, fresh, lend_static_files):
    assert home.manage("migrate", "ledger", "0001", "-v", "0").returncode == 0
    assert fresh.restore(home.backup()).returncode == 0
    lend_static_files(fresh)
    assert fresh.manage("prepare").returncode == 0
    with closing(connect(fresh.database)) as database:
        found = database.execute("SELECT name FROM django_migrations WHERE app = 'ledger'").fetchall()
    assert ("0002_written_once",) in found


QUEUE = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "whoscounting.config.settings"
django.setup()
from tests.mail.making import queued
queued(2)
"""
STATES = "SELECT state, count(*) FROM mail_message GROUP BY state"


def test_a_letter_that_waited_in_the_backup_is_not_sent_before_a_person_has_looked(home, fresh, lend_static_files):
    assert home.run(sys.executable, "-c", QUEUE).returncode == 0
    assert fresh.restore(home.backup()).returncode == 0
    lend_static_files(fresh)
    for _ in range(2):
        assert fresh.manage("prepare").returncode == 0
        with closing(connect(fresh.database)) as database:
            assert database.execute(STATES).fetchall() == [("unsure", 2)]
    assert fresh.run(sys.executable, "-c", QUEUE.replace("queued(2)", "queued(3)")).returncode == 0
    assert fresh.manage("prepare").returncode == 0
    with closing(connect(fresh.database)) as database:
        assert sorted(database.execute(STATES).fetchall()) == [("queued", 1), ("unsure", 2)]


def test_a_backup_that_knows_more_than_this_release_is_refused(home, fresh):
    with closing(connect(home.database)) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('census', '0099_later', '2027-01-01')"
        )
        database.commit()
    done = fresh.restore(home.backup())
    assert done.returncode == 1
    assert "which knows more than this one (census.0099_later). Install that release first." in done.stderr
    assert tree(fresh.data) == {}


def test_a_secret_key_from_the_environment_is_asked_for(home, fresh):
    (home.world / "secret-key").unlink()
    file = home.backup(SECRET_KEY="from-the-environment-of-this-test")
    done = fresh.restore(file, SECRET_KEY="from-the-environment-of-this-test")
    assert "start with the same SECRET_KEY as then" in done.stdout
    assert not (fresh.world / "secret-key").exists()


def test_a_file_that_is_not_there_is_said(fresh):
    done = fresh.restore(fresh.data / "nothing.zip")
    assert done.stderr.startswith("CommandError: The backup could not be read"), done.stderr
    assert "No such file or directory" in done.stderr


def test_a_full_disk_leaves_the_world_as_it_was(home):
    (home.world / "media" / "film.bin").write_bytes(bytes(4 * 1024 * 1024))
    file, before = home.backup(), tree(home.data)

    def little_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (3 * 1024 * 1024, 3 * 1024 * 1024))

    process = home.started(
        "manage.py", "restore", str(file), "--replace", stderr=subprocess.PIPE, preexec_fn=little_room
    )
    assert "File too large" in process.communicate(timeout=60)[1]
    assert process.returncode == 1
    assert tree(home.data) == before


def test_what_a_killed_restore_left_is_cleared_up_by_the_next(home, fresh):
    file = home.backup()
    left = fresh.data / ".launch-restoring-old" / "world"
    left.mkdir(parents=True)
    assert fresh.restore(file).returncode == 0
    assert not left.exists()
