"""Two people decide at the desk, blind to each other; a third settles a difference."""

import pytest
from django.urls import reverse

from tests.desk.making import ANSWERED, BY, answered, asked, assessed, judged, piece, signed_in, third_reviewer
from whoscounting.census import actions
from whoscounting.census.models import Assessment

SECRET = "Because the second sentence says so."
QUOTED = f"{SECRET} It says: ‘We record everyone.’"
MACHINE = "What the rubric suggests"


def address(request):
    return reverse("desk:assess", args=[request.pk])


def case(request):
    return reverse("desk:case", args=[request.pk])


def test_a_verdict_is_recorded_with_its_reasons(reviewers):
    request, desk = answered(), signed_in(reviewers[0])
    data = judged(desk.get(address(request)), "partial", SECRET)
    page = desk.post(address(request), data, follow=True).content.decode()
    assert "A second reviewer decides without seeing it." in page
    given = Assessment.objects.get(request=request)
    assert (given.verdict, given.reasons, given.reviewer) == ("partial", QUOTED, reviewers[0])


def test_the_form_starts_empty_and_the_machine_speaks_only_after_the_reviewer(reviewers):
    request, desk = answered(), signed_in(reviewers[0])
    seen = desk.get(address(request))
    assert not seen.context["form"]["reasons"].value()
    for page in (seen, desk.get(case(request))):
        assert MACHINE not in page.content.decode()
    after = desk.post(address(request), judged(seen, "partial", SECRET), follow=True).content.decode()
    assert MACHINE in after
    assert MACHINE not in signed_in(reviewers[1]).get(case(request)).content.decode()


def test_a_verdict_rests_on_at_least_one_sentence(reviewers):
    request, desk = answered(), signed_in(reviewers[0])
    data = judged(desk.get(address(request)), "partial", SECRET)
    page = desk.post(address(request), {name: data[name] for name in data if name != "rests_on"}).content.decode()
    assert "Tick at least one sentence that your verdict rests on." in page
    assert SECRET in page
    assert not Assessment.objects.filter(request=request).exists()


def test_all_the_sentences_that_were_ticked_are_quoted_in_the_questions_order(reviewers):
    request, desk = asked(), signed_in(reviewers[0])
    said = [
        actions.ReplyDraft("period", "not_held", evidence=[piece("There is no\n period.")]),
        actions.ReplyDraft("collects", "answered", "yes", evidence=[piece("We do.")]),
    ]
    actions.take_reply(request=request, answered_on=ANSWERED, answers=said, expected_revision=0, by=BY)
    seen = desk.get(address(request))
    both = [key for key, _ in seen.context["form"].fields["rests_on"].choices]
    desk.post(address(request), judged(seen, "partial", "Mixed.") | {"rests_on": both})
    assert Assessment.objects.get(request=request).reasons == "Mixed. It says: ‘We do.’ and ‘There is no period.’"


def test_the_form_offers_four_verdicts_with_the_rubrics_words(reviewers):
    page = signed_in(reviewers[0]).get(address(answered())).content.decode()
    assert page.count('name="verdict"') == 4
    assert "The trust holds only one of the two numbers." in page
    assert 'value="no_response"' not in page


@pytest.mark.parametrize("place", [address, case, lambda request: f"/desk/rounds/{request.round_id}/"])
def test_a_reviewer_does_not_see_the_colleagues_verdict_before_both_have_spoken(reviewers, place):
    request = assessed(answered(), reviewers[0], "not_collecting", SECRET)
    desk = signed_in(reviewers[1])
    assert SECRET not in desk.get(place(request)).content.decode()
    seen = desk.get(case(request))
    assert seen.context["case"].visible_assessments == []
    assert "Not collecting" not in seen.content.decode()
    assert "not_collecting" not in seen.content.decode()


def test_once_both_have_spoken_each_sees_the_other(reviewers):
    request = assessed(answered(), reviewers[0], "partial", SECRET)
    assessed(request, reviewers[1], "collecting", "It is routine.")
    page = signed_in(reviewers[0]).get(case(request)).content.decode()
    assert SECRET in page
    assert "It is routine." in page


def test_a_third_settles_with_both_verdicts_in_sight(reviewers):
    request = assessed(answered(), reviewers[0], "partial", SECRET)
    assessed(request, reviewers[1], "collecting", "It is routine.")
    desk = signed_in(third_reviewer())
    seen = desk.get(address(request))
    assert SECRET in seen.content.decode()
    assert "It is routine." in seen.content.decode()
    data = judged(seen, "partial", "The first is right.")
    assert "is decided" in desk.post(address(request), data, follow=True).content.decode()


def test_a_blind_verdict_that_colleagues_overtook_settles_nothing_unseen(reviewers):
    request, desk = assessed(answered(), reviewers[0], "partial"), signed_in(third_reviewer())
    blind = judged(desk.get(address(request)), "collecting", SECRET)
    assessed(request, reviewers[1], "collecting", "It is routine.")
    response = desk.post(address(request), blind)
    page = response.content.decode()
    assert "Your colleagues have moved on meanwhile." in page
    assert SECRET in page
    assert "It is routine." in page  # both verdicts are in sight now, so that saving again settles
    assert Assessment.objects.filter(request=request).count() == 2
    assert (
        "is decided"
        in desk.post(address(request), judged(response, "collecting", SECRET), follow=True).content.decode()
    )


def test_who_has_spoken_is_not_asked_again(reviewers):
    request = assessed(answered(), reviewers[0], "partial")
    response = signed_in(reviewers[0]).get(address(request), follow=True)
    assert "There is nothing for you to assess here now." in response.content.decode()


def test_a_double_click_records_one_verdict(reviewers):
    request, desk = answered(), signed_in(reviewers[0])
    data = judged(desk.get(address(request)), "partial", SECRET)
    assert [desk.post(address(request), data).status_code for _ in range(2)] == [302, 302]
    assert Assessment.objects.filter(request=request).count() == 1


def test_a_verdict_on_older_answers_is_refused_and_its_reasons_stay(reviewers):
    request, desk = answered(), signed_in(reviewers[0])
    data = judged(desk.get(address(request)), "partial", SECRET)
    answered(request)
    response = desk.post(address(request), data)
    page = response.content.decode()
    assert "The answers have changed meanwhile." in page
    assert SECRET in page
    assert not Assessment.objects.filter(request=request).exists()
    desk.post(address(request), judged(response, "partial", SECRET))
    assert Assessment.objects.get(request=request).revision == 2


@pytest.mark.parametrize("verdict", ["", "no_response", "nonsense"])
def test_a_verdict_that_people_cannot_give_is_refused(reviewers, verdict):
    request, desk = answered(), signed_in(reviewers[0])
    data = judged(desk.get(address(request)), verdict, SECRET)
    response = desk.post(address(request), data)
    assert response.status_code == 200
    assert SECRET in response.content.decode()
    assert not Assessment.objects.filter(request=request).exists()
