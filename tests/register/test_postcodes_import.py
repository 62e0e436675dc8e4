"""OS Code-Point Open is taken in whole or not at all, and find then knows full postcodes."""

import hashlib
import io
import tracemalloc
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whoscounting.ledger.models import Event
from whoscounting.lib.actions import Refused
from whoscounting.lib.actors import Actor
from whoscounting.register.actions import put_postcodes
from whoscounting.register.actions.postcodes import POSTCODES
from whoscounting.register.queries import (
    Outcome,
    about_units,
    attribution,
    built_postcodes,
    find,
    place_of,
    sources,
)
from whoscounting.register.rules.places import Exactness

pytestmark = pytest.mark.django_db
BY = Actor.system("test")
REST = '"E19000002","E18000008","E10000030","E07000209","E05014959"'
NOTES = b"PRODUCT: OS CODE-POINT OPEN\r\nCOPYRIGHT DATE: 20230808\r\nRM UPDATE DATE: 20230717\r\n\tGU\t22488\r\n"


def row(postcode="GU2 7XX", quality="10", easting="497000", northing="150500", country="E92000001"):
    return f'"{postcode}",{quality},{easting},{northing},"{country}",{REST}\n'.encode()


GU = row() + row("GU2 7AA", easting="497500") + row("GU2 7ZZ", "90", "0", "0")
# Welshpool, in Wales; its sector 8 reaches into Shropshire.
SY = row("SY218AA", easting="326000", northing="301000") + row("SY21 8AB", country="W92000004")


@pytest.fixture(autouse=True)
def _own_place(settings, tmp_path):
    settings.POSTCODES = tmp_path / "kept" / "postcodes.sqlite3"
    settings.POSTCODES.parent.mkdir()


@pytest.fixture
def folder(tmp_path):
    """As it looks when the archive was unpacked."""
    for name, content in {"Data/CSV/gu.csv": GU, "Data/CSV/sy.csv": SY, "Doc/metadata.txt": NOTES}.items():
        file = tmp_path / "codepo_gb" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (tmp_path / "codepo_gb/Doc/Code-Point_Open_Column_Headers.csv").write_bytes(b"PC,PQ\nPostcode,Quality\n")
    return tmp_path / "codepo_gb"


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


def said(*args, **options) -> str:
    out = io.StringIO()
    call_command("import_postcodes", *args, stdout=out, **options)
    return out.getvalue()


def lines():
    return Event.objects.filter(subject=POSTCODES).order_by("id")


def kept(settings) -> list[str]:
    return sorted(one.name for one in settings.POSTCODES.parent.iterdir())


def test_without_commit_it_counts_and_changes_nothing(folder, settings):
    told = said(folder)
    assert "Postcodes: 4, published 2023-08-08" in told
    assert "left out: 1" in told
    assert "In place now: none" in told
    assert "Nothing was changed" in told
    assert about_units() is None
    assert kept(settings) == ["postcodes.sqlite3-lock"]
    assert not lines()


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2999-01-01", "which is still to come"),
        ("0001-01-01", "the first was on 2010-04-01"),
        ("2023-02-31", "is not a day of the calendar"),
    ],
)
def test_a_date_on_which_it_cant_have_been_published_is_refused(folder, day, why):
    with pytest.raises(Refused, match=why), built_postcodes([folder], published=day):
        pass
    notes = folder / "Doc/metadata.txt"
    notes.write_bytes(notes.read_bytes().replace(b"20230808", day.replace("-", "").encode()))
    with pytest.raises(CommandError, match=why):
        said(folder, commit=True)
    assert about_units() is None


def test_with_commit_it_is_in_place_and_the_ledger_says_what_it_was_made_from(folder, settings):
    at = datetime(2026, 11, 22, tzinfo=UTC)
    with built_postcodes([folder]) as new:
        assert put_postcodes(new=new, by=BY, at=at)
    sums = "".join(f"{hashlib.sha256(c).hexdigest()}  {n}\n" for n, c in [("gu.csv", GU), ("sy.csv", SY)])
    line = lines().get()
    assert (line.verb, line.public, line.happened_at) == ("postcodes taken in", True, at)
    assert line.detail == {
        "sha256": hashlib.sha256(sums.encode()).hexdigest(),
        "published": "2023-08-08",
        "units": 4,
        "without_place": 1,
    }
    assert kept(settings) == ["postcodes.sqlite3", "postcodes.sqlite3-lock"]


def test_the_archive_the_folder_and_the_files_give_the_same(folder, tmp_path):
    members = {
        f"codepo_gb/{file.relative_to(folder)}": file.read_bytes() for file in folder.rglob("*.*") if file.is_file()
    }
    whole = archive(tmp_path / "codepo_gb.zip", members)
    files = sorted((folder / "Data/CSV").iterdir(), reverse=True)
    ways = [[folder], [whole], [folder / "Data/CSV"], files]
    made = []
    for paths in ways:
        with built_postcodes(paths, published="2023-08-08") as new:
            made.append(new.about)
    assert made[1:] == made[:1] * 3


