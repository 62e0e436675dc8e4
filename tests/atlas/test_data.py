"""The open data: every table in its formats, and one dictionary that files, schemas, page and document follow."""

import csv
import io
import json
from collections import Counter
from html import escape
from pathlib import Path

import pytest

from whoscounting.atlas.dictionary import OF_AN_EDITION, TABLES
from whoscounting.atlas.dictionary.document import markdown
from whoscounting.atlas.opendata import formats
from whoscounting.census.models import PublishedAnswer
from whoscounting.census.queries import editions
from whoscounting.lib.cells import DANGEROUS, cell
from whoscounting.register.models import Site, Succession, Trust

DOCUMENT = Path(__file__).parents[2] / "docs" / "data-dictionary.md"
WRITE_ANEW = (
    ".venv/bin/python manage.py shell -v 0 -c 'from whoscounting.atlas.dictionary.document import markdown; "
    'print(markdown(), end="")\' > docs/data-dictionary.md'
)
EDITION = "rehearsal-b/2"
pytestmark = pytest.mark.usefixtures("world")


def fetched(client, path: str) -> str:
    response = client.get(f"/data/{path}")
    assert response.status_code == 200, path
    return b"".join(response.streaming_content).decode()


def table(client, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(fetched(client, path))))


def test_the_document_is_as_the_dictionary_makes_it():
    assert DOCUMENT.read_text(encoding="utf-8") == markdown(), f"To write it anew: {WRITE_ANEW}"


def test_the_page_and_the_document_explain_every_column_of_every_table(client):
    page = client.get("/data/dictionary/").content.decode()
    for one in TABLES:
        assert f'id="{one.name}"' in page
        for column in one.columns:
            assert f"<code>{column.name}</code>" in page
            assert escape(column.meaning) in page
            assert f"| `{column.name}` | {column.kind} | {column.meaning}" in markdown()


@pytest.mark.parametrize("one", TABLES, ids=lambda one: one.name)
def test_every_file_has_the_columns_of_the_dictionary_and_its_twins_the_same_rows(client, one):
    where = f"{EDITION}/{one.folder}{one.name}"
    lines = list(csv.reader(io.StringIO(fetched(client, f"{where}.csv"))))
    rows = json.loads(fetched(client, f"{where}.json"))[one.name]
    assert tuple(lines[0]) == one.names
    assert rows
    assert all(tuple(row) == one.names for row in rows)
    assert lines[1:] == [[cell(row[name]) for name in one.names] for row in rows]
    assert not any(line[0].startswith("#") for line in lines)


def test_every_row_of_an_edition_says_that_it_is_invented(client):
    for one in OF_AN_EDITION:
        assert {row["rehearsal"] for row in table(client, f"{EDITION}/{one.name}.csv")} == {"true"}
        assert {row["rehearsal"] for row in json.loads(fetched(client, f"{EDITION}/{one.name}.json"))[one.name]} == {
            True
        }
    assert all(row["verdict_words"].startswith("Invented: ") for row in table(client, f"{EDITION}/findings.csv"))


def test_the_findings_in_three_formats_hold_every_trust_that_was_asked(client):
    rows = table(client, "latest/findings.csv")
    features = json.loads(fetched(client, "latest/findings.geojson"))["features"]
    assert len(rows) == len(features) == editions.latest_edition(rehearsal=True).asked
    assert [row["ods_code"] for row in rows] == [feature["id"] for feature in features]
    assert [row["verdict"] for row in rows] == [feature["properties"]["verdict"] for feature in features]


def test_the_answers_are_what_was_published_and_nothing_else(client):
    published = PublishedAnswer.objects.filter(finding__edition__round="rehearsal-b", finding__edition__number=2)
    rows = table(client, f"{EDITION}/answers.csv")
    assert len(rows) == published.count() > 500
    shown = Counter(published.values_list("finding__trust_id", "question__code", "value"))
    answers = json.loads(fetched(client, f"{EDITION}/answers.json"))["answers"]
    assert Counter((row["ods_code"], row["question"], row["value"]) for row in answers) == shown


def test_no_number_of_people_in_the_answers_is_exact(client):
    counts = {row["question"] for row in table(client, f"{EDITION}/questions.csv") if row["kind"] == "count"}
    values = {row["value"] for row in table(client, f"{EDITION}/answers.csv") if row["question"] in counts}
    assert any(value.startswith("about ") for value in values)
    assert all(value in {"", "0"} or value.startswith(("about ", "fewer than ", "1 to 7")) for value in values)


def test_every_question_says_in_which_round_it_was_put_before(client):
    rows = table(client, f"{EDITION}/questions.csv")
    assert [row["number"] for row in rows] == ["1", "1b", "2a", "2b", "2c", "3", "4", "5"]
    assert {row["previous_round"] for row in rows} <= {"rehearsal-a", ""}
    assert [row["question"] for row in rows if row["voluntary"] == "true"] == ["barriers"]


