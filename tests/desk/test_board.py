"""The board of a round: every request with its next step."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.desk.making import BY, PROOF, answered, asked, assessed, opened, signed_in
from whoscounting.census.actions import put_on_hold, record_sending
from whoscounting.census.models import FoiRequest, Hold

BOARD = "/desk/rounds/trial/"


def shown(desk, query=""):
    return desk.get(BOARD + query).context


def test_the_counts_stand_at_the_top_and_filter_the_rows(officer, reviewers):
    round = opened()
    assessed(answered(asked(round)), reviewers[0], "collecting")
    desk = signed_in(officer)
    counts = {count.step: count.number for count in shown(desk)["counts"]}
    assert counts["send"] == 117
    assert counts["second"] == 1
    assert [row.words for row in shown(desk, "?step=second")["rows"]] == ["Needs a second reviewer"]


def test_trusts_out_of_scope_are_shown_to_who_asks_for_them(officer):
    opened()
    desk = signed_in(officer)
    assert len(shown(desk)["rows"]) == 118
    assert {row.step for row in shown(desk, "?step=out")["rows"]} == {"out"}
    assert {row.line.state for row in shown(desk, "?state=not_sent")["rows"]} == {"not_sent"}


def test_a_trust_is_found_by_a_part_of_its_name(officer):
    opened()
    rows = shown(signed_in(officer), "?q=royal+SURREY")["rows"]
    assert [row.line.request.trust_id for row in rows] == ["RA2"]


@pytest.mark.parametrize("query", ["?step=nonsense", "?state=%00", "?q=%ff", "?step=&q=", "?page=-1"])
def test_parameters_that_mean_nothing_are_ignored(officer, query):
    opened()
    assert signed_in(officer).get(BOARD + query).status_code == 200


def test_what_is_searched_for_is_shown_as_text(officer):
    opened()
    page = signed_in(officer).get(BOARD, {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert(1)" not in page


def test_the_board_asks_the_census_the_same_few_times_for_any_number_of_trusts(officer):
    opened()
    desk = signed_in(officer)
    desk.get(BOARD)
    with CaptureQueriesContext(connection) as captured:
        desk.get(BOARD)
    ours = [q for q in captured if any(f'"{room}_' in q["sql"] for room in ("census", "register", "ledger"))]
    assert len(ours) <= 8
    assert len(captured) <= 20  # with Wagtail's own, the session and the permissions


def test_the_sending_is_recorded_for_the_ticked_trusts(officer):
    round = opened()
    codes = list(FoiRequest.objects.filter(round=round, in_scope=True).values_list("trust", flat=True)[:2])
    data = {"what": "sending", "on": "2026-03-03", "which": "ticked", "trusts": codes}
    page = signed_in(officer).post(BOARD + "record/", data, follow=True).content.decode()
    assert "Recorded for 2 trusts." in page
    sent = FoiRequest.objects.filter(round=round, sent_on=date(2026, 3, 3))
    assert {request.trust_id for request in sent} == set(codes)


def test_recording_twice_keeps_the_first_date(officer):
    opened()
    desk = signed_in(officer)
    for day in ("2026-03-03", "2026-03-05"):
        response = desk.post(BOARD + "record/", {"what": "sending", "on": day, "which": "all"}, follow=True)
    assert "There was nothing to record" in response.content.decode()
    asked = FoiRequest.objects.filter(round="trial", in_scope=True)
    assert {request.sent_on for request in asked} == {date(2026, 3, 3)}


def test_delivery_and_reminder_follow_the_sending(officer):
    round = opened()
    record_sending(round=round, trusts=None, on=date(2026, 3, 3), by=BY)
    desk = signed_in(officer)
    desk.post(BOARD + "record/", {"what": "delivery", "on": "2026-03-04", "which": "all", "proof": PROOF})
    early = desk.post(BOARD + "record/", {"what": "reminder", "on": "2026-04-01", "which": "all"}, follow=True)
    assert "No trust was due for a reminder." in early.content.decode()
    done = desk.post(BOARD + "record/", {"what": "reminder", "on": "2026-04-20", "which": "all"}, follow=True)
    assert "118 trusts were due for a reminder." in done.content.decode()
    row = FoiRequest.objects.filter(round=round, in_scope=True).first()
    assert (row.received_on, row.delivery_proof, row.chased_on) == (date(2026, 3, 4), PROOF, date(2026, 4, 20))


def test_a_delivery_needs_its_proof_in_words_and_nothing_else_takes_one(officer):
    round = opened()
    record_sending(round=round, trusts=None, on=date(2026, 3, 3), by=BY)
    desk = signed_in(officer)
    without = desk.post(BOARD + "record/", {"what": "delivery", "on": "2026-03-04", "which": "all"}).content.decode()
    assert "Say what proves the delivery." in without
    data = {"what": "sending", "on": "2026-03-04", "which": "all", "proof": PROOF}
    assert "Proof goes with a delivery." in desk.post(BOARD + "record/", data).content.decode()
    long = {"what": "delivery", "on": "2026-03-04", "which": "all", "proof": "p" * 201}
    assert "at most 200 characters" in desk.post(BOARD + "record/", long).content.decode()
    assert not FoiRequest.objects.filter(round=round, received_on__isnull=False).exists()


def test_of_the_ticked_trusts_only_those_that_are_late_are_reminded(officer):
    round = opened()
    late, on_hold = asked(round), asked(round, 1)
    put_on_hold(request=on_hold, hold=Hold.FEES, on=date(2026, 3, 10), seen="", by=BY)
    data = {"what": "reminder", "on": "2026-04-20", "which": "ticked", "trusts": [late.trust_id, on_hold.trust_id]}
    page = signed_in(officer).post(BOARD + "record/", data, follow=True).content.decode()
    assert "1 trust was due for a reminder. The others" in page
    on_hold.refresh_from_db()
    assert on_hold.chased_on is None


def test_the_planned_days_stand_on_the_board(officer):
    desk = signed_in(officer)
    plan = {"name": "Trial", "code": "trial", "year": "2098", "opens_on": "2098-03-02", "closes_on": "2098-06-30"}
    page = desk.post("/desk/plan-a-round/", plan, follow=True).content.decode()
    assert "It is to open on 2 March 2098 and to close on 30 June 2098." in page


def test_a_refused_record_keeps_the_ticks_and_the_day(officer):
    round = opened()
    code = FoiRequest.objects.filter(round=round, in_scope=True).first().trust_id
    data = {"what": "delivery", "on": "2098-01-01", "which": "ticked", "trusts": [code]}
    response = signed_in(officer).post(BOARD + "record/?q=", data)
    page = response.content.decode()
    assert "This day is still to come." in page
    assert 'value="2098-01-01"' in page
    assert response.context["form"].ticked == [code]


def test_nothing_ticked_is_said(officer):
    opened()
    page = signed_in(officer).post(BOARD + "record/", {"what": "sending", "on": "2026-03-03", "which": "ticked"})
    assert "Tick at least one trust" in page.content.decode()


def test_recording_needs_a_post(officer):
    opened()
    assert signed_in(officer).get(BOARD + "record/").status_code == 405


def test_a_form_from_another_site_is_refused(officer):
    from django.test import Client

    opened()
    stranger = Client(enforce_csrf_checks=True)
    stranger.force_login(officer)
    data = {"what": "sending", "on": "2026-03-03", "which": "all"}
    response = stranger.post(reverse("desk:record", args=["trial"]), data)
    assert response.status_code == 403
    assert not FoiRequest.objects.filter(round="trial", sent_on__isnull=False).exists()