def test_the_same_again_changes_nothing_and_writes_no_second_line(folder):
    assert "Done." in said(folder, commit=True)
    assert "Just the same is in place already" in said(folder, commit=True)
    assert lines().count() == 1


def test_a_file_whose_line_was_lost_gets_it_with_the_next_import(folder, settings):
    with built_postcodes([folder]) as new:
        new.path.replace(settings.POSTCODES)  # as if killed between the swap and the commit
    assert about_units()
    assert not lines()
    assert "Done." in said(folder, commit=True)
    assert lines().count() == 1


def test_losing_more_than_a_fifth_must_be_meant(folder, settings):
    said(folder, commit=True)
    one = folder / "Data/CSV/gu.csv"
    with pytest.raises(CommandError, match=r"4 postcodes are in place, and this has only 2.*--fewer"):
        said(one, commit=True)
    assert about_units().units == 4
    assert kept(settings) == ["postcodes.sqlite3", "postcodes.sqlite3-lock"]
    assert "Done." in said(one, commit=True, fewer=True, published=datetime(2024, 2, 1, tzinfo=UTC).date())
    assert about_units().published == "2024-02-01"


def test_only_one_import_runs_at_a_time(folder):
    with built_postcodes([folder]), pytest.raises(CommandError, match="Another import"):
        said(folder)


WRONG = [
    (b"\xff\xfe" + GU.decode().encode("utf-16-le"), 1, "0xFF is not plain text"),
    (row() + '"GÜ2 7XX"'.encode("latin-1"), 2, "0xDC is not plain text"),
    (b"Postcode,Positional_quality_indicator,Eastings\n", 1, "3 columns, where 10 belong"),
    (b"a,b,c,d,e,f,g,h,i,j\n", 1, "'a' is not a postcode"),
    (row() + b"\n" + row("GU2 7XY"), 2, "0 columns"),
    (row() + row("GU2 7X"), 2, "'GU2 7X' is not a postcode"),
    (row("GU2   7XX"), 1, "is not a postcode"),
    (row("GU2 7CI"), 1, "is not a postcode"),
    (row("gu2 7xx"), 1, "is not a postcode"),
    (row() + row("GU27XX"), 2, "for the second time"),
    (row(quality="70"), 1, "'70' is no quality"),
    (row(quality=""), 1, "'' is no quality"),
    (row(easting="0", northing="0"), 1, "0, 0 is not in Great Britain"),
    (row(easting="-1"), 1, "'-1' is not a whole number"),
    (row(easting="1e5"), 1, "'1e5' is not a whole number"),
    (row(easting="9" * 200), 1, "is not a whole number"),
    (row(northing="1300000"), 1, "is not in Great Britain"),
    (row(country="N92000002"), 1, "'N92000002' is not the code of"),
    (row()[:-30], 1, "unexpected end"),
    (row()[:-13], 1, "9 columns, where 10 belong"),
    (row() + b'"GU2 7XY,' + GU * 40, 2, ""),
    (row() + b'"GU2 7XY"x,10', 2, "expected after"),
    (row() + b"x" * 1_000_000, 2, "longer than any"),
    (row().replace(b"\n", b"\r") * 5, 1, "longer than any"),
    (row() + b"\0" * 20, 2, "1 columns"),
]


@pytest.mark.parametrize(("content", "line", "why"), WRONG)
def test_a_file_that_is_not_as_published_is_refused_with_its_name_and_line(folder, settings, content, line, why):
    said(folder, commit=True)
    (folder / "Data/CSV/tq.csv").write_bytes(content)
    (folder / "Data/CSV/gu.csv").unlink()
    with pytest.raises(CommandError) as refused:
        said(folder, commit=True, fewer=True)
    assert str(refused.value).startswith(f"Nothing was changed. tq.csv, line {line}: ")
    assert why in str(refused.value)
    assert about_units().units == 4
    assert kept(settings) == ["postcodes.sqlite3", "postcodes.sqlite3-lock"]
    assert lines().count() == 1


@pytest.mark.parametrize("content", [b"", row("GU2 7ZZ", "90", "0", "0")])
def test_a_file_without_any_place_is_refused(tmp_path, content):
    (tmp_path / "gu.csv").write_bytes(content)
    with pytest.raises(CommandError, match="no postcode with a place"):
        said(tmp_path / "gu.csv", commit=True)


