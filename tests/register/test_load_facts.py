"""The bundled tables become rows, once, and what an extract said later stays."""

import shutil
import time

import pytest

from whoscounting.ledger.actions import record
from whoscounting.ledger.models import Event
from whoscounting.lib.actors import Actor
from whoscounting.register.actions import load_facts
from whoscounting.register.actions.facts import EXTRACT, FACTS
from whoscounting.register.models import Outcode, Region, Sector, Site, Succession, Trust
from whoscounting.register.rules import tables

pytestmark = pytest.mark.django_db
BY = Actor.system("test")


@pytest.fixture
def next_release(monkeypatch, tmp_path):
    """Other tables than those loaded last: the next release has one hospital less."""

    def released():
        folder = shutil.copytree(tables.FOLDER, tmp_path / "facts")
        lines = (folder / "sites.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        (folder / "sites.csv").write_text("".join(lines[:-1]), encoding="utf-8")
        monkeypatch.setattr(tables, "FOLDER", folder)
        return lines[-1].split(",")[0]

    return released


def lines():
    return Event.objects.filter(subject=FACTS).order_by("id")


def test_every_row_of_every_table_is_there():
    models = {
        "regions": Region, "trusts": Trust, "successions": Succession,
        "sites": Site, "outcodes": Outcode, "sectors": Sector,
    }  # fmt: skip
    counts = {table: model.objects.count() for table, model in models.items()}
    assert counts == {table: len(tables.rows(table)) for table in tables.LOADED}
    assert counts == lines().get().detail["rows"]


def test_it_is_quick(next_release):
    next_release()
    before = time.perf_counter()
    assert load_facts(by=BY)
    assert time.perf_counter() - before < 5, "about half a second is usual; this leaves room for a busy machine"


def test_loading_again_does_nothing_and_writes_no_second_line():
    assert load_facts(by=BY) == {}
    line = lines().get()
    assert (line.verb, line.public) == ("facts loaded", True)


def test_new_tables_write_a_second_line(next_release):
    next_release()
    assert load_facts(by=BY)["sites"] == Site.objects.count()
    assert load_facts(by=BY) == {}
    assert lines().count() == 2


def test_loading_the_same_tables_again_keeps_what_was_changed_since():
    Trust.objects.filter(ods_code="RA2").update(name="Renamed since")
    load_facts(by=BY)
    assert Trust.objects.get(ods_code="RA2").name == "Renamed since"


def test_new_tables_leave_what_an_extract_said_and_refresh_the_rest(next_release):
    Trust.objects.update(name="Renamed since", website="https://old.invalid")
    record(by=BY, verb="extract applied", subject=EXTRACT, detail={"trusts": ["RA2"]})
    next_release()
    load_facts(by=BY)
    assert Trust.objects.get(ods_code="RA2").name == "Renamed since"
    assert Trust.objects.get(ods_code="RA2").website != "https://old.invalid"
    assert Trust.objects.get(ods_code="RA7").name == "Bristol NHS Foundation Trust"


def test_a_hospital_that_left_the_tables_goes(next_release):
    gone = next_release()
    assert Site.objects.filter(code=gone).exists()
    load_facts(by=BY)
    assert not Site.objects.filter(code=gone).exists()


def test_a_row_read_back_says_what_the_table_says():
    trust = Trust.objects.get(ods_code="RA2")
    assert (trust.name, trust.region_id, trust.closed) == ("Royal Surrey NHS Foundation Trust", "Y59", None)
    assert trust.former_names == ["Royal Surrey County Hospital NHS Foundation Trust"]
