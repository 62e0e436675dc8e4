"""bin/backup: everything of a world in one file, while others write, whole or not at all."""

import json
import os
import resource
import signal
import sqlite3
import subprocess
import time
from hashlib import sha256
from pathlib import Path

import pytest

from tests.config.home import DIGEST, ROOT, held

# Takes in replies as fast as it can, each with a letter, through the action that the desk calls.
WRITER = """
import os, sys, time, django
os.environ["DJANGO_SETTINGS_MODULE"] = "whoscounting.config.settings"
django.setup()
from whoscounting.census import actions
from whoscounting.census.actions import EvidenceDraft, ReplyDraft
from whoscounting.census.models import FoiRequest
from whoscounting.lib.actions import Refused
from whoscounting.lib.actors import Actor
slowest = 0.0
print("writing", flush=True)
while not os.path.exists(sys.argv[1]):
    request = FoiRequest.objects.get(round__code="2016")
    letter = EvidenceDraft("We do.", content=os.urandom(20_000), file_name="letter.pdf")
    reply = ReplyDraft("collects", "answered", "yes", evidence=(letter,))
    asked = time.monotonic()
    try:
        actions.take_reply(request=request, answered_on=None, answers=[reply], by=Actor.system("test"),
                           expected_revision=request.revision)
    except Refused:
        continue  # the other writer was quicker
    slowest = max(slowest, time.monotonic() - asked)
print(slowest)
"""


def asked(file: Path, query: str) -> list:
    with sqlite3.connect(file) as database:
        return database.execute(query).fetchall()


def copy_of(archive: Path, folder: Path) -> Path:
    copy = folder / f"{archive.stem}.sqlite3"
    copy.write_bytes(held(archive)["database.sqlite3"])
    return copy


def big(home, megabytes: int = 120) -> None:
    """A file that takes a while."""
    with (home.world / "media" / "film.bin").open("wb") as film:
        for _ in range(megabytes):
            film.write(os.urandom(1024 * 1024))


def test_a_backup_holds_all_that_is_not_made_anew_by_itself(home):
    (home.world / "settings-of-a-later-room.json").write_text("{}")
    (home.world / "pages" / "key").mkdir(parents=True)
    (home.world / "pages" / "key" / "page").write_text("drawn")
    (home.world / "evidence" / "ab").mkdir()
    (home.world / "evidence" / "ab" / "tmp12345678").write_text("never finished")
    assert held(home.backup()).keys() == {
        "database.sqlite3",
        f"world/evidence/{DIGEST[:2]}/{DIGEST}",
        "world/media/images/porträt.jpg",
        "world/secret-key",
        "world/settings-of-a-later-room.json",
        "manifest.json",
    }


def test_its_list_says_what_it_is_and_has_the_checksum_of_every_file(home):
    content = held(home.backup())
    about = json.loads(content.pop("manifest.json"))
    assert (about["world"], about["database"], about["missing"]) == ("launch", "sqlite", [])
    assert about["release"].startswith("0.")
    assert about["rows"]["register_trust"] > 200
    assert "ledger.0002_written_once" in about["migrations"]
    sums = {name: {"size": len(data), "sha256": sha256(data).hexdigest()} for name, data in content.items()}
    assert about["files"] == sums


def test_only_its_owner_can_read_it_and_one_line_says_that_it_holds_personal_data(home):
    done = home.run("bin/backup")
    (file,) = home.backups()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert done.stdout.count("\n") == 1
    assert "personal data" in done.stdout
    assert str(file) in done.stdout
    assert done.stderr == ""


def test_a_folder_is_meant_as_it_is_typed(home, tmp_path):
    there = tmp_path / "elsewhere"
    there.mkdir()
    done = subprocess.run([ROOT / "bin/backup", "mine"], cwd=there, env=home.environment, check=False)
    assert done.returncode == 0
    assert len(list((there / "mine").glob("launch-*.zip"))) == 1


def test_backups_while_others_write_are_whole_and_find_every_letter_that_a_row_names(home, tmp_path):
    stop = tmp_path / "stop"
    writers = [home.started("-c", WRITER, str(stop), stdout=subprocess.PIPE) for _ in range(2)]
    try:
        assert [writer.stdout.readline() for writer in writers] == ["writing\n"] * 2
        made = [home.backup() for _ in range(4)]
    finally:
        stop.touch()
        slowest = [float(writer.communicate(timeout=60)[0]) for writer in writers]
    counts = []
    for archive in made:
        copy, content = copy_of(archive, tmp_path), held(archive)
        assert asked(copy, "PRAGMA integrity_check") == [("ok",)]
        assert asked(copy, "PRAGMA foreign_key_check") == []
        named = [name for (name,) in asked(copy, "SELECT sha256 FROM census_evidence WHERE sha256 <> ''")]
        assert all(sha256(content[f"world/evidence/{name[:2]}/{name}"]).hexdigest() == name for name in named)
        assert asked(copy, "SELECT count(*) FROM census_evidence") == [
            (json.loads(content["manifest.json"])["rows"]["census_evidence"],)
        ]
        counts.append(len(named))
    assert counts[0] > 0
    assert counts == sorted(set(counts)), "they did not write meanwhile"
    assert max(slowest) < 2, "a backup held them up"


