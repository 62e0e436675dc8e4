"""What a person agreed to can always be shown: each wording is kept, and none can be changed afterwards."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from tests.pages.editing import person, signed_in
from tests.pages.making import AGREED, BY, NAME, agreed, drafted, told
from whoscounting.pages import actions, models

pytestmark = pytest.mark.usefixtures("world", "ours")
NEWER, LATER = "I also agree to the first page.", date(2026, 2, 6)


def wordings(consent) -> list[tuple[str, date]]:
    return list(consent.agreements.values_list("wording", "agreed_on"))


def test_a_consent_recorded_anew_keeps_what_was_agreed_to_before():
    story = drafted()
    agreed(story)
    consent = agreed(story, wording=NEWER, agreed_on=LATER)
    assert wordings(consent) == [("I agree.", AGREED), (NEWER, LATER)]
    assert consent.wording == NEWER


@pytest.mark.parametrize("changed", [{"until": date(2030, 1, 1)}, {"on_home": False}, {"for_press": True}])
def test_another_place_or_another_end_is_another_agreement(changed):
    story = drafted()
    agreed(story)
    consent = agreed(story, **changed)
    assert consent.agreements.count() == 2


def test_a_new_telephone_number_is_no_new_agreement():
    story = drafted()
    agreed(story)
    assert wordings(agreed(story, contact="020 7946 0001")) == [("I agree.", AGREED)]


@pytest.mark.parametrize("change", [lambda rows: rows.update(wording="I agree to all."), lambda rows: rows.delete()])
def test_the_database_lets_nobody_change_what_was_agreed(change):
    agreed(drafted())
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        change(models.Agreement.objects.all())


def test_after_a_withdrawal_the_wordings_stay_and_no_word_of_the_story():
    story = told()
    agreed(story, wording=NEWER, agreed_on=LATER)
    consent = actions.withdraw(consent=models.Consent.objects.get(story=story), by=BY)
    assert [wording for wording, _ in wordings(consent)] == ["I agree.", NEWER]
    kept = str(list(models.Agreement.objects.filter(consent=consent).values_list()))
    assert NAME not in kept
    assert "I count" not in kept


def test_staff_see_all_that_was_agreed_and_when_it_was_taken_back():
    story = told()
    consent = agreed(story, wording=NEWER, agreed_on=LATER)
    screen = f"/desk/consents/{consent.pk}/"
    publisher = signed_in(person("publisher"))
    assert screen in publisher.get("/desk/consents/").content.decode()
    assert screen in publisher.get(f"/desk/stories/{story.pk}/consent/").content.decode()
    actions.withdraw(consent=consent, by=BY)
    page = publisher.get(screen).content.decode()
    for shown in ("I agree.", NEWER, "5 January 2026, since replaced", "Consent given", "Consent withdrawn"):
        assert shown in page


def test_who_keeps_no_consents_sees_none(officer):
    consent = agreed(drafted())
    assert signed_in(officer).get(f"/desk/consents/{consent.pk}/").status_code == 403


def test_the_press_office_sees_of_which_stories_journalists_may_be_told():
    models.Consent.objects.update(for_press=False)
    open_story, quiet = told("Openly"), told("Quietly")
    agreed(open_story, for_press=True)
    press = f"/desk/pages/{models.PressPage.objects.get().pk}/edit/"
    publisher = signed_in(person("publisher"))
    page = publisher.get(press).content.decode()
    assert open_story.title in page
    assert quiet.title not in page
    assert "journalists may be told" in publisher.get("/desk/consents/").content.decode()
    actions.change_consent(consent=models.Consent.objects.get(story=open_story), state="paused", by=BY)
    assert open_story.title not in publisher.get(press).content.decode()
