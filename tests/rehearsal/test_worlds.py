"""The two worlds, as a newcomer finds them."""

import pytest

from whoscounting.census.models import Edition, Finding, FoiRequest, Round
from whoscounting.census.queries.editions import edition, latest_edition, standings
from whoscounting.census.rules.tally import tally
from whoscounting.ledger.actions import open_book
from whoscounting.ledger.models import Event
from whoscounting.lib.actions import Refused
from whoscounting.lib.actors import Actor
from whoscounting.lib.world import World
from whoscounting.rehearsal.build import MERGED_BETWEEN
from whoscounting.rehearsal.worlds import prepare_world


def test_the_rehearsal_has_roughly_the_proportions_of_2016(world):
    counted = tally(standing.verdict for standing in standings(latest_edition(rehearsal=True)))
    assert counted.asked == 118
    assert 0.25 < counted["collecting"] / 118 < 0.42
    assert 0.38 < counted["partial"] / 118 < 0.55
    assert 0.10 < counted["not_collecting"] / 118 < 0.27
    assert counted["undecided"] >= 2
    assert counted["no_response"] >= 3
    assert counted["awaiting"] == 0


def test_some_trusts_change_between_the_rounds(world):
    before = {one.ods_code: one.verdict for one in standings(edition(round_code="rehearsal-a", number=1))}
    after = {one.ods_code: one.verdict for one in standings(latest_edition(rehearsal=True))}
    moved = [code for code in after if before.get(code) != after[code]]
    assert 15 < len(moved) < 60


def test_a_trust_that_merged_answered_in_the_first_round_only(world):
    rounds = Finding.objects.filter(trust=MERGED_BETWEEN).values_list("edition__round", flat=True)
    assert set(rounds) == {"rehearsal-a"}


def test_late_answers_correct_the_first_edition_in_a_second(world):
    first, second = (
        {f.trust_id: f.verdict for f in Finding.objects.filter(edition__round="rehearsal-b", edition__number=n)}
        for n in (1, 2)
    )
    corrected = {code for code in first if first[code] != second[code]}
    assert len(corrected) == 2
    assert {first[code] for code in corrected} == {"no_response"}


def test_every_reply_was_read_by_two_people_or_three(world):
    for request in FoiRequest.objects.filter(round__rehearsal=True, revision__gt=0).prefetch_related("assessments"):
        people = {assessment.reviewer_id for assessment in request.assessments.all()}
        assert len(people) == request.assessments.count() in {2, 3}


def test_every_step_stands_in_the_ledger(world):
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {
        "book opened",
        "rubric adopted",
        "round planned",
        "round opened",
        "scope changed",
        "request sent",
        "delivery proved",
        "reminder sent",
        "reply taken in",
        "assessed",
        "round closed",
        "edition published",
    } <= verbs


def test_building_a_world_that_stands_changes_nothing(world):
    before = Event.objects.count()
    prepare_world(World.REHEARSAL)
    assert Event.objects.count() == before
    assert Edition.objects.count() == 3


def test_a_rehearsal_can_never_become_the_launch(world):
    with pytest.raises(Refused, match="can't become"):
        open_book(world=World.LAUNCH, by=Actor.system("test"))


def test_invented_rounds_and_real_ones_are_kept_apart(world):
    assert set(Round.objects.filter(rehearsal=False).values_list("code", flat=True)) == {"2016"}
    assert latest_edition(rehearsal=False) is None
