"""Taking in an extract: all that it says, or nothing."""

import io
from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command

from tests.register.extracts import BRISTOL, ROYAL_SURREY, extract, row
from whoscounting.ledger.models import Event
from whoscounting.lib.actions import Refused
from whoscounting.lib.actors import Actor
from whoscounting.register.actions import apply_extract
from whoscounting.register.models import Succession, Trust
from whoscounting.register.queries import plan_extract
from whoscounting.register.rules.comparison import What

pytestmark = pytest.mark.django_db
BY = Actor.system("test")
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


def lines():
    return Event.objects.filter(subject="extract:trusts")


def apply(*rows, **named):
    return apply_extract(content=extract(*rows), by=BY, at=AT, **named)


def test_an_extract_that_says_what_we_know_changes_nothing_and_writes_no_line():
    plan = apply(ROYAL_SURREY, BRISTOL)
    assert plan.steps == plan.rejected == ()
    assert not lines()


def test_an_added_trust_has_a_readable_name_a_region_and_a_place_and_says_how_the_place_was_found():
    plan = apply(ROYAL_SURREY, row("ZZ1", "ST EXAMPLE'S NHS TRUST", opened="20260401", postcode="GU2 7XX"))
    trust = Trust.objects.get(ods_code="ZZ1")
    assert (trust.name, trust.official_name) == ("St Example's NHS Trust", "ST EXAMPLE'S NHS TRUST")
    assert (trust.region_id, trust.kind, trust.opened, trust.town) == ("Y59", "unknown", date(2026, 4, 1), "Guildford")
    assert abs(trust.easting - 497000) < 3000
    assert plan.steps[0].text == "St Example's NHS Trust, GU2 7XX (placed by sector GU2 7)"


def test_the_board_of_an_added_trust_is_that_of_the_known_trusts_with_the_same_code():
    apply(ROYAL_SURREY, row("ZZ1", "EXAMPLE NHS TRUST"), row("ZZ2", "OTHER NHS TRUST", geography="ELSEWHERE"))
    assert Trust.objects.get(ods_code="ZZ1").icb == Trust.objects.get(ods_code="RA2").icb != ""
    assert Trust.objects.get(ods_code="ZZ2").icb == ""


def test_a_renamed_trust_keeps_its_former_name():
    plan = apply(row("RA2", "SURREY EXAMPLE NHS FOUNDATION TRUST"))
    trust = Trust.objects.get(ods_code="RA2")
    assert trust.name == "Surrey Example NHS Foundation Trust"
    assert trust.former_names[-1] == "Royal Surrey NHS Foundation Trust"
    assert [(step.what, step.line, step.code) for step in plan.steps] == [(What.RENAMED, 1, "RA2")]


def test_a_display_name_made_by_hand_stays_while_the_official_name_does():
    Trust.objects.filter(ods_code="RA2").update(name="Royal Surrey, as people say")
    apply(ROYAL_SURREY)
    assert Trust.objects.get(ods_code="RA2").name == "Royal Surrey, as people say"


def test_a_moved_trust_has_the_place_of_its_new_postcode():
    apply(row("RA2", "ROYAL SURREY NHS FOUNDATION TRUST", postcode="BS1 3NU", town="BRISTOL"))
    trust = Trust.objects.get(ods_code="RA2")
    assert (trust.postcode, trust.town) == ("BS1 3NU", "Bristol")
    assert abs(trust.easting - 358700) < 2000


def test_a_move_to_a_sector_we_do_not_know_is_placed_by_the_outward_code_and_says_so():
    plan = apply(row("RA2", "ROYAL SURREY NHS FOUNDATION TRUST", postcode="GU2 0ZZ"))
    assert "placed by outward code GU2" in plan.steps[0].text
    assert Trust.objects.get(ods_code="RA2").latitude is not None


def test_a_move_to_a_place_nobody_knows_leaves_the_place_open():
    plan = apply(row("RA2", "ROYAL SURREY NHS FOUNDATION TRUST", postcode="ZZ9 9ZZ"))
    assert "place not known" in plan.steps[0].text
    assert Trust.objects.get(ods_code="RA2").latitude is None


