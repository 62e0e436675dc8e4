"""The bundled fact tables: whole, connected, sourced, and nothing in them that is not documented."""

import csv
from pathlib import Path

import pytest

import whoscounting

FACTS = Path(whoscounting.__file__).parent / "register" / "facts"

COLUMNS = {
    "regions": "code,name,slug",
    "trusts": "ods_code,name,official_name,kind,opened,closed,region_code,icb,cancer_alliance,town,postcode,latitude,"
    "longitude,easting,northing,website,breast_treatments,former_names",
    "successions": "predecessor,successor,happened_on,kind,confidence,evidence",
    "sites": "code,trust,name,postcode,town,latitude,longitude,easting,northing,own",
    "outcodes": "code,latitude,longitude,nation",
    "sectors": "code,latitude,longitude",
    "bank_holidays": "date,england_and_wales,scotland,northern_ireland",
    "context": "code,period,statement,value,unit,source,url",
    "sources": "table,title,publisher,published,licence,host,note",
}
KEY_LENGTHS = {"successions": 2, "sources": 2}


def rows(table: str) -> list[dict[str, str]]:
    with (FACTS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def column(table: str, name: str) -> set[str]:
    return {row[name] for row in rows(table)}


def test_every_table_is_documented_here_and_every_documented_table_is_there():
    assert {path.stem for path in FACTS.glob("*.csv")} == set(COLUMNS)


@pytest.mark.parametrize("table", COLUMNS)
def test_a_table_has_the_documented_columns_and_no_other(table):
    with (FACTS / f"{table}.csv").open(encoding="utf-8") as file:
        assert file.readline().rstrip("\n") == COLUMNS[table]


@pytest.mark.parametrize("table", COLUMNS)
def test_a_table_is_plain_utf8_with_unix_line_ends(table):
    raw = (FACTS / f"{table}.csv").read_bytes()
    assert raw.decode("utf-8")
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("table", COLUMNS)
def test_keys_are_unique_and_sorted(table):
    fields = COLUMNS[table].split(",")[: KEY_LENGTHS.get(table, 1)]
    keys = [tuple(row[field] for field in fields) for row in rows(table)]
    assert keys == sorted(set(keys))


def test_every_table_names_its_source():
    assert set(COLUMNS) <= column("sources", "table")


def test_every_source_names_its_publisher_and_licence():
    assert all(row["title"] and row["publisher"] and row["licence"] for row in rows("sources"))


def test_the_attribution_names_every_licence_that_asks_for_it():
    text = (FACTS / "attribution.txt").read_text(encoding="utf-8")
    assert all(name in text for name in ["Open Government Licence v3.0", "Royal Mail", "OS data", "RCPCH"])


def test_every_trust_lies_in_a_known_region():
    assert column("trusts", "region_code") == column("regions", "code")


def test_every_hospital_belongs_to_a_known_trust():
    assert column("sites", "trust") <= column("trusts", "ods_code")


def test_every_succession_joins_two_known_trusts():
    codes = column("trusts", "ods_code")
    assert column("successions", "predecessor") <= codes
    assert column("successions", "successor") <= codes


def test_every_closed_trust_has_a_successor_that_leads_to_an_open_one():
    after: dict[str, set[str]] = {}
    for row in rows("successions"):
        after.setdefault(row["predecessor"], set()).add(row["successor"])
    closed = {row["ods_code"] for row in rows("trusts") if row["closed"]}
    assert set(after) == closed
    for start in closed:
        reached = {start}
        for _ in range(5):
            reached = {successor for code in reached for successor in after.get(code, {code})}
        assert reached.isdisjoint(closed), start


def test_118_open_trusts_are_in_the_scope_of_the_census():
    in_scope = [row for row in rows("trusts") if not row["closed"] and int(row["breast_treatments"] or 0) >= 100]
    assert len(in_scope) == 118


def test_every_trust_in_scope_has_a_hospital_of_its_own():
    own = {row["trust"] for row in rows("sites") if row["own"] == "Y"}
    assert own >= {row["ods_code"] for row in rows("trusts") if int(row["breast_treatments"] or 0) >= 100}


@pytest.mark.parametrize("table", ["trusts", "sites", "sectors"])
def test_every_place_lies_in_england(table):
    for row in rows(table):
        assert 49.8 < float(row["latitude"]) < 55.85, row
        assert -6.5 < float(row["longitude"]) < 1.8, row


@pytest.mark.parametrize("table", ["trusts", "sites"])
def test_grid_and_degrees_tell_of_the_same_place(table):
    """Roughly: within 15 km of a flat drawing of the country is enough to catch a swap or a wrong row."""
    for row in rows(table):
        assert abs(int(row["northing"]) - (float(row["latitude"]) - 49.0) * 111_200 + 100_000) < 15_000, row
        assert 80_000 < int(row["easting"]) < 660_000, row


def test_outward_codes_lie_in_great_britain():
    """Northern Ireland, the Isle of Man and the Channel Islands have none here: their letters alone tell."""
    assert column("outcodes", "nation") == {"England", "Scotland", "Wales"}
    assert not [code for code in column("outcodes", "code") if code[:2] in {"BT", "IM", "JE", "GY"}]


def test_every_sector_belongs_to_a_known_outward_code():
    assert {code.split(" ")[0] for code in column("sectors", "code")} <= column("outcodes", "code")


def test_a_bank_holiday_is_one_somewhere():
    assert all(row["england_and_wales"] or row["scotland"] or row["northern_ireland"] for row in rows("bank_holidays"))


def test_every_figure_of_the_context_has_its_source_and_address():
    assert all(row["source"] and row["url"].startswith("http") for row in rows("context"))


def test_nobody_is_sent_to_a_host_on_which_a_publisher_tries_things_out():
    """Such pages go without notice, and say things that were never published."""
    assert not [row["url"] for row in rows("context") if "umbraco.io" in row["url"] or "staging" in row["url"]]
