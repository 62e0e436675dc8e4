"""The one real answer we hold from 2016: an open request of a real round that waits for people to decide it."""

from __future__ import annotations

from whoscounting.census import actions
from whoscounting.census.actions import EvidenceDraft, ReplyDraft
from whoscounting.census.models import Origin, Round
from whoscounting.census.rules.questions import OF_2016
from whoscounting.lib.actors import Actor
from whoscounting.register.models import Trust

SOURCE = "https://www.royalsurrey.nhs.uk/breast-cancer/"  # read in 2019; the page bears no date of its own
WORDS = "This data is extrapolated at Multidisciplinary Department Team (MDT) level."
PERIOD = "April 2015 to March 2016"


def record_2016(*, by: Actor) -> None:
    """Put the round of 2016 and its one known answer on record. Idempotent."""
    if Round.objects.filter(code="2016").exists():
        return
    round = actions.plan_round(
        code="2016", name="The request of 2016", year=2016, questions=OF_2016, rehearsal=False, historic=True, by=by
    )
    request = actions.add_historic_request(round=round, trust=Trust.objects.get(ods_code="RA2"), by=by)
    answers = [
        _answer("collects", "partly", WORDS),
        _answer("new_cases", "14", "14 new primary with metastatic disease"),
        _answer("recurrent_cases", "12", "12 new metastatic disease from previous breast cancer"),
        _answer("period", PERIOD, PERIOD),
    ]
    actions.take_reply(request=request, answered_on=None, answers=answers, expected_revision=0, by=by)


def _answer(question: str, value: str, quotation: str) -> ReplyDraft:
    evidence = EvidenceDraft(quotation, origin=Origin.PUBLISHED, url=SOURCE)
    return ReplyDraft(question, "answered", value, words=quotation, evidence=(evidence,))