def test_a_closed_trust_stays_and_the_plan_asks_who_came_after_it():
    plan = apply(row("RA2", "ROYAL SURREY NHS FOUNDATION TRUST", closed="20260930"))
    assert Trust.objects.get(ods_code="RA2").closed == date(2026, 9, 30)
    assert "RA2 closed on 2026-09-30" in plan.open_questions[0].text


def test_a_trust_that_opened_at_the_same_postcode_is_taken_for_the_successor():
    apply(
        row("RA2", "ROYAL SURREY NHS FOUNDATION TRUST", closed="20260930"),
        row("ZZ1", "EXAMPLE NHS TRUST", opened="20261001"),
    )
    found = Succession.objects.get(predecessor="RA2")
    assert (found.successor_id, found.happened_on) == ("ZZ1", date(2026, 10, 1))
    assert (found.kind, found.confidence) == ("merger", "medium")


def test_successors_can_be_named_and_several_make_a_split():
    apply(
        row("RA2", "ROYAL SURREY NHS FOUNDATION TRUST", closed="20260930"),
        successors={"RA2": ["RTP", "RA7"]},
    )
    found = Succession.objects.filter(predecessor="RA2")
    assert {(one.successor_id, one.kind, one.confidence) for one in found} == {
        ("RTP", "split", "high"),
        ("RA7", "split", "high"),
    }


@pytest.mark.parametrize(
    ("successors", "why"),
    [
        ({"RA7": ["RTP"]}, "RA7 was named as succeeded by RTP, but it is not closed."),
        ({"RA4": ["NOBODY"]}, "NOBODY was named in a succession, but there is no such trust."),
        ({"RA4": ["RA4"]}, "that would go round in a circle"),
    ],
)
def test_a_succession_that_cannot_be_is_refused(successors, why):
    with pytest.raises(Refused, match=why):
        apply(ROYAL_SURREY, successors=successors)
    assert not lines()


def test_a_closing_date_still_to_come_closes_nothing_yet():
    assert apply(row("RA2", "ROYAL SURREY NHS FOUNDATION TRUST", closed="20270331")).steps == ()


def test_a_closing_date_that_was_withdrawn_opens_the_trust_again():
    yeovil = Trust.objects.get(ods_code="RA4")
    again = row("RA4", yeovil.official_name, grouping="Y58", postcode=yeovil.postcode)
    assert [step.what for step in apply(again).steps] == [What.REOPENED]
    assert Trust.objects.get(ods_code="RA4").closed is None


def test_trusts_of_other_nations_and_those_closed_long_ago_are_left_out_with_their_line():
    plan = apply(
        row("ZZ1", "WELSH EXAMPLE NHS TRUST", grouping=""), row("ZZ2", "OLD EXAMPLE NHS TRUST", closed="20010101")
    )
    assert [problem.line for problem in plan.left_out] == [1, 2]
    assert plan.steps == ()


def test_trusts_that_are_not_in_the_file_are_left_as_they_are():
    plan = apply(ROYAL_SURREY)
    assert "TAD" in plan.absent
    assert not Trust.objects.get(ods_code="TAD").closed


def test_one_rejected_row_and_nothing_of_the_file_is_done():
    rows = [row("RA2", "A NEW NAME"), row("ZZ1", "NOWHERE NHS TRUST", grouping="Q99")]
    with pytest.raises(Refused, match=r"^Nothing was changed. Line 2: ZZ1 is in 'Q99'"):
        apply(*rows)
    assert Trust.objects.get(ods_code="RA2").name == "Royal Surrey NHS Foundation Trust"
    assert not lines()


def test_a_file_that_closes_more_than_a_fifth_of_all_trusts_needs_the_number_named():
    trusts = Trust.objects.filter(closed=None)[:60]
    rows = [
        row(t.ods_code, t.official_name, grouping=t.region_id, postcode=t.postcode, closed="20260930") for t in trusts
    ]
    for closing in (None, 59):
        with pytest.raises(Refused, match="would close 60 of 20"):
            apply(*rows, closing=closing)
    assert apply(*rows, closing=60).closures == 60


