"""Taking the bundled fact tables into the database."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Model

from whoscounting.ledger.actions import record
from whoscounting.ledger.queries import history
from whoscounting.lib.actions import action
from whoscounting.lib.actors import Actor
from whoscounting.register.models import Outcode, Region, Sector, Site, Succession, Trust
from whoscounting.register.rules import tables

FACTS = "facts:register"
EXTRACT = "extract:trusts"
# What the bundle alone knows of a trust. All else is also in the ODS extract, which is newer than the bundle.
ONLY_BUNDLED = ["kind", "icb", "cancer_alliance", "website", "breast_treatments"]

Row = dict[str, str]


@action
def load_facts(*, by: Actor, at: datetime | None = None) -> dict[str, int]:
    """Bring the bundled tables into the database and say how many rows of each; an empty answer if nothing was new.

    The ledger keeps the fingerprint of the tables that were loaded last, so the same tables are loaded once only and
    whatever staff or an ODS extract changed since then stays. When a release brings different tables, they are loaded
    again, but a trust about which an extract has ever said something keeps what that extract said: for those only the
    columns that no extract has are refreshed. Rows whose key left the tables go if nothing else can lean on them
    (hospitals, outward codes, sectors); trusts and successions stay.
    """
    fingerprint = tables.fingerprint()
    last = history(subject=FACTS).last()
    if last and last.detail["sha256"] == fingerprint:
        return {}
    kept = _trusts_of_extracts()
    counts = {
        "regions": _upsert([Region(**row) for row in tables.rows("regions")], key=["code"]),
        "trusts": _upsert_trusts([_trust(row) for row in tables.rows("trusts")], kept),
        "successions": _upsert(
            [_succession(row) for row in tables.rows("successions")], key=["predecessor", "successor"]
        ),
        "sites": _replace([_site(row) for row in tables.rows("sites")]),
        "outcodes": _replace([Outcode(**_placed(row)) for row in tables.rows("outcodes")]),
        "sectors": _replace([Sector(**_placed(row)) for row in tables.rows("sectors")]),
    }
    detail = {"sha256": fingerprint, "rows": counts}
    record(by=by, at=at, verb="facts loaded", subject=FACTS, detail=detail, public=True)
    return counts


def _trusts_of_extracts() -> set[str]:
    """The codes of all trusts that any extract added or changed."""
    return {code for event in history(subject=EXTRACT) for code in event.detail["trusts"]}


def _upsert_trusts(trusts: list[Trust], kept: set[str]) -> int:
    free = [one for one in trusts if one.ods_code not in kept]
    held = [one for one in trusts if one.ods_code in kept]
    return _upsert(free, key=["ods_code"]) + _upsert(held, key=["ods_code"], columns=ONLY_BUNDLED)


def _upsert(rows: list[Any], *, key: list[str], columns: list[str] | None = None) -> int:
    """Insert rows, or bring those that are there up to date. Returns how many."""
    if rows:
        model: type[Model] = type(rows[0])
        fields = [f.name for f in model._meta.concrete_fields if not f.auto_created and f.name not in key]
        model._default_manager.bulk_create(
            rows, update_conflicts=True, unique_fields=key, update_fields=columns or fields, batch_size=2000
        )
    return len(rows)


def _replace(rows: list[Any]) -> int:
    """Upsert, then remove the rows that are no longer in the table."""
    count = _upsert(rows, key=["code"])
    manager = type(rows[0])._default_manager
    gone = set(manager.values_list("code", flat=True)) - {row.code for row in rows}
    manager.filter(code__in=sorted(gone)).delete()
    return count


def _trust(row: Row) -> Trust:
    return Trust(
        ods_code=row["ods_code"],
        name=row["name"],
        official_name=row["official_name"],
        former_names=[name for name in row["former_names"].split("; ") if name],
        kind=row["kind"],
        opened=_day(row["opened"]),
        closed=_day(row["closed"]),
        region_id=row["region_code"] or None,
        icb=row["icb"],
        cancer_alliance=row["cancer_alliance"],
        town=row["town"],
        postcode=row["postcode"],
        latitude=_number(row["latitude"]),
        longitude=_number(row["longitude"]),
        easting=_whole(row["easting"]),
        northing=_whole(row["northing"]),
        website=row["website"],
        breast_treatments=_whole(row["breast_treatments"]),
    )


def _succession(row: Row) -> Succession:
    return Succession(
        predecessor_id=row["predecessor"],
        successor_id=row["successor"],
        happened_on=date.fromisoformat(row["happened_on"]),
        kind=row["kind"],
        confidence=row["confidence"],
        evidence=row["evidence"],
    )


def _site(row: Row) -> Site:
    return Site(
        code=row["code"],
        trust_id=row["trust"],
        name=row["name"],
        postcode=row["postcode"],
        town=row["town"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        easting=int(row["easting"]),
        northing=int(row["northing"]),
        own=row["own"] == "Y",
    )


def _placed(row: Row) -> dict[str, Any]:
    return row | {"latitude": float(row["latitude"]), "longitude": float(row["longitude"])}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str) -> float | None:
    return float(text) if text else None


def _whole(text: str) -> int | None:
    return int(text) if text else None
