"""Torn, truncated and forged backups: each gets a clear refusal, and nothing is touched."""

import json
import os
import random
import struct
import time
import warnings
import zipfile
from hashlib import sha256

import pytest

from tests.config.home import Home, held, tree
from tests.config.keeping import forging
from tests.config.keeping.forging import forged, listed
from whoscounting.config.keeping import archive
from whoscounting.lib.actions import Refused

DATABASE = {"database.sqlite3": b"SQLite format 3"}
GOOD = DATABASE | {"world/secret-key": b"x" * 50, "world/media/a.jpg": os.urandom(5000)}
MEGABYTE = 1024 * 1024


@pytest.fixture
def path(tmp_path):
    return tmp_path / "backup.zip"


def refusal(path) -> str:
    with pytest.raises(Refused) as refused:
        archive.check(path)
    return str(refused.value)


def test_an_archive_that_nobody_forged_is_taken(path):
    assert archive.check(forged(path, GOOD)).files.keys() == GOOD.keys()


@pytest.mark.parametrize(
    "name",
    [
        "world/../../outside",
        "../outside",
        "/etc/outside",
        "//outside",
        "world//outside",
        "world/./outside",
        "world/..",
        "world\\..\\outside",
        "C:\\outside",
        "world/new\nline",
        "world/" + "x" * 300,
        "world/" + "deep/" * 300 + "x",
    ],
)
def test_a_path_that_leads_elsewhere_is_refused(path, name):
    assert "a path that leads elsewhere" in refusal(forged(path, GOOD | {name: b"evil"}))


@pytest.mark.parametrize("attributes", [forging.LINK, forging.DEVICE, forging.PIPE, forging.FOLDER])
def test_links_devices_and_pipes_are_refused(path, attributes):
    assert "no plain file" in refusal(forged(path, GOOD, attributes=attributes))


def test_a_folder_as_a_member_is_refused(path):
    assert "leads elsewhere" in refusal(forged(path, GOOD | {"world/folder/": b""}))


def test_the_same_name_twice_is_refused(path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(forged(path, GOOD), "a") as file:
            file.writestr("world/secret-key", b"another")
    assert "the same name twice" in refusal(path)


@pytest.mark.parametrize(
    ("there", "in_the_list"), [(GOOD, DATABASE), (DATABASE, GOOD)], ids=["more than listed", "less than listed"]
)
def test_what_is_there_must_be_just_what_the_list_says(path, there, in_the_list):
    assert "just what its list says" in refusal(forged(path, there, manifest=listed(in_the_list)))


def test_other_bytes_of_the_same_length_are_refused(path):
    changed = GOOD | {"world/secret-key": b"y" * 50}
    assert "world/secret-key is not what was kept" in refusal(forged(path, changed, manifest=listed(GOOD)))


def test_another_length_than_the_list_says_is_refused(path):
    changed = GOOD | {"world/secret-key": b"x" * 51}
    assert "world/secret-key is not as long as its list says" in refusal(forged(path, changed, manifest=listed(GOOD)))


@pytest.mark.parametrize("declared", [10, 2**31])
def test_a_bomb_that_declares_another_size_than_it_has_is_refused_and_never_unpacked_whole(path, declared):
    zeros = bytes(64 * MEGABYTE)
    forged(path, GOOD | {"world/media/bomb": zeros})
    raw = path.read_bytes()
    lie = raw.replace(struct.pack("<L", len(zeros)), struct.pack("<L", declared))
    files = {name: {"size": len(data), "sha256": sha256(data).hexdigest()} for name, data in GOOD.items()}
    files["world/media/bomb"] = {"size": declared, "sha256": sha256(zeros).hexdigest()}
    path.write_bytes(lie)
    with zipfile.ZipFile(path, "a") as file:
        del file.NameToInfo[archive.MANIFEST]
        file.filelist = [info for info in file.filelist if info.filename != archive.MANIFEST]
        file.writestr(archive.MANIFEST, listed(GOOD, files=files))
    assert "This is no whole backup" in refusal(path)


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"launch"',
        b"\xff\xfe",
        b"[" * 100_000,
        listed(GOOD, world="holiday"),
        listed(GOOD, database="oracle"),
        listed(GOOD, taken_at="yesterday"),
        listed(GOOD, taken_at="2026-11-04T15:30:00"),
        listed(GOOD, rows={"trust": -1}),
        listed(GOOD, files=["database.sqlite3"]),
        listed(GOOD, files={"database.sqlite3": {"size": -5, "sha256": "0" * 64}}),
        listed(GOOD, files={"database.sqlite3": {"size": True, "sha256": "0" * 64}}),
        listed(GOOD, files={"database.sqlite3": {"size": 5, "sha256": "../" * 20}}),
        listed(GOOD, format="1"),
    ],
)
def test_a_list_that_ours_could_not_be_is_refused(path, manifest):
    assert "can’t be read" in refusal(forged(path, GOOD, manifest=manifest))


def test_a_later_kind_of_backup_is_refused_with_the_way_out(path):
    assert "Install that release first" in refusal(forged(path, GOOD, manifest=listed(GOOD, format=2)))


