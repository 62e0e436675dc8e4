"""Publishing an edition at the desk."""

from django.urls import reverse

from tests.desk.making import ANSWERED, BY, answered, asked, assessed, filled, opened, piece, signed_in
from whoscounting.census import actions
from whoscounting.census.models import Edition, Finding, PublishedAnswer

ADDRESS = "/desk/rounds/trial/publish/"


def decided(round, reviewers, verdict="collecting", place=0):
    request = answered(asked(round, place))
    for reviewer in reviewers[:2]:
        assessed(request, reviewer, verdict)
    return request


def publish(desk, note=""):
    seen = filled(desk.get(ADDRESS).context["form"])
    return desk.post(ADDRESS, seen | {"note": note})


def test_the_preview_counts_what_would_be_said_and_who_is_awaited(officer, reviewers):
    round = opened()
    decided(round, reviewers)
    page = signed_in(officer).get(ADDRESS).content.decode()
    assert "<strong>1 of 118</strong> trusts are decided" in page
    assert "<strong>1</strong> Invented: collecting" in page
    assert "Not decided, shown as ‘awaiting’ (117)" in page


def test_publishing_twice_publishes_once(officer, reviewers):
    round = opened()
    decided(round, reviewers)
    desk = signed_in(officer)
    assert publish(desk, "The first.").status_code == 302
    again = publish(desk, "The first.").content.decode()
    assert "Nothing has changed since edition 1." in again
    assert 'value="The first."' in again
    assert Edition.objects.filter(round=round).count() == 1


def test_the_preview_tells_changes_against_the_last_edition(officer, reviewers):
    round = opened()
    request = decided(round, reviewers)
    desk = signed_in(officer)
    publish(desk)
    answered(request)
    page = desk.get(ADDRESS).content.decode()
    assert "is left out: a newer reply is being weighed" in page
    for reviewer in reviewers[:2]:
        request.refresh_from_db()
        assessed(request, reviewer, "partial")
    decided(round, reviewers, place=1)
    page = desk.get(ADDRESS).content.decode()
    assert "1 changed, 1 new, 0 as before." in page
    assert "Invented: collecting → Invented: partly collecting" in page


def test_another_reason_or_another_reply_is_a_change_even_under_the_same_verdict(officer, reviewers):
    round = opened()
    request = decided(round, reviewers)
    desk = signed_in(officer)
    publish(desk)
    answered(request, quotation="We record all.")
    request.refresh_from_db()
    for reviewer in reviewers[:2]:
        assessed(request, reviewer, "collecting", "Its new letter says so.")
    page = desk.get(ADDRESS).content.decode()
    assert "1 changed, 0 new, 0 as before." in page
    assert "Its new letter says so." in page
    assert "We record all." in page


def test_the_preview_says_word_for_word_what_is_published(officer, reviewers):
    round = opened()
    request = asked(round)
    said = [
        actions.ReplyDraft("collects", "answered", "yes", evidence=[piece("We saw 3 women.")]),
        actions.ReplyDraft("new_cases", "answered", "4", evidence=[piece("There were four patients."), piece("4!")]),
        actions.ReplyDraft("period", "not_held", evidence=[piece("Not held since 2024.")]),
    ]
    actions.take_reply(request=request, answered_on=ANSWERED, answers=said, expected_revision=0, by=BY)
    request.refresh_from_db()
    for reviewer in reviewers[:2]:
        assessed(request, reviewer, "partial", "It says: ‘We saw 3 women.’")
    desk = signed_in(officer)
    preview = desk.get(ADDRESS)
    [change] = preview.context["new"]
    assert "3 women" not in preview.content.decode()
    assert "four patients" not in preview.content.decode()
    publish(desk)
    assert change.reason == Finding.objects.get(request=request).reason
    published = PublishedAnswer.objects.filter(finding__request=request).exclude(disposition="silent")
    assert [(answer.question, answer.value, answer.quotation) for answer in change.answers] == [
        (answer.question, answer.value, answer.quotation) for answer in published.order_by("question__position")
    ]


def test_what_was_decided_since_the_look_is_not_published_unseen(officer, reviewers):
    round = opened()
    decided(round, reviewers)
    desk = signed_in(officer)
    stale = filled(desk.get(ADDRESS).context["form"]) | {"note": "The first."}
    decided(round, reviewers, place=1)
    response = desk.post(ADDRESS, stale)
    assert "More was decided since you looked." in response.content.decode()
    assert not Edition.objects.filter(round=round).exists()
    assert desk.post(ADDRESS, filled(response.context["form"])).status_code == 302
    assert Edition.objects.get(round=round).note == "The first."


def test_a_real_edition_cannot_be_published_yet_and_the_desk_says_why(officer, reviewers):
    round = opened("real", rehearsal=False)
    decided(round, reviewers)
    desk, address = signed_in(officer), reverse("desk:publish", args=["real"])
    page = desk.get(address).content.decode()
    assert "before trusts have their right of reply" in page
    assert "Publish edition 1</em>" not in page
    seen = filled(desk.get(address).context["form"])
    assert "It is not built yet." in desk.post(address, seen).content.decode()
    assert not Edition.objects.filter(round=round).exists()


def test_nothing_decided_is_nothing_to_publish(officer):
    opened()
    assert "Nothing is decided yet." in publish(signed_in(officer)).content.decode()
