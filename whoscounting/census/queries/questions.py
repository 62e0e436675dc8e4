"""The questions of a round and where they come from."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F

from whoscounting.census.models import Question, Round
from whoscounting.census.rules.questions import OF_2026, Wording


@dataclass(frozen=True)
class Asked:
    """A question with its lineage: since which year it is asked, and how the round before put it."""

    question: Question
    since: int
    before: Question | None

    @property
    def is_reworded(self) -> bool:
        return self.before is not None and self.before.wording != self.question.wording


def last_round(*, rehearsal: bool) -> Round | None:
    """The round whose questions the next one takes over: the last that opened, or else the last that is planned."""
    ours = Round.objects.filter(rehearsal=rehearsal, historic=False)
    return ours.order_by(F("opened_on").desc(nulls_last=True), "-year", "-code").first()


def questions_to_carry(*, rehearsal: bool) -> list[Wording]:
    """What a new round begins with: the last round's questions, or the standard ones where there is none."""
    last = last_round(rehearsal=rehearsal)
    questions = Question.objects.filter(round=last).order_by("position") if last else ()
    carried = [Wording(one.code, one.number, one.kind, one.wording, one.voluntary) for one in questions]
    return carried or list(OF_2026)


def asked_in(round: Round) -> list[Asked]:
    """The questions of a round in their order, each with its lineage. Two queries, however many rounds there were."""
    questions = list(Question.objects.filter(round=round).order_by("position"))
    kin = Question.objects.filter(code__in=[one.code for one in questions]).select_related("round")
    by_key = {one.pk: one for one in kin}
    return [_asked(by_key[question.pk], by_key) for question in questions]


def _asked(question: Question, by_key: dict[int, Question]) -> Asked:
    first = question
    while first.previous_id in by_key:
        first = by_key[first.previous_id]
    return Asked(question, first.round.year, by_key.get(question.previous_id) if question.previous_id else None)