def test_the_register_is_whole(client):
    trusts = table(client, "register/trusts.csv")
    assert len(trusts) == Trust.objects.count()
    assert len(table(client, "register/hospitals.csv")) == Site.objects.count()
    assert len(table(client, "register/successions.csv")) == Succession.objects.count()
    asked = {row["ods_code"] for row in trusts if row["breast_treatments"] == "100 or more" and not row["closed"]}
    assert len(asked) == 118


def test_the_register_is_the_same_beside_every_edition_and_alone(client):
    for path in ("register/trusts.csv", "register/hospitals.json", "register/successions.csv"):
        assert fetched(client, path) == fetched(client, f"latest/{path}") == fetched(client, f"rehearsal-a/1/{path}")


def test_the_json_says_first_what_one_must_know(client):
    for one in OF_AN_EDITION:
        metadata = json.loads(fetched(client, f"latest/{one.name}.json"))["metadata"]
        assert metadata["rehearsal"] is True
        assert "invented" in metadata["warning"]
        assert metadata["asked"] == 118
        assert metadata["licence_url"].startswith("https://")


def test_places_in_geojson_are_in_england_with_longitude_first(client):
    for feature in json.loads(fetched(client, "latest/findings.geojson"))["features"]:
        longitude, latitude = feature["geometry"]["coordinates"]
        assert -6.5 < longitude < 2
        assert 49.8 < latitude < 56
        assert latitude == round(latitude, 6)


@pytest.mark.parametrize("one", OF_AN_EDITION, ids=lambda one: one.name)
def test_latest_is_the_newest_edition_and_an_older_one_stays(client, one):
    assert fetched(client, f"latest/{one.name}.csv") == fetched(client, f"rehearsal-b/2/{one.name}.csv")
    assert {row["round"] for row in table(client, f"rehearsal-a/1/{one.name}.csv")} == {"rehearsal-a"}


def test_an_editions_files_stay_to_the_byte_when_a_trust_is_renamed_and_moves(client):
    paths = [f"{EDITION}/{one.name}.{ending}" for one in OF_AN_EDITION for ending in one.endings]
    before = {path: fetched(client, path) for path in paths}
    Trust.objects.filter(ods_code="RA2").update(name="Aardvark NHS Trust", latitude=51.0, longitude=0.1, region="Y56")
    assert {path: fetched(client, path) for path in paths} == before
    assert "Aardvark" in fetched(client, f"{EDITION}/register/trusts.csv")


def test_the_files_name_themselves_and_their_kind(client):
    for ending, kind in formats.MEDIA_TYPES.items():
        response = client.get(f"/data/latest/findings.{ending}")
        assert response.headers["Content-Type"].startswith(kind)
        assert f'filename="whos-counting-rehearsal-b-2-findings.{ending}"' in response.headers["Content-Disposition"]
        assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "path",
    [
        "latest/trusts.csv",
        "latest/answers.geojson",
        "latest/register/findings.csv",
        "register/findings.csv",
        "rehearsal-b/3/answers.csv",
        "rehearsal-b/0/findings.csv",
        "2016/1/findings.json",
        "nix/1/register/trusts.csv",
    ],
)
def test_what_is_not_there_answers_404_in_plain_text(client, path):
    response = client.get(f"/data/{path}")
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("path", ["nix/1/", "rehearsal-b/3/", "rehearsal-b/99999/"])
def test_an_edition_that_is_not_there_has_no_page(client, path):
    assert client.get(f"/data/{path}").status_code == 404


def test_every_file_costs_at_most_three_queries(client, django_assert_max_num_queries):
    for one in TABLES:
        for ending in one.endings:
            with django_assert_max_num_queries(3):
                fetched(client, f"{EDITION}/{one.folder}{one.name}.{ending}")


def test_a_file_is_sent_in_pieces(client):
    pieces = list(client.get("/data/latest/answers.json").streaming_content)
    assert len(pieces) > 3
    assert max(map(len, pieces)) < 200_000


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@sum", "\t=1", "\r=1", "\n=1", " =1", "＝1+1"])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert cell(text) == f"'{text}"


def test_numbers_dates_and_plain_texts_stay_as_they_are():
    assert cell(-1.5) == "-1.5"
    assert cell("St Mary’s = fine") == "St Mary’s = fine"
    assert cell(None) == ""
    assert cell(True) == "true"


def test_no_cell_of_any_file_begins_like_a_formula(client):
    for one in TABLES:
        types = {column.name: column.type for column in one.columns}
        for row in table(client, f"{EDITION}/{one.folder}{one.name}.csv"):
            texts = [value for name, value in row.items() if types[name] == "string"]
            assert not any(value.lstrip()[:1] in DANGEROUS for value in texts if value)
