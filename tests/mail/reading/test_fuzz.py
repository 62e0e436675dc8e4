"""Whatever bytes come, reading them neither raises nor takes long. In this process, so that nothing hides a mistake."""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.mail.reading import papers
from tests.mail.reading.letters import HEAD, ordinary, with_file
from tests.mail.reading.test_bounces import EXIM, report
from whoscounting.mail.reading import kinds, looking, message, shapes
from whoscounting.mail.reading.child import Reader
from whoscounting.mail.reading.files.budget import Budget
from whoscounting.mail.reading.looking import Found
from whoscounting.mail.reading.shapes import Read, Unreadable

SEEDS = [ordinary().as_bytes(), report(), EXIM.encode(), with_file(papers.workbook(), "a.xlsx").as_bytes()]
SEEDS += [with_file(ordinary().as_bytes(), "a.eml", "application/octet-stream").as_bytes()]
SPICE = [
    b"\n",
    b"\r",
    b"\0",
    b"\xff",
    b"--",
    b"=?",
    b"?=",
    b'"',
    b"<",
    b">",
    b";",
    b":",
    b"(",
    b"boundary=",
    b"\n\n",
    b" ",
]
SPICE += [
    b"Content-Type: multipart/mixed; boundary=b\n\n--b\n",
    b"Content-Transfer-Encoding: base64\n",
    b"\xe2\x80\xae",
]
PAPERS = [papers.workbook(), papers.busy_pdf(), papers.document(papers.paragraph("x")), papers.photo(with_place=True)]
PAPERS += [b'a,b\n=1,"x"\n']
NAMES = ["a.xlsx", "a.pdf", "a.docx", "a.jpg", "a.csv"]
FEW = settings(deadline=10_000, suppress_health_check=[HealthCheck.too_slow], max_examples=150)

Change = tuple[float, int, bytes]
CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(SPICE) | st.binary(max_size=8)), max_size=12
)


def changed(raw: bytes, changes: list[Change]) -> bytes:
    """Some places of it replaced by something else."""
    for where, length, instead in changes:
        at = int(where * len(raw))
        raw = raw[:at] + instead + raw[at + length :]
    return raw


def reads(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "raw").write_bytes(raw)
        (folder / "into").mkdir()
        begun = time.monotonic()
        try:
            found = message.read(folder / "raw", folder / "into")
        except message.NoMessage:
            return
        assert time.monotonic() - begun < 10
        again = json.loads(json.dumps(shapes.to_json(found), ensure_ascii=False).encode())
        assert shapes.from_json(Read, again) == found
        assert "\0" not in json.dumps(again, ensure_ascii=False)
        assert {path.name for path in (folder / "into").iterdir()} == {file.stored for file in found.files}


@FEW
@given(st.binary(max_size=2000))
def test_random_bytes(raw):
    reads(raw)


@FEW
@given(st.binary(max_size=2000))
def test_random_bytes_after_a_heading(raw):
    reads(HEAD + raw)


@FEW
@given(st.lists(st.sampled_from(SPICE) | st.binary(max_size=6), max_size=80))
def test_spicy_bytes_after_a_heading(pieces):
    reads(HEAD + b"".join(pieces))


@FEW
@given(st.sampled_from(SEEDS), CHANGES)
def test_letters_with_some_places_changed(raw, changes):
    reads(changed(raw, changes))


@FEW
@given(st.integers(0, len(PAPERS) - 1), CHANGES)
def test_files_with_some_places_changed(which, changes):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "001"
        path.write_bytes(changed(PAPERS[which], changes))
        begun = time.monotonic()
        file = Found(path, kinds.found(path, NAMES[which], ""))
        for said in looking.look_into(file, Budget(5)):
            said.encode()
        looking.text_of(file, Budget(5)).text.encode()
        assert time.monotonic() - begun < 10


@settings(FEW, max_examples=40)
@given(st.sampled_from(SEEDS), CHANGES)
def test_the_child_outlives_them_all(raw, changes):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "raw").write_bytes(changed(raw, changes))
        (folder / "into").mkdir()
        assert isinstance(READER.read(folder / "raw", into=folder / "into"), Read | Unreadable)


READER = Reader()


def teardown_module() -> None:
    READER.stop()
