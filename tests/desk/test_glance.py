"""A round at a glance, and the board as a file."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.desk.making import asked, opened, signed_in
from whoscounting.census.models import FoiRequest, Round
from whoscounting.census.queries.desk import board
from whoscounting.census.queries.glance import glance
from whoscounting.desk.frame import today
from whoscounting.register.models import Trust

pytestmark = pytest.mark.usefixtures("world")


def seen(officer, round: Round):
    return glance(round, board(round=round, viewer=officer, on=today()))


def test_regions_add_up_to_all_that_are_asked(officer):
    round = Round.objects.get(pk="rehearsal-b")
    found = seen(officer, round)
    assert sum(region.asked for region in found.regions) == round.requests.filter(in_scope=True).count()
    assert sum(region.replied for region in found.regions) == round.requests.filter(revision__gt=0).count()


def test_the_time_that_answers_took_stands_beside_the_last_rounds(officer):
    found = seen(officer, Round.objects.get(pk="rehearsal-b"))
    assert found.took is not None
    assert found.took > 0
    assert found.last_round == "Rehearsal A"
    assert seen(officer, Round.objects.get(pk="rehearsal-a")).took_last_round is None


def test_a_letter_that_fits_nothing_is_counted(officer):
    assert seen(officer, Round.objects.get(pk="rehearsal-b")).in_pen == 1


def test_one_that_is_late_is_counted_in_its_region(officer):
    request = asked(opened())
    found = seen(officer, request.round)
    assert found.overdue == 1
    assert [one.name for one in found.regions if one.overdue] == [request.trust.region.name]


def test_the_glance_takes_as_many_queries_for_a_hundred_trusts_as_for_one(officer, django_assert_max_num_queries):
    round = Round.objects.get(pk="rehearsal-b")
    with django_assert_max_num_queries(8):
        seen(officer, round)


def test_the_file_holds_what_the_board_shows(officer):
    desk, round = signed_in(officer), Round.objects.get(pk="rehearsal-b")
    region = FoiRequest.objects.filter(round=round, in_scope=True).first().trust.region
    query = {"region": region.slug}
    page = desk.get(reverse("desk:board", args=[round.pk]), query)
    shown = {row.line.request.trust_id for row in page.context["rows"]}
    lines = list(csv.DictReader(io.StringIO(desk.get(file(round, "csv"), query).content.decode())))
    assert {line["ods_code"] for line in lines} == shown
    assert {line["region"] for line in lines} == {region.name}
    book = load_workbook(io.BytesIO(desk.get(file(round, "xlsx"), query).content), read_only=True)
    assert sum(1 for _ in book["Board"].rows) == len(shown) + 1


def test_a_name_that_looks_like_a_formula_is_text_in_both_files(officer):
    desk, round = signed_in(officer), Round.objects.get(pk="rehearsal-b")
    request = FoiRequest.objects.filter(round=round, in_scope=True).first()
    Trust.objects.filter(pk=request.trust_id).update(name='=HYPERLINK("https://example.invalid")')
    assert "'=HYPERLINK" in desk.get(file(round, "csv")).content.decode()
    cells = load_workbook(io.BytesIO(desk.get(file(round, "xlsx")).content))["Board"]["B"]
    assert any(str(cell.value).startswith("'=HYPERLINK") for cell in cells)


def test_the_board_can_be_read_in_the_order_of_the_next_date(officer):
    round = asked(opened()).round
    rows = signed_in(officer).get(reverse("desk:board", args=[round.pk]), {"sort": "date"}).context["rows"]
    days = [row.line.next.on for row in rows if row.line.next.on]
    assert days == sorted(days)
    assert rows[0].line.next.on is not None


def file(round: Round, kind: str) -> str:
    return reverse("desk:board-file", args=[round.pk, kind])