def test_the_ledger_has_one_public_line_with_all_trusts_that_changed():
    apply(row("RA2", "A NEW NAME"), row("ZZ1", "EXAMPLE NHS TRUST"))
    line = lines().get()
    assert (line.public, line.happened_at) == (True, AT)
    assert line.detail["trusts"] == ["RA2", "ZZ1"]
    assert line.detail["counts"] == {"renamed": 1, "added": 1}


def test_taking_in_the_same_extract_twice_does_nothing_the_second_time():
    rows = [row("RA2", "A NEW NAME", postcode="BS1 3NU"), row("ZZ1", "EXAMPLE NHS TRUST")]
    assert apply(*rows).steps
    assert not apply(*rows).steps


def test_hostile_names_are_kept_as_text():
    apply(row("RA2", "<SCRIPT>ALERT(1)</SCRIPT> 💙'; DROP TABLE TRUST; --"))
    assert "💙" in Trust.objects.get(ods_code="RA2").name


def test_a_plan_writes_nothing():
    assert plan_extract(extract(row("RA2", "A NEW NAME"))).steps
    assert Trust.objects.get(ods_code="RA2").name == "Royal Surrey NHS Foundation Trust"


@pytest.fixture
def run(tmp_path):
    def command(content, *options):
        file, said = tmp_path / "etr.csv", io.StringIO()
        file.write_bytes(content)
        call_command("import_trusts", file, *options, stdout=said)
        return said.getvalue()

    return command


EVERYTHING = extract(
    row("RA2", "SURREY EXAMPLE NHS FOUNDATION TRUST"),
    row("RA7", "BRISTOL NHS FOUNDATION TRUST", grouping="Y58", postcode="GU2 7XX"),
    row("ZZ1", "EXAMPLE NHS TRUST", opened="20261001", postcode="EX2 5DW", grouping="Y58"),
    row(
        "RH8",
        "ROYAL DEVON UNIVERSITY HEALTHCARE NHS FOUNDATION TRUST",
        grouping="Y58",
        postcode="EX2 5DW",
        opened="19930401",
        closed="20260930",
    ),
)


def test_a_dry_run_lists_everything_with_its_line_and_changes_nothing(run):
    said = run(EVERYTHING)
    assert "Added: 1\n  line 3: ZZ1 Example NHS Trust, EX2 5DW (placed by sector EX2 5)" in said
    assert "Renamed: 1\n  line 1: RA2 Royal Surrey NHS Foundation Trust is now Surrey Example" in said
    assert "Moved: 1\n  line 2: RA7 Bristol NHS Foundation Trust, from BS1 3NU to GU2 7XX" in said
    assert "Closed: 1\n  line 4: RH8 Royal Devon" in said
    assert "Succeeded: 1\n  line 4: RH8 by ZZ1 from 2026-10-01 (seen in this file, merger)" in said
    assert said.endswith("Nothing was changed. Add --commit to do it.\n")
    assert not Trust.objects.filter(ods_code="ZZ1").exists()


def test_a_dry_run_says_when_the_number_of_closures_must_be_named(run):
    trusts = Trust.objects.filter(closed=None)[:60]
    rows = [row(t.ods_code, t.official_name, grouping=t.region_id, closed="20260930") for t in trusts]
    said = run(extract(*rows))
    assert "Would close 60 of 20" in said
    assert "add --closing 60" in said


def test_with_commit_it_is_done_and_said(run):
    assert run(EVERYTHING, "--commit").endswith("Done: 5 changes to 4 trusts.\n")
    assert Trust.objects.filter(ods_code="ZZ1").exists()


def test_a_broken_file_changes_nothing_even_with_commit(run):
    with pytest.raises(CommandError, match="Line 5"):
        run(EVERYTHING + b'"broken"\r\n', "--commit")
    assert not Trust.objects.filter(ods_code="ZZ1").exists()


def test_a_file_that_is_not_there_is_said():
    with pytest.raises(CommandError, match="can't be read"):
        call_command("import_trusts", "no-such-file.csv")
