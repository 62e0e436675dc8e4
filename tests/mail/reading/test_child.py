"""The child process: killed, starved or silent, it costs one message at most and never the reader."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.mail.reading.letters import next_one, ordinary, survived, with_file
from whoscounting.mail.reading import child
from whoscounting.mail.reading.child import ROOT, Reader
from whoscounting.mail.reading.shapes import Read, Unreadable


@pytest.fixture
def reader():
    with Reader() as one:
        yield one


def pid(reader: Reader) -> int:
    return reader._started().pid


def test_a_child_killed_between_two_letters_is_replaced(reader, tmp_path):
    os.kill(pid(reader), signal.SIGKILL)
    reader._child.wait()
    next_one(reader, tmp_path)


def test_a_child_that_stops_in_the_midst_is_given_up_and_the_next_letter_is_read(reader, tmp_path):
    os.kill(pid(reader), signal.SIGSTOP)
    found = survived(reader, ordinary().as_bytes(), tmp_path)
    assert isinstance(found, Read)
    assert not found.whole
    assert "took too long" in found.troubles[0]


def test_a_letter_that_is_gone_is_unreadable_and_says_so(reader, tmp_path):
    assert reader.read(tmp_path / "gone", into=tmp_path) == Unreadable("Reading it failed.")
    next_one(reader, tmp_path)


def test_what_is_no_message_is_refused_in_words(reader, tmp_path):
    found = survived(reader, b"\0\1\2", tmp_path)
    assert found == Unreadable("This is not an e-mail message: it does not begin with a heading.")


def test_what_a_failed_reading_wrote_is_taken_away(reader, tmp_path, monkeypatch):
    (tmp_path / "001").write_bytes(b"left behind")
    (tmp_path / "notes.txt").write_bytes(b"somebody else's")
    assert isinstance(reader.read(tmp_path / "gone", into=tmp_path), Unreadable)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_the_child_ends_with_its_reader(tmp_path):
    with Reader() as one:
        number = pid(one)
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_the_child_ends_when_its_parent_is_killed():
    code = "import sys, time; sys.path.insert(0, sys.argv[1])\nfrom whoscounting.mail.reading.child import Reader\n"
    code += "one = Reader().__enter__(); print(one._child.pid, flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code, str(ROOT)], stdout=subprocess.PIPE) as parent:
        number = int(parent.stdout.readline())
        parent.kill()
    end = time.monotonic() + 5
    while Path(f"/proc/{number}/stat").exists() and _state(number) != "Z" and time.monotonic() < end:
        time.sleep(0.05)
    assert not Path(f"/proc/{number}").exists() or _state(number) == "Z"


def _state(number: int) -> str:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


def test_the_child_knows_no_secrets_and_no_django(reader, tmp_path, monkeypatch):
    next_one(reader, tmp_path)
    environment = Path(f"/proc/{pid(reader)}/environ").read_bytes()
    assert b"DJANGO" not in environment
    assert b"SECRET" not in environment
    assert b"DATA_DIR" not in environment
    modules = "import sys; sys.path.append(sys.argv[1]); import whoscounting.mail.reading.answering\n"
    modules += "print('django' in sys.modules)"
    said = subprocess.run([sys.executable, "-I", "-c", modules, str(ROOT)], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


def test_the_kernel_holds_the_child_to_its_memory_and_file_size(reader, tmp_path):
    next_one(reader, tmp_path)
    limits = Path(f"/proc/{pid(reader)}/limits").read_text()
    found = {line[:26].strip(): line[26:].split()[0] for line in limits.splitlines()}
    assert found["Max address space"] == str(512 * 1024 * 1024)
    assert found["Max file size"] == str(40 * 1024 * 1024)
    assert found["Max core file size"] == "0"


def test_a_letter_of_25_mb_is_read_without_costing_us_memory(reader, tmp_path):
    raw = with_file(os.urandom(18 * 1024 * 1024), "data.bin").as_bytes()
    before = _memory(os.getpid(), "VmRSS")
    path, into = tmp_path / "large", tmp_path / "files"
    path.write_bytes(raw)
    into.mkdir()
    found = reader._ask(Read, 8, do="read", path=path, into=into)
    assert found.files[0].size == 18 * 1024 * 1024
    assert _memory(pid(reader), "VmHWM") < 200_000  # kB
    assert _memory(os.getpid(), "VmRSS") - before < 20_000
    next_one(reader, tmp_path)


def _memory(number: int, which: str) -> int:
    status = Path(f"/proc/{number}/status").read_text()
    return int(status.split(f"{which}:")[1].split()[0])


def test_after_a_large_letter_and_after_many_answers_there_is_a_new_child(reader, tmp_path):
    first = pid(reader)
    survived(reader, with_file(bytes(9_000_000), "data.bin").as_bytes(), tmp_path)
    assert pid(reader) != first
    second = pid(reader)
    reader._answers = child.MOST_ANSWERS
    assert pid(reader) != second
