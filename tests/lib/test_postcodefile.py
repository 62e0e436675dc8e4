"""A postcode file is read without locks, and a new one takes its place under the eyes of its readers."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

from whoscounting.lib import postcodefile
from whoscounting.lib.postcodefile import About, Busy, Twice, Unit

ROOT = Path(__file__).resolve().parents[2]
HERE, THERE = Unit("GU27XX", 497_000, 150_500, 0), Unit("GU27XX", 100, 200, 1)


@pytest.fixture
def place(tmp_path):
    return tmp_path / "a folder with ? and # and %41" / "postcodes.sqlite3"


def made(units: int) -> About:
    return About("0" * 64, "2023-08-08", units, 0)


def put(place: Path, *units: Unit) -> None:
    place.parent.mkdir(exist_ok=True)
    with postcodefile.scratch(place) as new:
        postcodefile.build(new, iter(units), lambda: made(len(units)))
        postcodefile.put(new, place)


def test_without_a_file_nothing_is_found(place):
    assert postcodefile.look_up(place, "GU27XX") is None
    assert postcodefile.about(place) is None


def test_what_was_built_is_found(place):
    put(place, HERE)
    assert postcodefile.look_up(place, "GU27XX") == HERE
    assert postcodefile.look_up(place, "GU27XY") is None
    assert postcodefile.about(place) == made(1)


def test_a_reader_sees_that_the_file_was_replaced(place):
    put(place, HERE)
    assert postcodefile.look_up(place, "GU27XX") == HERE
    put(place, THERE)
    assert postcodefile.look_up(place, "GU27XX") == THERE
    place.unlink()
    assert postcodefile.look_up(place, "GU27XX") is None


def test_readers_in_threads_always_find_one_or_the_other_while_it_is_replaced(place):
    put(place, HERE)
    seen, over = [], threading.Event()

    def read():
        while not over.is_set():
            seen.append(postcodefile.look_up(place, "GU27XX"))

    readers = [threading.Thread(target=read) for _ in range(4)]
    for one in readers:
        one.start()
    for turn in range(30):
        put(place, THERE if turn % 2 else HERE)
    over.set()
    for one in readers:
        one.join()
    assert set(seen) <= {HERE, THERE}
    assert seen


def test_a_postcode_that_comes_twice_is_refused_and_nothing_is_left(place):
    put(place, HERE)
    with pytest.raises(Twice):
        put(place, THERE, THERE)
    assert postcodefile.look_up(place, "GU27XX") == HERE
    assert sorted(one.name for one in place.parent.iterdir()) == ["postcodes.sqlite3", "postcodes.sqlite3-lock"]


def test_two_cannot_build_at_once(place):
    put(place, HERE)
    with postcodefile.scratch(place), pytest.raises(Busy), postcodefile.scratch(place):
        pass


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_as_good_as_none_and_said_in_the_log(place, content, caplog):
    place.parent.mkdir()
    place.write_bytes(content)
    assert postcodefile.look_up(place, "GU27XX") is None
    assert "can't be read" in caplog.text


BUILDING = """
    import sys, time
    from pathlib import Path
    from whoscounting.lib import postcodefile
    from whoscounting.lib.postcodefile import Unit

    def units():
        number = 0
        while True:
            yield Unit(f"X{number}", 1, 2, 0)
            number += 1
            if number == 200_000:
                print("far enough", flush=True)

    with postcodefile.scratch(Path(sys.argv[1])) as new:
        postcodefile.build(new, units(), lambda: None)
"""


def test_a_build_that_is_killed_leaves_the_old_file_and_the_next_one_clears_up(place):
    put(place, HERE)
    code = [sys.executable, "-c", textwrap.dedent(BUILDING), str(place)]
    with subprocess.Popen(code, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE) as child:
        child.stdout.readline()
        child.send_signal(signal.SIGKILL)
    left = place.with_name("postcodes.sqlite3-new")
    assert left.stat().st_size > 0
    assert postcodefile.look_up(place, "GU27XX") == HERE
    put(place, THERE)
    assert postcodefile.look_up(place, "GU27XX") == THERE
    assert not left.exists()
