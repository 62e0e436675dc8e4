"""Every edition is a data package: what it says of its files is true of the bytes that are served."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, datetime
from hashlib import sha256

import pytest

from whoscounting.atlas.dictionary import TABLES
from whoscounting.register.models import Trust

BASES = ["/data/latest/", "/data/rehearsal-b/2/", "/data/rehearsal-b/1/", "/data/rehearsal-a/1/", "/data/register/"]
pytestmark = pytest.mark.usefixtures("world")


def package(client, base: str = "/data/latest/") -> dict:
    response = client.get(f"{base}datapackage.json")
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    return json.loads(response.content)


def content(client, base: str, path: str) -> bytes:
    response = client.get(f"{base}{path}")
    assert response.status_code == 200, path
    return b"".join(response.streaming_content)


def tables(client, base: str) -> dict[str, tuple[dict, list[dict[str, str]]]]:
    """Every tabular resource: its schema and its rows."""
    return {
        one["name"]: (one["schema"], list(csv.DictReader(io.StringIO(content(client, base, one["path"]).decode()))))
        for one in package(client, base)["resources"]
        if one["profile"] == "tabular-data-resource"
    }


@pytest.mark.parametrize("base", BASES)
def test_it_lists_every_file_with_its_true_size_and_checksum(client, base):
    for one in package(client, base)["resources"]:
        assert not one["path"].startswith(("/", ".", "http"))
        served = content(client, base, one["path"])
        assert one["bytes"] == len(served)
        assert one["hash"] == f"sha256:{sha256(served).hexdigest()}"
        assert one["encoding"] == "utf-8"
        assert client.get(f"{base}{one['path']}").headers["Content-Type"].startswith(one["mediatype"])


def test_an_edition_lists_every_table_in_every_format(client):
    listed = [one["path"] for one in package(client)["resources"]]
    assert listed == [f"{one.folder}{one.name}.{ending}" for one in TABLES for ending in one.endings]


def test_it_says_what_it_is_and_under_which_licences(client):
    found = package(client, "/data/rehearsal-b/2/")
    assert found["name"] == "whos-counting-rehearsal-b-2"
    assert found["version"] == "rehearsal-b/2"
    assert datetime.fromisoformat(found["created"]).date() == date(2026, 11, 5)
    assert found["title"].startswith("Rehearsal: ")
    assert "every answer here is invented" in found["description"]
    assert found["rehearsal"] is True
    assert {one["name"] for one in found["licenses"]} == {"CC-BY-4.0", "OGL-UK-3.0"}
    assert all(one["path"].startswith("https://") for one in found["licenses"])
    assert [one["title"] for one in found["contributors"]] == ["Who’s Counting?"]
    assert found["homepage"].endswith("/data/rehearsal-b/2/")


def test_its_sources_are_the_registers_each_once(client):
    sources = package(client)["sources"]
    assert sources[0]["title"].startswith("Invented: ")
    assert any("Organisation Data Service" in one["title"] for one in sources)
    assert len({one["title"] for one in sources}) == len(sources)
    assert all(one.get("path", "https://").startswith("https://") for one in sources)


def test_names_are_once_and_fit_for_addresses(client):
    names = [one["name"] for one in package(client)["resources"]]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9._-]+", name) for name in (*names, package(client)["name"]))


def test_latest_describes_itself_in_the_words_of_the_newest_edition(client):
    assert package(client, "/data/latest/") == package(client, "/data/rehearsal-b/2/")


@pytest.mark.parametrize("base", BASES)
def test_every_cell_keeps_to_its_schema(client, base):
    for schema, rows in tables(client, base).values():
        assert rows
        fields = {field["name"]: field for field in schema["fields"]}
        assert all(tuple(row) == tuple(fields) for row in rows)
        for row in rows:
            for name, value in row.items():
                assert fits(fields[name], value), (name, value)


@pytest.mark.parametrize("base", BASES)
def test_keys_are_once_and_references_lead_somewhere(client, base):
    found = tables(client, base)
    for schema, rows in found.values():
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys)
        for reference in schema.get("foreignKeys", ()):
            (column,), there = reference["fields"], reference["reference"]
            _, referenced = found[there["resource"]]
            assert {row[column] for row in rows} <= {row[there["fields"][0]] for row in referenced}


def test_when_a_trust_is_renamed_the_registers_checksums_follow_and_the_editions_stay(client):
    def hashes() -> dict[str, str]:
        return {one["path"]: one["hash"] for one in package(client, "/data/rehearsal-b/2/")["resources"]}

    before = hashes()
    Trust.objects.filter(ods_code="RA2").update(name="Renamed NHS Trust")
    changed = {path for path, value in hashes().items() if value != before[path]}
    assert changed == {"register/trusts.csv", "register/trusts.json"}


def test_a_text_like_a_formula_and_one_in_many_lines_come_through(client):
    Trust.objects.filter(ods_code="RA2").update(name='=HYPERLINK("x"),\n"quoted"')
    for one in package(client)["resources"]:
        assert one["bytes"] == len(content(client, "/data/latest/", one["path"]))
    _, rows = tables(client, "/data/latest/")["trusts"]
    assert '\'=HYPERLINK("x"),\n"quoted"' in {row["trust"] for row in rows}


@pytest.mark.parametrize("path", ["/data/", "/data/latest/", "/data/rehearsal-a/1/"])
def test_the_pages_show_every_file_with_its_checksum(client, path):
    page = client.get(path).content.decode().replace("<wbr>", "")
    base = "/data/rehearsal-a/1/" if "rehearsal-a" in path else "/data/latest/"
    for one in package(client, base)["resources"]:
        assert one["hash"].removeprefix("sha256:") in page
        assert one["path"] in page
    assert "Please do not cite a rehearsal" in page


@pytest.mark.parametrize("base", BASES)
def test_a_package_and_its_page_cost_at_most_eight_queries(client, base, django_assert_max_num_queries):
    for path in (f"{base}datapackage.json", base.replace("register/", "")):
        with django_assert_max_num_queries(8):
            assert client.get(path).status_code == 200


def test_before_the_first_edition_there_is_the_register_alone(client, settings, django_assert_max_num_queries):
    settings.WORLD = "launch"
    assert client.get("/data/latest/datapackage.json").status_code == 404
    assert client.get("/data/rehearsal-b/2/datapackage.json").status_code == 404
    assert client.get("/data/latest/").status_code == 404
    assert {one["format"] for one in package(client, "/data/register/")["resources"]} == {"csv", "json"}
    with django_assert_max_num_queries(8):
        page = client.get("/data/").content.decode()
    assert "Nothing is published yet" in page
    assert "/data/register/trusts.csv" in page


def fits(field: dict, value: str) -> bool:
    """Whether a cell keeps to its field, as Table Schema says."""
    constraints = field.get("constraints", {})
    if value == "":
        return not constraints.get("required")
    try:
        {"integer": int, "number": float, "date": date.fromisoformat}.get(field["type"], str)(value)
    except ValueError:
        return False
    known = constraints.get("enum", [value])
    return value in known and (field["type"] != "boolean" or value in {"true", "false"})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ({"type": "integer"}, "1.5"),
        ({"type": "date"}, "5 May 2026"),
        ({"type": "boolean"}, "yes"),
        ({"type": "string", "constraints": {"required": True}}, ""),
        ({"type": "string", "constraints": {"enum": ["a"]}}, "b"),
    ],
)
def test_a_cell_that_breaks_its_schema_is_seen(field, value):
    assert not fits(field, value)
