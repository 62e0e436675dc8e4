"""What readers will see of a reply: staff look at it before it is published, for what is published stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whoscounting.census.models import Answer, Evidence, Question
from whoscounting.census.rules.smallnumbers import published_value, published_words


@dataclass(frozen=True)
class Shown:
    """One answer, masked."""

    question: Question
    became: str
    value: str
    quotation: str


def shown(question: Question, answer: Answer, pieces: Sequence[Evidence]) -> Shown:
    """An answer as an edition publishes it: with the first of its quotations."""
    quotation = published_words(pieces[0].quotation) if pieces else ""
    return Shown(question, answer.get_disposition_display(), published_value(question.kind, answer.value), quotation)
