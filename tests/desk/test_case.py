"""One request at the desk: its scope, its clock and its history."""

import pytest
from django.urls import reverse

from tests.desk.making import BY, answered, asked, assessed, filled, opened, signed_in
from whoscounting.census.actions import add_historic_request
from whoscounting.census.models import FoiRequest, Round
from whoscounting.ledger import queries as ledger
from whoscounting.register.models import Trust

HOSTILE = "<script>alert('scope')</script>"


def test_the_scope_changes_with_a_reason_that_the_history_keeps(officer):
    request = FoiRequest.objects.filter(round=opened(), in_scope=True).first()
    desk = signed_in(officer)
    desk.post(reverse("desk:scope", args=[request.pk]), {"in_scope": "no", "reason": HOSTILE, "seen": "True"})
    request.refresh_from_db()
    assert (request.in_scope, request.scope_reason) == (False, HOSTILE)
    page = desk.get(reverse("desk:case", args=[request.pk])).content.decode()
    assert "Scope changed" in page
    assert HOSTILE not in page
    assert "&lt;script&gt;" in page


def test_a_trust_that_was_asked_stays_and_the_reason_typed_is_kept(officer):
    request = asked()
    response = signed_in(officer).post(
        reverse("desk:scope", args=[request.pk]), {"in_scope": "no", "reason": "It closed.", "seen": "True"}
    )
    page = response.content.decode()
    assert "has been asked already" in page
    assert "It closed." in page


def test_the_clock_stops_and_runs_again(officer):
    request, desk = asked(), signed_in(officer)
    address = reverse("desk:clock", args=[request.pk])
    desk.post(address, {"hold": "fees", "on": "2026-03-10", "seen": ""})
    request.refresh_from_db()
    assert request.hold == "fees"
    page = desk.get(reverse("desk:case", args=[request.pk])).content.decode()
    assert "A fees notice, since 10 March 2026" in page
    seen = filled(desk.get(address).context["form"])
    assert (seen["hold"], seen["seen"]) == ("fees", "fees")
    desk.post(address, seen | {"hold": "", "on": "2026-03-17"})
    request.refresh_from_db()
    assert request.hold == ""
    assert request.days_stopped > 1
    page = desk.get(reverse("desk:case", args=[request.pk])).content.decode()
    assert f"{request.days_stopped} working days of a fees notice" in page
    assert "Clock changed: the clock runs, on 17 March 2026" in page


def test_a_stop_of_the_clock_is_not_overwritten_unread(officer):
    request, first, second = asked(), signed_in(officer), signed_in(officer)
    address = reverse("desk:clock", args=[request.pk])
    stale = filled(second.get(address).context["form"]) | {"hold": "fees", "on": "2026-03-11"}
    first.post(address, filled(first.get(address).context["form"]) | {"hold": "clarification", "on": "2026-03-10"})
    response = second.post(address, stale)
    page = response.content.decode()
    assert "changed the clock meanwhile" in page
    assert "Now the clock stands still: The trust asked what we mean" in page
    assert 'value="2026-03-11"' in page
    second.post(address, filled(response.context["form"]))
    request.refresh_from_db()
    assert request.hold == "fees"


def test_a_scope_that_a_colleague_changed_is_not_overwritten_unread(officer):
    request = FoiRequest.objects.filter(round=opened(), in_scope=True).first()
    first, second = signed_in(officer), signed_in(officer)
    address = reverse("desk:scope", args=[request.pk])
    stale = filled(second.get(address).context["form"]) | {"reason": "Looked at again."}
    first.post(address, filled(first.get(address).context["form"]) | {"in_scope": "no", "reason": "It closed."})
    response = second.post(address, stale)
    assert "meanwhile" in response.content.decode()
    assert "Now not asked: It closed." in response.content.decode()
    assert filled(response.context["form"])["reason"] == "Looked at again."
    second.post(address, filled(response.context["form"]))
    request.refresh_from_db()
    assert (request.in_scope, request.scope_reason) == (True, "Looked at again.")


def test_a_field_error_does_not_count_as_having_seen_a_colleagues_change(officer):
    request, first, second = asked(), signed_in(officer), signed_in(officer)
    address = reverse("desk:clock", args=[request.pk])
    stale = filled(second.get(address).context["form"]) | {"hold": "fees", "on": ""}
    first.post(address, filled(first.get(address).context["form"]) | {"hold": "clarification", "on": "2026-03-10"})
    again = filled(second.post(address, stale).context["form"]) | {"on": "2026-03-11"}
    assert "changed the clock meanwhile" in second.post(address, again).content.decode()


def test_more_time_moves_the_day_on_which_the_reply_is_due(officer):
    request, desk = asked(), signed_in(officer)
    desk.post(reverse("desk:extension", args=[request.pk]), {"until": "2026-05-29"})
    case = desk.get(reverse("desk:case", args=[request.pk]))
    assert f"{case.context['case'].line.due_on}" == "2026-05-29"
    assert "not due before 29 May 2026" in case.content.decode()
    nonsense = desk.post(reverse("desk:extension", args=[request.pk]), {"until": "2026-03-01"}).content.decode()
    assert "An extension needs a day after" in nonsense
    assert 'value="2026-03-01"' in nonsense


def test_the_clock_of_what_never_arrived_cannot_stop(officer):
    request = FoiRequest.objects.filter(round=opened(), in_scope=True).first()
    page = (
        signed_in(officer)
        .post(reverse("desk:clock", args=[request.pk]), {"hold": "fees", "on": "2026-03-10"})
        .content.decode()
    )
    assert "no proof of delivery" in page


def test_the_history_tells_what_happened_in_days_and_words(officer):
    page = signed_in(officer).get(reverse("desk:case", args=[answered().pk])).content.decode()
    assert "Request sent: on 3 March 2026" in page
    assert "Delivery proved: on 4 March 2026, ‘Delivery receipt" in page
    assert "Reply taken in: reply 1" in page
    assert "the software" in page


def test_the_rubric_suggests_with_its_reason_to_who_has_spoken(officer):
    request = assessed(answered(), officer, "partial")
    page = signed_in(officer).get(reverse("desk:case", args=[request.pk])).content.decode()
    assert "What the rubric suggests" in page
    assert "does not tell whether both numbers are held" in page


def test_a_request_that_others_made_can_be_looked_at(officer):
    historic = Round.objects.filter(historic=True).first()
    request = add_historic_request(round=historic, trust=Trust.objects.get(pk="RA2"), by=BY)
    desk = signed_in(officer)
    for name in ("case", "reply"):
        assert desk.get(reverse(f"desk:{name}", args=[request.pk])).status_code == 200
    assert desk.get(reverse("desk:board", args=[historic.pk])).context["rows"]


@pytest.mark.parametrize("number", [0, 999999, 10**30])
@pytest.mark.parametrize("name", ["case", "scope", "clock", "extension", "reply", "assess", "evidence"])
def test_an_unknown_request_is_not_found(officer, name, number):
    assert signed_in(officer).get(reverse(f"desk:{name}", args=[number])).status_code == 404


def test_a_second_click_leaves_one_line_in_the_history(officer):
    request, desk = asked(), signed_in(officer)
    for _ in range(2):
        desk.post(reverse("desk:scope", args=[request.pk]), {"in_scope": "yes", "reason": "Checked.", "seen": "True"})
        desk.post(reverse("desk:clock", args=[request.pk]), {"hold": "fees", "on": "2026-03-10", "seen": ""})
    verbs = [event.verb for event in ledger.history(subject=f"request:{request.pk}")]
    assert verbs == ["scope changed", "clock changed"]
