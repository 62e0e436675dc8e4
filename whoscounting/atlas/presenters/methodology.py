"""How answers are decided: the rubric in its own words, and the numbers it goes by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from whoscounting.census.rules import verdicts
from whoscounting.census.rules.clock import DAYS_TO_REPLY
from whoscounting.census.rules.questions import OF_2026, Wording
from whoscounting.census.rules.scope import TREATMENTS_NEEDED
from whoscounting.census.rules.smallnumbers import ROUNDED_TO, SMALLEST_SHOWN


@dataclass(frozen=True)
class Rule:
    """When a trust gets one verdict."""

    verdict: str
    words: list[str]


@dataclass(frozen=True)
class MethodologyPage:
    """What the methodology shows. Every number in it is the one that the code uses."""

    version: int
    adopted_on: date
    rules: list[Rule]
    questions: tuple[Wording, ...]
    days_to_reply: int
    treatments: int
    largest_hidden: int
    rounded_to: int


def methodology_page() -> MethodologyPage:
    return MethodologyPage(
        version=verdicts.VERSION,
        adopted_on=verdicts.ADOPTED_ON,
        rules=[Rule(verdict, words) for verdict, words in verdicts.WORDS.items()],
        questions=OF_2026,
        days_to_reply=DAYS_TO_REPLY,
        treatments=TREATMENTS_NEEDED,
        largest_hidden=SMALLEST_SHOWN - 1,
        rounded_to=ROUNDED_TO,
    )
