"""Letters that came in, as a request's page shows them, and what an officer does with them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from tests.census.asked import BY, asked, sent
from tests.desk.making import filled, signed_in
from tests.mail.receiving import arrived, letter, secret
from whoscounting.census import actions
from whoscounting.census.models import Answer, Evidence, FoiRequest, Notice
from whoscounting.desk import correspondence
from whoscounting.desk.frame import today
from whoscounting.mail.models import Inbound, Message

MONDAY = datetime(2026, 3, 9, 10, tzinfo=UTC)
THANKS = "Thank you for your request, which we received today and will answer within 20 working days."
MORE_TIME = "We are considering the public interest test and need to extend the time. We will answer by 30 April 2026."
FEE = "This is a fees notice under section 9 of the Act: the fee is 40 pounds."
BOTH = f"{FEE}\n\n{MORE_TIME}"
FIGURES = "1. Yes, we record every new case.\n\n2a. 31\n\n2b. fewer than 5\n"
REFUSED = "We refuse your request under section 12 of the Act, because finding it would exceed the cost limit."
HOSTILE = "<script>alert('letter')</script>"


@pytest.fixture(autouse=True)
def evidence(settings, tmp_path):
    settings.EVIDENCE_ROOT = tmp_path / "evidence"


@pytest.fixture
def foi(world) -> FoiRequest:
    request = asked("RA2")[0]
    sent(request)
    return request


def came(foi: FoiRequest, text: str, number: int = 1, **rest) -> Inbound:
    inbound = arrived(letter(number, to=secret(foi.pk), text=text, **rest), received_at=MONDAY)
    actions.file_mail(by=BY)
    inbound.refresh_from_db()
    return inbound


def case(foi: FoiRequest) -> str:
    return reverse("desk:case", args=[foi.pk])


def shown(desk, foi: FoiRequest) -> str:
    return desk.get(case(foi)).content.decode()


def theirs(desk, foi: FoiRequest):
    return [one for one in desk.get(case(foi)).context["letters"] if hasattr(one, "inbound")]


def confirm(desk, foi: FoiRequest, inbound: Inbound, kind: str, **rest):
    """The click on a suggestion, with the fields that its form holds."""
    (found,) = [one for one in theirs(desk, foi) if one.inbound == inbound]
    (said,) = [one for one in found.suggestions if one.kind == kind]
    data = {"kind": kind, "words": said.words, "noted_on": f"{found.day}"}
    data |= {"until": f"{said.until}"} if said.until else {}
    return desk.post(reverse("desk:note", args=[foi.pk, inbound.pk]), data | rest, follow=True)


def reply_from(foi: FoiRequest, inbound: Inbound) -> str:
    return f"{reverse('desk:reply', args=[foi.pk])}?letter={inbound.pk}"


def test_letters_stand_in_order_both_ways_with_state_and_proof_and_without_secrets(officer, foi):
    inbound = came(foi, THANKS)
    page = shown(signed_in(officer), foi)
    assert page.index("We wrote:") < page.index(f'id="mail-{inbound.pk}"')
    assert "250 taken" in page
    assert "‹this letter’s own reply address›" in page
    assert secret(foi.pk) not in page
    assert reverse("desk:mail", args=[inbound.pk]) in page
    assert reverse("desk:chronology", args=[foi.pk]) in page


def test_one_letter_may_do_several_things_and_each_is_confirmed_by_itself(officer, foi):
    inbound, desk = came(foi, BOTH), signed_in(officer)
    assert {one.kind for one in theirs(desk, foi)[0].suggestions} == {"fees", "extension"}
    assert "<mark>" in shown(desk, foi)
    confirm(desk, foi, inbound, "fees")
    assert [one.kind for one in theirs(desk, foi)[0].suggestions] == ["extension"]
    page = confirm(desk, foi, inbound, "extension").content.decode()
    foi.refresh_from_db()
    assert f"{foi.extended_to}" == "2026-04-30"
    assert theirs(desk, foi)[0].suggestions == []
    assert "A letter was read and noted: takes more time, on 9 March 2026" in page
    assert Notice.objects.get(request=foi, kind="extension").words.startswith("We are considering")


def test_nothing_follows_from_a_letter_that_nobody_confirmed(officer, foi):
    came(foi, BOTH)
    shown(signed_in(officer), foi)
    foi.refresh_from_db()
    assert (foi.hold, foi.extended_to) == ("", None)
    assert not Notice.objects.filter(request=foi).exists()


def test_an_extension_without_its_day_comes_back_as_a_form_that_keeps_the_words(officer, foi):
    inbound, desk = came(foi, MORE_TIME), signed_in(officer)
    response = confirm(desk, foi, inbound, "extension", until="")
    assert "Give the day until which the trust takes more time." in response.content.decode()
    assert filled(response.context["form"])["words"].startswith("We are considering")


def test_what_no_rule_saw_can_be_noted_by_hand(officer, foi):
    inbound, desk = came(foi, "Nothing plain."), signed_in(officer)
    path = reverse("desk:note", args=[foi.pk, inbound.pk])
    data = filled(desk.get(path).context["form"]) | {"kind": "fees", "words": "Nothing plain."}
    assert desk.post(path, data).status_code == 302
    foi.refresh_from_db()
    assert (foi.hold, f"{foi.hold_since}") == ("fees", "2026-03-09")


def test_a_letter_of_another_request_can_not_be_noted_or_taken_in_here(officer, foi):
    other = FoiRequest.objects.filter(round=foi.round, in_scope=True).exclude(pk=foi.pk).first()
    inbound, desk = came(foi, BOTH), signed_in(officer)
    assert desk.get(reverse("desk:note", args=[other.pk, inbound.pk])).status_code == 404
    assert desk.get(reply_from(other, inbound)).status_code == 404
    assert desk.get(f"{reverse('desk:reply', args=[foi.pk])}?letter=x").status_code == 404


def test_a_reply_is_prefilled_from_the_letter_and_recorded_only_when_the_officer_saves(officer, foi):
    inbound, desk = came(foi, FIGURES), signed_in(officer)
    response = desk.get(reply_from(foi, inbound))
    data = filled(response.context["form"])
    assert (data["q-new_cases-disposition"], data["q-new_cases-value"]) == ("answered", "31")
    assert data["answered_on"].isoformat() == "2026-03-09"
    assert "Suggested:" in response.content.decode()
    foi.refresh_from_db()
    assert foi.revision == 0
    assert desk.post(reply_from(foi, inbound), data).status_code == 302
    piece = Evidence.objects.get(answer__request=foi, answer__question__code="new_cases")
    assert (piece.inbound, piece.sha256, piece.answer.value) == (inbound, inbound.sha256, "31")


def test_an_answer_may_rest_on_a_file_that_came_with_the_letter(officer, foi):
    mail = letter(2, to=secret(foi.pk), text="Our answer is attached.")
    mail.add_attachment(FIGURES.encode(), maintype="text", subtype="plain", filename="answers.txt")
    inbound = arrived(mail, received_at=MONDAY)
    actions.file_mail(by=BY)
    file, desk = inbound.attachments.get(), signed_in(officer)
    data = filled(desk.get(reply_from(foi, inbound)).context["form"])
    said = {"q-collects-disposition": "answered", "q-collects-value": "yes", "q-collects-quotation": "Yes."}
    desk.post(reply_from(foi, inbound), data | said | {"q-collects-stands": f"{file.pk}"})
    piece = Evidence.objects.get(answer__request=foi, answer__question__code="collects")
    assert (piece.inbound, piece.sha256, piece.file_name) == (inbound, file.sha256, "answers.txt")


def test_a_later_letter_leaves_what_an_earlier_one_said_resting_on_the_earlier_one(officer, foi):
    first, desk = came(foi, "1. Yes, we record every new case.\n"), signed_in(officer)
    desk.post(reply_from(foi, first), filled(desk.get(reply_from(foi, first)).context["form"]))
    second = came(foi, "2a. 31\n", 2)
    data = filled(desk.get(reply_from(foi, second)).context["form"])
    assert data["q-collects-stands"] == "before"
    desk.post(reply_from(foi, second), data)
    rests = {one.answer.question.code: one.inbound for one in Evidence.objects.filter(answer__revision=2)}
    assert (rests["collects"], rests["new_cases"]) == (first, second)


def test_hostile_words_are_shown_as_words(officer, foi):
    inbound, desk = came(foi, f"{HOSTILE}\n\n{BOTH}", subject=HOSTILE), signed_in(officer)
    for path in (case(foi), reply_from(foi, inbound), reverse("desk:mail", args=[inbound.pk])):
        page = desk.get(path).content.decode()
        assert "<script>alert(" not in page
        assert "&lt;script&gt;alert(" in page


def test_what_we_mean_goes_out_once_the_trust_has_asked(officer, foi):
    inbound, desk = (
        came(foi, "Before we can answer we need clarification: which period do you mean?"),
        signed_in(officer),
    )
    path = reverse("desk:clarification", args=[foi.pk])
    assert path not in shown(desk, foi)
    confirm(desk, foi, inbound, "clarification")
    assert path in shown(desk, foi)
    desk.post(path, {"words": "The latest year."})
    queued = Message.objects.get(about=f"request:{foi.pk}", kind="clarification")
    assert "The latest year." in queued.body
    assert "Letter waits to be sent: what we mean" in shown(desk, foi)


def test_after_a_refusal_a_review_is_asked_for_and_later_the_commissioner(officer, foi):
    inbound, desk = came(foi, REFUSED), signed_in(officer)
    path = reverse("desk:review", args=[foi.pk])
    confirm(desk, foi, inbound, "refusal", noted_on=f"{today()}")
    page = shown(desk, foi)
    assert "By the law: Ask for an internal review by" in page
    assert path in page
    desk.post(path, {"words": "You did not say how long it would take."})
    assert "how long it would take" in Message.objects.get(about=f"request:{foi.pk}", kind="review").body
    desk.post(reverse("desk:complaint", args=[foi.pk]), {"on": f"{today()}"})
    foi.refresh_from_db()
    assert foi.complained_on is None, "the review comes first"
    FoiRequest.objects.filter(pk=foi.pk).update(review_asked_on=today(), review_answered_on=today())
    desk.post(reverse("desk:complaint", args=[foi.pk]), {"on": f"{today()}"})
    foi.refresh_from_db()
    assert foi.complained_on == today()


def test_the_trusts_link_is_renewed_and_closed(officer, foi):
    actions.renew_door(request=foi, by=BY)
    desk, path = signed_in(officer), reverse("desk:link", args=[foi.pk])
    page = desk.post(path, {"what": "renew"}, follow=True).content.decode()
    foi.door.refresh_from_db()
    assert foi.door.generation == 2
    assert "The trust’s link was renewed" in page
    assert "/portal/" not in page
    page = desk.post(path, {"what": "close"}, follow=True).content.decode()
    assert "Closed: it opens nothing." in page


def test_a_reviewer_sees_no_letters(reviewers, foi):
    inbound, desk = came(foi, BOTH), signed_in(reviewers[0])
    assert desk.get(case(foi)).context["letters"] is None
    for name, key in (("note", [foi.pk, inbound.pk]), ("clarification", [foi.pk]), ("complaint", [foi.pk])):
        assert desk.get(reverse(f"desk:{name}", args=key)).status_code == 403


def test_more_letters_take_no_more_queries(officer, foi, django_assert_max_num_queries):
    desk = signed_in(officer)
    came(foi, BOTH)
    desk.get(case(foi))
    with django_assert_max_num_queries(100) as few:
        desk.get(case(foi))
    for number in range(2, 6):
        came(foi, f"{BOTH} {number}", number)
    with django_assert_max_num_queries(len(few)):
        desk.get(case(foi))


def test_answers_taken_in_from_a_letter_are_answers_of_a_revision(officer, foi):
    inbound, desk = came(foi, FIGURES), signed_in(officer)
    data = filled(desk.get(reply_from(foi, inbound)).context["form"])
    for _ in range(2):
        desk.post(reply_from(foi, inbound), data)
    assert set(Answer.objects.filter(request=foi).values_list("revision", flat=True)) == {1}


def test_what_is_too_long_to_look_through_at_once_is_looked_through_when_somebody_asks(officer, foi, monkeypatch):
    first, second = came(foi, BOTH), came(foi, f"{BOTH} Again.", 2)
    desk = signed_in(officer)
    monkeypatch.setattr(correspondence, "MOST_LOOKED_THROUGH", len(second.text))
    assert [one.looked_through for one in theirs(desk, foi)] == [False, True]
    assert f"?letter={first.pk}#mail-{first.pk}" in shown(desk, foi)
    found = desk.get(case(foi), {"letter": first.pk}).context["letters"]
    assert all(one.suggestions for one in found if hasattr(one, "inbound"))
