"""What a trust may write behind its own door, and how it reads as a letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from whoscounting.census.rules.smallnumbers import COUNT, counted

LONGEST_VALUE, LONGEST_WORDS = 300, 5000
YES_NO: Mapping[str, str] = MappingProxyType(
    {"yes": "Yes", "no": "No", "partly": "Partly", "unclear": "Neither yes nor no"}
)
# The grounds of a refusal: census.models.Exemption has their words.
SECTIONS = ("s12", "s14", "s21", "s22", "s40", "other")
DISPOSITIONS: Mapping[str, str] = MappingProxyType(
    {"answered": "Our answer", "not_held": "We do not hold this", "refused": "We refuse this", "silent": "Not answered"}
)


@dataclass(frozen=True)
class Asked:
    """One question as the form puts it."""

    code: str
    number: str
    wording: str
    kind: str
    voluntary: bool = False


@dataclass(frozen=True)
class Written:
    """What the trust wrote to one question so far."""

    disposition: str = "silent"
    value: str = ""
    words: str = ""
    exemption: str = ""


def objection(asked: Asked, written: Written) -> str:
    """What still stands in the way of sending this, in a sentence for the trust; nothing when it may go."""
    if len(written.value) > LONGEST_VALUE or len(written.words) > LONGEST_WORDS:
        return f"That is too long: at most {LONGEST_VALUE} characters, and {LONGEST_WORDS:,} for your own words."
    if written.disposition not in DISPOSITIONS:
        return "Choose one of the ways to answer."
    if written.disposition == "refused" and written.exemption not in SECTIONS:
        return "Name the section of the Act on which you refuse this."
    if written.disposition == "refused" and not written.words.strip():
        return "Say in a sentence why you refuse this."
    # A chosen yes or no can't be unchosen, so it means nothing beside ‘we leave this’.
    left = written.words.strip() or (written.value.strip() if asked.kind != "yes_no" else "")
    if written.disposition == "silent" and left:
        return "Something is written here. Choose how you answer, or empty it."
    return _against_value(asked, written) if written.disposition == "answered" else ""


def settled(written: Written) -> Written:
    """What is sent of it: a value only with an answer, a section only with a refusal."""
    value = written.value.strip() if written.disposition == "answered" else ""
    exemption = written.exemption if written.disposition == "refused" else ""
    return Written(written.disposition, value, written.words.strip(), exemption)


def own_words(asked: Asked, written: Written) -> str:
    """What the trust added in its own words; nothing where its quotation only repeats what it chose."""
    chosen = quotation(asked, Written(written.disposition, written.value, "", written.exemption))
    return "" if written.words.strip() == chosen else written.words.strip()


def spoken(asked: Asked, written: Written) -> str:
    """What was said to one question, in a line."""
    if written.disposition == "silent":
        return DISPOSITIONS["silent"]
    value = YES_NO.get(written.value, written.value) if asked.kind == "yes_no" else written.value
    section = "another section" if written.exemption == "other" else written.exemption.replace("s", "section ")
    return " · ".join(part for part in (value, section) if part) or DISPOSITIONS[written.disposition]


def _against_value(asked: Asked, written: Written) -> str:
    if asked.kind == "yes_no" and written.value not in YES_NO:
        return "Choose yes, no, partly, or neither."
    if asked.kind == "count" and counted(written.value) is COUNT.UNCLEAR:
        return "Give a whole number, or ‘fewer than 5’."
    return "" if written.value.strip() else "Write your answer, or choose another way to answer."


def quotation(asked: Asked, written: Written) -> str:
    """The sentence that the answer rests on: the trust's own words, or else what it chose."""
    if written.words.strip():
        return written.words.strip()
    if written.disposition == "answered":
        return YES_NO.get(written.value, written.value.strip()) if asked.kind == "yes_no" else written.value.strip()
    return DISPOSITIONS[written.disposition]


def record_of(
    *,
    trust: str,
    round: str,
    name: str,
    role: str,
    day: str,
    said: Sequence[tuple[Asked, Written]],
    files: Sequence[str],
) -> str:
    """The whole answer as a page of text: what is kept as evidence, and what the receipt repeats."""
    lines = [f"{trust}", f"Answers to: {round}", f"Sent on {day} by {name}, {role}, through the trust’s own link.", ""]
    for asked, written in said:
        lines += [
            f"{asked.number}. {asked.wording}",
            f"   {DISPOSITIONS[written.disposition]}{_said(asked, written)}",
            *(f"   {line}" for line in own_words(asked, written).splitlines()),
            "",
        ]
    if files:
        lines += ["Files: " + ", ".join(files), ""]
    return "\n".join(lines)


def _said(asked: Asked, written: Written) -> str:
    said = spoken(asked, written)
    return "" if said == DISPOSITIONS[written.disposition] else f": {said}"
