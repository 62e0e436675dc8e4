"""Regions, trusts and which trust followed which."""

from tools.facts.files import Row, Sources, Tables, notice
from tools.facts.grid import grid
from tools.facts.words import same, slug, town

REGIONS = "code,name,slug"
TRUSTS = (
    "ods_code,name,official_name,kind,opened,closed,region_code,icb,cancer_alliance,town,postcode,latitude,longitude,"
    "easting,northing,website,breast_treatments,former_names"
)
SUCCESSIONS = "predecessor,successor,happened_on,kind,confidence,evidence"

# A word that only one kind of evidence has, and how we say it.
EVIDENCE = {
    "Succs block": "ODS succession record; the closing date agrees with the ODS list of trusts",
    "new ODS code opened": "A new ODS code opened the day after this one closed, with its hospitals",
    "swaps the two names": "ODS succession record, its direction checked against opening and closing dates",
    "not in ODS etr.csv": "Generally known, not yet checked: the ODS list of trusts leaves care trusts out",
    "close date is in ODS etr.csv": "Closing date from ODS; the successor is generally known, not yet checked",
}


def write(source: Sources, tables: Tables) -> None:
    rows = source.rows("trusts.csv")
    names_2016 = {row["ods_code"]: row["name_2016"] for row in source.rows("trusts_2016.csv")}
    tables.write("regions", REGIONS, regions(rows))
    tables.write("trusts", TRUSTS, [trust(row, names_2016.get(row["ods_code"], "")) for row in rows])
    known = {row["ods_code"] for row in rows}
    tables.write("successions", SUCCESSIONS, successions(source.rows("successions.csv"), known), key=2)


def regions(rows: list[Row]) -> list[Row]:
    names = {row["nhs_region_code"]: row["nhs_region"] for row in rows}
    return [{"code": code, "name": name, "slug": slug(name)} for code, name in names.items()]


def trust(row: Row, name_2016: str) -> Row:
    return grid(row["latitude"], row["longitude"]) | {
        "ods_code": row["ods_code"],
        "name": row["display_name"],
        "official_name": row["name"],
        "kind": row["type"],
        "opened": row["open_date"],
        "closed": row["close_date"],
        "region_code": row["nhs_region_code"],
        "icb": row["icb"],
        "cancer_alliance": row["cancer_alliance"],
        "town": town(row["town"]),
        "postcode": row["postcode"],
        "latitude": row["latitude"],
        "longitude": row["longitude"],
        "website": row["website"],
        "breast_treatments": row["breast_31d_treatments_12m"],
        "former_names": former_names(row["display_name"], row["name_2018_09"], row["name_2016_09"], name_2016),
    }


def former_names(now: str, *earlier: str) -> str:
    """The latest first; spellings that differ only in capitals or punctuation are one name."""
    names: list[str] = []
    for name in earlier:
        if name and not any(same(name, other) for other in [now, *names]):
            names.append(name)
    return "; ".join(names)


def successions(rows: list[Row], known: set[str]) -> list[Row]:
    kept = []
    for row in rows:
        unknown = {row["predecessor_code"], row["successor_code"]} - known
        if unknown:
            notice(f"succession of {row['predecessor_name']} ({', '.join(unknown)} closed before our first year)")
        else:
            kept.append(succession(row))
    return kept


def succession(row: Row) -> Row:
    return {
        "predecessor": row["predecessor_code"],
        "successor": row["successor_code"],
        "happened_on": row["succession_date"],
        "kind": row["type"],
        "confidence": row["confidence"],
        "evidence": next(words for mark, words in EVIDENCE.items() if mark in row["evidence"]),
    }