def test_a_backup_without_a_database_or_without_a_list_is_refused(path):
    without = {"world/secret-key": b"x"}
    assert "no database" in refusal(forged(path, without))
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("world/secret-key", b"x")
    assert "can’t be read" in refusal(path)


@pytest.mark.parametrize("content", [b"", b"PK\5\6", bytes(22), b"not a zip at all" * 100, b"PK\3\4" + bytes(1000)])
def test_what_is_no_archive_is_refused(path, content):
    path.write_bytes(content)
    assert refusal(path)


def test_an_archive_that_lists_more_files_than_any_of_ours_is_refused_before_they_are_read(path):
    entry = b"PK\1\2" + bytes(42)
    count = archive.MOST_FILES + 1
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, count * len(entry), 0, 0)
    path.write_bytes(entry * count + end)
    started = time.monotonic()
    assert "more files than any backup" in refusal(path)
    assert time.monotonic() - started < 5


def test_a_comment_or_bytes_behind_the_end_are_refused(path):
    whole = forged(path, GOOD).read_bytes()
    path.write_bytes(whole + b"behind")
    assert "no whole backup" in refusal(path)


def test_a_method_of_packing_that_ours_never_use_is_refused(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as file:
        for name, data in GOOD.items():
            file.writestr(name, data)
        file.writestr(archive.MANIFEST, listed(GOOD))
    assert "packed in a way" in refusal(path)


def test_wherever_it_is_cut_or_changed_it_is_refused_or_it_says_the_same(path):
    whole = forged(path, GOOD).read_bytes()
    true, dice = archive.check(path), random.Random(2013)
    for _ in range(600):
        torn = bytearray(whole)
        if dice.random() < 0.3:
            del torn[dice.randrange(len(torn)) :]
        else:
            for _ in range(dice.choice((1, 1, 3, 20))):
                torn[dice.randrange(len(torn))] = dice.randrange(256)
        path.write_bytes(torn)
        try:
            found = archive.check(path)
        except Refused:
            continue
        assert found.files == true.files
        assert found.world == true.world


FORGERIES = {
    "torn": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "a strange file": lambda file: forged(file, content(file) | {"world/static/ui/evil.js": b"evil()"}),
    "a second database": lambda file: forged(file, content(file) | {"world/db.sqlite3": b"evil"}),
    "a strange folder": lambda file: forged(file, content(file) | {"elsewhere/x": b"evil"}),
    "no vault name": lambda file: forged(file, content(file) | {"world/evidence/ab/evil": b"evil"}),
    "a database that is none": lambda file: forged(file, content(file) | {"database.sqlite3": b"evil" * 1000}),
    "a file where a folder is": lambda file: forged(file, content(file) | {"world/media": b"evil"}),
    "the other world's database": lambda file: forged(
        file, content(file), manifest=listed(content(file), world="rehearsal")
    ),
}


def content(file) -> dict[str, bytes]:
    return {name: data for name, data in held(file).items() if name != archive.MANIFEST}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES.keys())
def test_a_forgery_leaves_all_as_it_was(home, tmp_path, forge):
    file = home.backup()
    forge(file)
    before = tree(home.data)
    world = json.loads(held(file)[archive.MANIFEST])["world"] if zipfile.is_zipfile(file) else "launch"
    done = home.restore(file, "--replace", WORLD=world)
    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: "), done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    assert {**tree(home.data)} == before
    assert not (tmp_path / "outside").exists()


def test_a_bomb_that_is_honest_about_its_size_needs_little_memory_and_is_refused_where_there_is_no_room(home):
    file = home.backup()
    files = content(file)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name, data in files.items():
            bomb.writestr(name, data)
        digest, size = sha256(), 0
        with bomb.open("world/media/bomb", "w", force_zip64=True) as member:
            for _ in range(400):
                member.write(bytes(MEGABYTE))
                digest.update(bytes(MEGABYTE))
                size += MEGABYTE
        about = json.loads(listed(files))
        about["files"]["world/media/bomb"] = {"size": size, "sha256": digest.hexdigest()}
        bomb.writestr(archive.MANIFEST, json.dumps(about))
    assert file.stat().st_size < 10 * MEGABYTE
    before = tree(home.data)
    megabytes, said = home.peak("restore", str(file), "--replace", before=NO_ROOM)
    assert "There is no room" in said, said
    assert megabytes < 160
    assert tree(home.data) == before


# A disk of which only 100 MB are free.
NO_ROOM = """
import collections, shutil
shutil.disk_usage = lambda path: collections.namedtuple("usage", "total used free")(0, 0, 100 * 1024 * 1024)
"""


def test_no_forgery_restores_into_a_machine_on_which_nothing_stands(tmp_path, path):
    fresh = Home(tmp_path / "fresh")
    done = fresh.restore(forged(path, GOOD | {"world/../../outside": b"evil"}))
    assert done.returncode == 1
    assert "leads elsewhere" in done.stderr
    assert tree(tmp_path) == {"backup.zip": sha256(path.read_bytes()).hexdigest(), "fresh": False}