def test_what_is_no_file_or_has_no_area_is_refused(tmp_path):
    with pytest.raises(CommandError, match="neither a file nor a folder"):
        said(tmp_path / "gone.zip")
    with pytest.raises(CommandError, match="neither a file nor a folder"):
        said(Path("/dev/zero"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(CommandError, match="no file of a postcode area"):
        said(tmp_path / "empty")


def test_names_in_an_archive_are_never_used_as_paths(tmp_path):
    members = {"../../Data/CSV/gu.csv": GU, "/etc/sy.csv": SY, "../evil.txt": b"x", "__MACOSX/Data/CSV/._gu.csv": b"x"}
    before = sorted(tmp_path.rglob("*"))
    path = archive(tmp_path / "codepo_gb.zip", members)
    assert "Postcodes: 4" in said(path)
    assert {one.name for one in set(tmp_path.rglob("*")) - set(before)} == {
        "codepo_gb.zip",
        "postcodes.sqlite3-lock",
    }


def test_an_archive_that_unpacks_without_end_is_left_at_the_first_wrong_line(tmp_path):
    path = archive(tmp_path / "bomb.zip", {"Data/CSV/gu.csv": b"0" * 300_000_000})
    tracemalloc.start()
    with pytest.raises(CommandError, match=r"gu\.csv, line 1: this line is longer"):
        said(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000


def test_an_archive_that_lists_too_much_is_refused_before_it_is_opened(tmp_path):
    path = archive(tmp_path / "many.zip", {f"{number}": b"" for number in range(3000)})
    with pytest.raises(CommandError, match="larger than what Ordnance Survey ships"):
        said(path)


def test_a_damaged_archive_is_refused(tmp_path, settings):
    path = archive(tmp_path / "codepo_gb.zip", {"Data/CSV/gu.csv": b"".join(row(f"GU{n} 7XX") for n in range(10, 99))})
    content = bytearray(path.read_bytes())
    content[120:140] = b"\xaa" * 20
    path.write_bytes(content)
    with pytest.raises(CommandError, match=r"Nothing was changed\. gu\.csv, line 1: "):
        said(path, commit=True)
    path.write_bytes(content[:-4])
    with pytest.raises(CommandError, match="Nothing was changed"):
        said(path, commit=True)
    assert kept(settings) == ["postcodes.sqlite3-lock"]


def test_an_encrypted_member_is_refused(tmp_path):
    path = archive(tmp_path / "codepo_gb.zip", {"Data/CSV/gu.csv": GU})
    content = path.read_bytes().replace(b"PK\1\2\x14\x03\x14\0\0\0", b"PK\1\2\x14\x03\x14\0\1\0")
    path.write_bytes(content.replace(b"PK\3\4\x14\0\0\0", b"PK\3\4\x14\0\1\0"))
    with pytest.raises(CommandError, match="encrypted"):
        said(path)


@given(st.binary(max_size=400))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
def test_any_bytes_are_refused_in_words(tmp_path, content):
    (tmp_path / "gu.csv").write_bytes(content)
    with pytest.raises(Refused, match="Nothing was changed"), built_postcodes([tmp_path / "gu.csv"]):
        pass


def test_a_full_postcode_is_found_as_such(folder):
    assert find("GU2 7XX").place.by is Exactness.SECTOR
    said(folder, commit=True)
    found = find("gu27xx")
    assert (found.outcome, found.place.by, found.place.code) == (Outcome.NEAR, Exactness.UNIT, "GU2 7XX")
    assert found.place.grid == (497_000, 150_500)
    assert found.units_known
    assert str(place_of("GU2 7XX")) == "full postcode GU2 7XX"


@pytest.mark.parametrize("text", ["GU2 7XY", "GU2 7ZZ"])
def test_a_full_postcode_that_is_not_in_the_list_is_placed_by_its_sector_and_that_is_said(folder, text):
    said(folder, commit=True)
    found = find(text)
    assert (found.outcome, found.place.by, found.units_known) == (Outcome.NEAR, Exactness.SECTOR, True)


def test_the_country_of_a_full_postcode_settles_the_border(folder):
    said(folder, commit=True)
    english, welsh = find("SY21 8AA"), find("SY21 8AB")
    assert (english.outcome, english.nation, english.border) == (Outcome.NEAR, "", False)
    assert (welsh.outcome, welsh.nation, welsh.border) == (Outcome.OUTSIDE, "Wales", False)


def test_sources_and_credits_name_it_once_it_is_there(folder, client):
    assert "units" not in {one.table for one in sources()}
    before = attribution()
    said(folder, commit=True)
    [one] = [one for one in sources() if one.table == "units"]
    assert (one.title, one.publisher, one.published) == ("Code-Point Open", "Ordnance Survey", "2023-08")
    assert attribution()[:-1] == before
    assert "Royal Mail data © Royal Mail copyright and database right 2023" in attribution()[-1]
    page = client.get("/sources/").content.decode()
    assert "Place and nation of 4 full postcodes" in page
    assert attribution()[-1] in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("GU2 7XX", "Measured from your full postcode, in a straight line."),
        ("GU2 7XY", "from the middle of GU2 7. Our list does not have this full postcode."),
        ("GU2 7", "from the middle of GU2 7. With the whole postcode we can look closer."),
        ("GU2", "from the middle of GU2. With the whole postcode we can look closer."),
    ],
)
def test_the_page_says_from_where_it_measured(folder, client, query, words):
    said(folder, commit=True)
    page = client.get("/find/", {"q": query}).content.decode()
    assert words in " ".join(page.split())
