"""Rubric version 1, executable: from a trust's answers to a suggested verdict with plain reasons.

A suggestion is only that: two people decide. The machine never decides a refusal, an unclear or a disputed reply.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from whoscounting.census.rules.smallnumbers import COUNT, counted

VERSION = 1
ADOPTED_ON = date(2026, 11, 22)

# The codes of the questions that are scored. A round without 'all_hospitals' (2016) is not scored on it.
COLLECTS, ALL_HOSPITALS, NEW, RECURRENT, PERIOD = "collects", "all_hospitals", "new_cases", "recurrent_cases", "period"

# The public words of each rule; the methodology page prints them.
WORDS: dict[str, list[str]] = {
    "collecting": [
        "The trust says that it records this routinely at all its hospitals, and it holds both numbers, people first "
        "diagnosed with secondary breast cancer and people whose breast cancer came back, for a period that it names.",
    ],
    "partial": [
        "The trust holds only one of the two numbers.",
        "Or it records this at some of its hospitals only.",
        "Or it does not record this routinely, or says that its record is incomplete.",
        "Or it names no period.",
    ],
    "not_collecting": [
        "The trust says that it does not record this.",
        "Or it answers that the information is not held when asked whether it records it.",
    ],
    "undecided": [
        "The trust replied, but refused, was unclear, or disputes our reading and that is not settled yet.",
        "We publish this as an outcome of its own, with its reason. The trust counts among those that replied.",
    ],
    "no_response": [
        "We received nothing of substance, although we can prove that our request was delivered, a reminder went "
        "unanswered, the legal date passed and the round closed. A late answer corrects this promptly.",
    ],
}


@dataclass(frozen=True)
class Said:
    """What a trust said to one question."""

    disposition: str
    value: str = ""
    exemption: str = ""


@dataclass(frozen=True)
class Suggestion:
    """A verdict, or None where people must decide alone, with the reasons."""

    verdict: str | None
    reasons: tuple[str, ...]


def held(said: Said | None) -> bool | None:
    """Whether the trust holds the number asked for; None where its reply does not tell.

    A number withheld because it is small (section 40) is held. Silence and a refusal on cost tell nothing.
    """
    if said is None or said.disposition == "silent":
        return None
    if said.disposition == "not_held":
        return False
    if said.disposition == "refused":
        return True if said.exemption == "s40" else None
    return True if counted(said.value) is not COUNT.UNCLEAR else None


def suggest(answers: Mapping[str, Said]) -> Suggestion:
    """Apply the rubric to the answers by question code."""
    main = answers.get(COLLECTS)
    if main is None or main.disposition == "silent":
        return _people("The main question, whether this is recorded, was not answered.")
    if main.disposition == "refused":
        return _people("The trust refused the main question. A refusal is neither silence nor ‘not collecting’.")
    if main.disposition == "not_held" or main.value == "no":
        return _suggest_for_no(answers, main)
    if main.value == "partly":
        return _suggest_for_partly(answers)
    if main.value != "yes":
        return _people("The answer to the main question is not clear.")
    return _suggest_for_yes(answers)


def _suggest_for_no(answers: Mapping[str, Said], main: Said) -> Suggestion:
    """The trust says that it does not record this; a number that it holds all the same speaks against it."""
    if held(answers.get(NEW)) or held(answers.get(RECURRENT)):
        return _people("The trust says that it does not record this routinely, yet it holds a number.")
    if main.disposition == "not_held":
        return Suggestion("not_collecting", ("To whether it records this, the trust answered that it is not held.",))
    return Suggestion("not_collecting", ("The trust says that it does not record this.",))


def _suggest_for_partly(answers: Mapping[str, Said]) -> Suggestion:
    """Not routine, or not in full: partial, unless a refusal hides what there is."""
    numbers = [answers[code] for code in (NEW, RECURRENT) if code in answers]
    if any(said.disposition == "refused" and not held(said) for said in numbers):
        return _people("The trust refused a number, so its reply does not tell what it holds.")
    return Suggestion("partial", ("The trust does not say that it records this routinely and in full.",))


def _suggest_for_yes(answers: Mapping[str, Said]) -> Suggestion:
    """The trust says it records this routinely: does the rest of its answers bear that out?"""
    new, recurrent = held(answers.get(NEW)), held(answers.get(RECURRENT))
    if new is None or recurrent is None:
        return _people("The reply does not tell whether both numbers are held.")
    if not new and not recurrent:
        return _people("The trust says that it records this, yet holds neither number.")
    everywhere = answers.get(ALL_HOSPITALS)
    if everywhere is not None and (everywhere.disposition != "answered" or everywhere.value == "unclear"):
        return _people("The reply does not tell whether this is so at all its hospitals.")
    shortfalls = [reason for short, reason in _shortfalls(answers, new, recurrent, everywhere) if short]
    if shortfalls:
        return Suggestion("partial", tuple(shortfalls))
    return Suggestion(
        "collecting", ("The trust says this is routine, and holds both numbers for the period it names.",)
    )


def _shortfalls(
    answers: Mapping[str, Said], new: bool, recurrent: bool, everywhere: Said | None
) -> tuple[tuple[bool, str], ...]:
    period = answers.get(PERIOD)
    return (
        (not new, "It holds no number of people whose cancer had spread when it was first found."),
        (not recurrent, "It holds no number of people whose breast cancer came back."),
        (everywhere is not None and everywhere.value != "yes", "This is recorded at some of its hospitals only."),
        (period is None or period.disposition != "answered", "The trust names no period for its numbers."),
    )


def _people(reason: str) -> Suggestion:
    return Suggestion(None, (reason, "People decide this one without a suggestion."))
