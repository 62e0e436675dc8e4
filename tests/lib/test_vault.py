"""Files are kept whole, under the hash of their bytes, and without ever standing in memory."""

import hashlib
import tracemalloc

import pytest

from whoscounting.lib import vault

MB = 1024 * 1024


def test_the_same_bytes_are_one_file_whichever_way_they_come(tmp_path):
    (tmp_path / "letter").write_bytes(b"A letter")
    names = {
        vault.keep(tmp_path / "vault", b"A letter"),
        vault.keep_file(tmp_path / "vault", tmp_path / "letter"),
        vault.keep_pieces(tmp_path / "vault", [b"A ", b"", b"letter"]),
    }
    assert names == {hashlib.sha256(b"A letter").hexdigest()}
    assert [path.read_bytes() for path in (tmp_path / "vault").rglob("*") if path.is_file()] == [b"A letter"]


def test_no_bytes_are_bytes_too(tmp_path):
    name = vault.keep_pieces(tmp_path, [])
    assert vault.path_of(tmp_path, name).read_bytes() == b""


def test_a_large_file_never_stands_in_memory(tmp_path):
    with (tmp_path / "large").open("wb") as file:
        file.truncate(50 * MB)
    tracemalloc.start()
    name = vault.keep_file(tmp_path / "vault", tmp_path / "large")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert vault.path_of(tmp_path / "vault", name).stat().st_size == 50 * MB
    assert most < 4 * MB


def test_what_breaks_off_leaves_nothing_behind(tmp_path):
    def broken():
        yield b"The first half"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        vault.keep_pieces(tmp_path, broken())
    assert list(tmp_path.rglob("*")) == []


def test_what_only_passes_through_is_gone_afterwards(tmp_path):
    with vault.passing(tmp_path / "vault") as folder:
        (folder / "letter").write_bytes(b"A letter")
    assert list((tmp_path / "vault").iterdir()) == []


def test_what_a_killed_process_left_behind_is_swept_a_day_later(tmp_path):
    kept = vault.keep(tmp_path, b"A letter")
    (tmp_path / "coming-file").write_bytes(b"Half a let")
    (tmp_path / "coming-folder").mkdir()
    (tmp_path / "coming-folder" / "001").write_bytes(b"An attachm")
    (tmp_path / "coming-link").symlink_to(tmp_path / kept[:2])
    assert vault.sweep(tmp_path) == 0
    assert vault.sweep(tmp_path, older_than=-1) == 3
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [kept]


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63])
def test_a_name_that_is_no_hash_leads_nowhere(tmp_path, name):
    with pytest.raises(ValueError, match="SHA-256"):
        vault.path_of(tmp_path, name)