def test_the_newest_backups_stay_and_what_is_not_theirs_is_left_alone(home):
    (home.data / "backups").mkdir()
    others = ["rehearsal-20200101-000000-000000.zip", "launch-notes.zip", "launch-20200101-000000-000000.zip.txt"]
    for name in [*others, "launch-20200101-000000-000000.zip", "launch-20200102-000000-000000.zip"]:
        (home.data / "backups" / name).touch()
    made = home.backup("--keep", "2")
    names = {path.name for path in (home.data / "backups").iterdir()}
    assert names == {*others, "launch-20200102-000000-000000.zip", made.name}


def test_the_newest_stays_even_if_the_clock_once_ran_ahead(home):
    (home.data / "backups").mkdir()
    for year in range(2090, 2095):
        (home.data / "backups" / f"launch-{year}0101-000000-000000.zip").touch()
    made = home.backup("--keep", "1")
    assert home.backups() == [made]


def test_nothing_is_kept_back_for_nought(home):
    done = home.run("bin/backup", "--keep", "0")
    assert (done.returncode, done.stderr) == (1, "CommandError: --keep must be 1 or more.\n")


@pytest.mark.parametrize(
    "damage", [Path.unlink, lambda file: file.write_bytes(b"other bytes")], ids=["gone", "changed"]
)
def test_evidence_that_is_gone_or_changed_is_said_and_then_no_older_backup_is_deleted(home, damage):
    older = home.backup()
    damage(home.world / "evidence" / DIGEST[:2] / DIGEST)
    done = home.run("bin/backup", "--keep", "1")
    assert done.returncode == 1
    assert "Backed up the launch" in done.stdout
    assert f"not in the vault, or are not what they were: {DIGEST}." in done.stderr
    assert older in home.backups()
    assert len(home.backups()) == 2


def test_a_folder_inside_the_world_is_refused(home):
    done = home.run("bin/backup", str(home.world / "media" / "backups"))
    assert done.returncode == 1
    assert "Choose a folder outside of the world" in done.stderr


def test_without_a_world_there_is_nothing_to_back_up_and_nothing_is_left_behind(home):
    home.database.unlink()
    done = home.run("bin/backup")
    assert done.stderr == (
        "CommandError: There is nothing to back up yet: the database does not stand. Start the site once.\n"
    )
    assert list((home.data / "backups").iterdir()) == []
    assert not home.database.exists()


def test_the_database_of_the_other_world_is_refused(home):
    done = home.run("bin/backup", "rehearsal", DATABASE_URL=f"sqlite:///{home.database}")
    assert "This is the database of the launch, and WORLD says rehearsal." in done.stderr
    assert home.backups() == []


def test_a_damaged_database_is_said_and_the_older_backups_stay(home):
    older = home.backup()
    with home.database.open("r+b") as file:
        file.seek(100_000)
        file.write(os.urandom(40_000))
    done = home.run("bin/backup", "--keep", "1")
    assert done.returncode == 1
    assert "The database is damaged. SQLite says:" in done.stderr
    assert home.backups() == [older]


def test_a_full_disk_leaves_the_older_backups_and_no_half_one(home):
    older = home.backup()
    big(home, megabytes=3)

    def little_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024 * 1024, 1024 * 1024))

    done = home.started("manage.py", "backup", stderr=subprocess.PIPE, preexec_fn=little_room)
    said = done.communicate(timeout=60)[1]
    assert done.returncode == 1
    assert said.startswith("CommandError: "), said
    assert list((home.data / "backups").iterdir()) == [older]


def test_a_backup_that_is_killed_leaves_nothing_that_passes_for_one_and_the_next_clears_up(home):
    big(home)
    folder = home.data / "backups"
    process = home.started("manage.py", "backup")
    deadline = time.monotonic() + 60
    while not list(folder.glob(".launch-unfinished/backup.zip")) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert home.backups() == []
    assert list(folder.iterdir()) != []
    made = home.backup()
    assert list(folder.iterdir()) == [made]


def test_of_two_at_once_the_second_is_refused(home):
    big(home)
    first = home.started("manage.py", "backup", stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not list(home.data.glob("backups/.launch-unfinished")) and time.monotonic() < deadline:
        time.sleep(0.01)
    second = home.run("bin/backup")
    assert "Another backup of this world is being made just now." in second.stderr
    assert first.wait(timeout=60) == 0
    assert len(home.backups()) == 1


def test_what_is_large_goes_through_in_blocks(home):
    big(home, megabytes=300)
    megabytes, said = home.peak("backup")
    assert said == ""
    assert len(home.backups()) == 1
    assert megabytes < 160
