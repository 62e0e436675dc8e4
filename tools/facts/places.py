"""Hospitals, outward codes, postcode sectors and bank holidays."""

import re

from tools.facts.files import Row, Sources, Tables, notice
from tools.facts.grid import grid, short
from tools.facts.words import hospital, town

SITES = "code,trust,name,postcode,town,latitude,longitude,easting,northing,own"
OUTCODES = "code,latitude,longitude,nation"
SECTORS = "code,latitude,longitude"
HOLIDAYS = "date,england_and_wales,scotland,northern_ireland"

# The list of hospitals is of 2018. One whose postcode no longer existed in 2023 has closed or moved.
LIVE = "live-2023"
CLOSED = {"62920"}  # the Middlesex Hospital, closed in 2005; its postcode lives on
OF_OTHERS = {"9040110"}  # a private hospital that the list gives to a trust
OUTWARD_CODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")


def write(source: Sources, tables: Tables) -> None:
    trusts = {row["ods_code"] for row in source.rows("trusts.csv")}
    tables.write("sites", SITES, sites(source.rows("hospital_sites.csv"), trusts))
    tables.write("outcodes", OUTCODES, outcodes(source.rows("outcodes.csv")))
    tables.write("sectors", SECTORS, [sector(row) for row in source.rows("postcode_sectors_england.csv")])
    tables.write("bank_holidays", HOLIDAYS, [holiday(row) for row in source.rows("bank_holidays.csv")])


def sites(rows: list[Row], trusts: set[str]) -> list[Row]:
    ours = [row for row in rows if row["trust_code"] in trusts]
    placed = [row for row in ours if row["latitude"] and row["longitude"]]
    there = [row for row in placed if row["postcode_status"] == LIVE and row["site_id"] not in CLOSED]
    notice(
        f"{len(rows) - len(ours)} hospitals of trusts we do not list, {len(ours) - len(placed)} without a place, "
        f"{len(placed) - len(there)} that have closed or moved since the list was made"
    )
    return [site(row) for row in there]


def site(row: Row) -> Row:
    return grid(row["latitude"], row["longitude"]) | {
        "code": row["site_id"],
        "trust": row["trust_code"],
        "name": hospital(row["name"]),
        "postcode": row["postcode"],
        "town": town(row["town"]),
        "latitude": row["latitude"],
        "longitude": row["longitude"],
        "own": "N" if row["site_id"] in OF_OTHERS else row["own_site"],
    }


def outcodes(rows: list[Row]) -> list[Row]:
    kept = [row for row in rows if OUTWARD_CODE.fullmatch(row["outcode"]) and row["country"]]
    odd = sorted({row["outcode"] for row in rows} - {row["outcode"] for row in kept})
    notice(f"{len(odd)} that are not outward codes: {', '.join(odd)}")
    return [
        {
            "code": row["outcode"],
            "latitude": short(row["latitude"]),
            "longitude": short(row["longitude"]),
            "nation": row["country"],
        }
        for row in kept
    ]


def sector(row: Row) -> Row:
    return {
        "code": row["sector"],
        "latitude": short(row["latitude"]),
        "longitude": short(row["longitude"]),
    }


def holiday(row: Row) -> Row:
    return {
        "date": row["date"],
        "england_and_wales": row["england_wales"],
        "scotland": row["scotland"],
        "northern_ireland": row["northern_ireland"],
    }
