"""The questions of a planned round: carried over from the last one, and changed until the round opens."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from whoscounting.census.models import Question, Round
from whoscounting.census.rules import verdicts
from whoscounting.census.rules.questions import Wording
from whoscounting.ledger.actions import record
from whoscounting.lib.actions import Refused, action
from whoscounting.lib.actors import Actor

SCORED = {verdicts.COLLECTS, verdicts.ALL_HOSPITALS, verdicts.NEW, verdicts.RECURRENT, verdicts.PERIOD}


@action
def reword_question(
    *, question: Question, number: str, wording: str, by: Actor, at: datetime | None = None
) -> Question:
    """Change how a question is put; its code, and so its lineage, stays. Raises Refused once the round is open."""
    _planned(question.round_id)
    locked = Question.objects.select_for_update().get(pk=question.pk)
    if not wording.strip() or not number.strip():
        raise Refused("A question needs a number and words.")
    if (locked.number, locked.wording) == (number.strip(), wording.strip()):
        return locked
    locked.number, locked.wording = number.strip(), wording.strip()
    locked.save(update_fields=["number", "wording"])
    _record("question reworded", locked, by, at)
    return locked


@action
def add_question(*, round: Round, wording: Wording, by: Actor, at: datetime | None = None) -> Question:
    """Put another question at the end. A code that an earlier round had makes it that question's successor."""
    _planned(round.pk)
    if not wording.wording.strip():
        raise Refused("A question needs words.")
    if Question.objects.filter(round=round, code=wording.code).exists():
        raise Refused(f"This round has a question ‘{wording.code}’ already.")
    last = Question.objects.filter(round=round).aggregate(last=Max("position"))["last"] or 0
    earlier = Question.objects.filter(code=wording.code, round__rehearsal=round.rehearsal).exclude(round=round)
    question = Question.objects.create(
        round=round,
        code=wording.code,
        number=wording.number,
        position=last + 1,
        wording=wording.wording.strip(),
        kind=wording.kind,
        voluntary=wording.voluntary,
        previous=earlier.order_by("-round__year", "-pk").first(),
    )
    _record("question added", question, by, at)
    return question


@action
def remove_question(*, question: Question, by: Actor, at: datetime | None = None) -> None:
    """Take a question out of a planned round. Raises Refused for one that the rubric decides by."""
    _planned(question.round_id)
    if question.code in SCORED:
        raise Refused("The rubric decides by this question, so every round asks it.")
    _record("question removed", question, by, at)
    Question.objects.filter(pk=question.pk).delete()


def _planned(code: str) -> None:
    locked = Round.objects.select_for_update().get(pk=code)
    if locked.opened_on is not None or locked.historic:
        raise Refused("The round is open: its questions stand.")


def _record(verb: str, question: Question, by: Actor, at: datetime | None) -> None:
    detail = {"question": question.code}
    record(by=by, at=at, verb=verb, subject=f"round:{question.round_id}", detail=detail, public=True)
