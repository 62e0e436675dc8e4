"""Yes, no or partly, as an answer under its question says it or as a sentence says it alone."""

from __future__ import annotations

import re

from whoscounting.census.rules.understanding.patterns import either, one_of
from whoscounting.census.rules.understanding.rule import conditional

_RECORDED = r"(?:record|collect|captur|register|log)(?:e?d|s|es|e)?"
_NO = one_of(
    rf"\b(?:do|does|did|are|is) not (?:\w+ ){{0,4}}{_RECORDED}\b",
    rf"\bnot (?:\w+ ){{0,2}}{_RECORDED}\b",
    r"\bno such (?:record|data)",
)
_WHO = (
    "we, trust, it, teams?, data, patients?, cases?, people, both, all, disease, cancer, recurrence, diagnos[ei]s, this"
)
_YES = one_of(rf"\b{either(_WHO)} ~{_RECORDED}\b", rf"\b(?:is|are) (?:\w+ )?{_RECORDED}\b")
# Says it of a part only.
_PARTLY = one_of(
    r"\b(?:partly|partially|in part|incomplete|not complete|extrapolat\w+)\b",
    r"\bnot (?:always|all|consistently|fully|completely|every)\b",
    r"\bonly (?:\w+ ){0,3}(?:new|de novo|primary|at (?:first )?diagnosis|patients|those|where|some)\b|^only\b",
    r"\bsome (?:of|but|sites|hospitals|patients are)\b",
    r"^(?:yes\W{1,4})?for (?:new|de novo|first)\b(?!.{0,60}recurr)",
    r"recurrences? (?:is|are) not\b",
    r"\bbut not (?:as a )?routine(?:ly)?\b|\bnot routine\b|\bnot as a matter of routine",
)
_TURNS = re.compile(rf"\b{either('however, but, although, though, except, unless, apart from, unfortunately')}\b")
_SUBJECT = one_of(r"\b(?:secondary|metasta\w+)\b~\b(?:breast|cancer|recurren|disease)")
_ROUTINE = one_of(
    r"\broutine(?:ly)?\b|\beveryone\b|matter of course",
    rf"\bevery (?:\w+ ){{0,2}}{either('patient, person, diagnosis, case, one')}",
    rf"\ball (?:\w+ )?{either('patients, people, cases, diagnoses')}",
)
# Speaks of something else than what the trust itself records.
_ELSEWHERE = one_of(
    r"\brequest|you (?:have )?ask|whether|exceed|manual|section|\bfoi\b",
    r"\bnotes\b|free[ -]text|individual (?:\w+ )?records",
    r"will be\b|plan(?:s|ned)? to|used to|in order to|would have to",
    r"national|nhs england",
)
_OF_REQUEST = re.compile(r"\brequest|\breference\b|\blogged\b")
_HOSPITALS = r"(?:hospitals?|sites?)"
_EVERYWHERE = one_of(
    rf"\b(?:at|across|in|for) (?:all|both|every|each)(?: of)?(?: our| the| its)?(?: trust's| \w+)? ?{_HOSPITALS}\b",
    rf"^(?:all|both) (?:our |of our )?{_HOSPITALS}",
)
_SOMEWHERE = one_of(
    r"\bonly (?:at|in)\b|\bat (?:one|some)\b|\bone of (?:our|the|its)\b|\bnot (?:yet )?at (?:all|our|every|both)\b",
    rf"\bsome (?:of our )?{_HOSPITALS}\b",
)
_COSD = one_of(r"\bcosd\b|national cancer data ?set|cancer outcomes and services")
_RECURRENCE = re.compile(r"\brecurr|\bnon-primary")


def under_question(texts: list[str], question: str) -> str:
    """What the sentences under a question answer to it: 'yes', 'no', 'partly', or '' where that is not clear."""
    whole = " ".join(texts)
    value = _lead(texts[0])
    if value == "yes":
        return _weakened(whole, question)
    if value == "no":
        return "" if question != "all_hospitals" and _takes_back(whole) else "no"
    if value:
        return value
    if question == "all_hospitals":
        return where(whole)
    return "" if _OF_REQUEST.search(whole) else _in_sentence(whole)


def _lead(text: str) -> str:
    """The word with which an answer opens or ends."""
    if re.match(r"(?:partly|partial|in part|to some extent|to an extent|somewhat)", text):
        return "partly"
    if re.match(r"yes\b", text) or re.search(r",\s?yes\W?$", text):
        return "yes"
    if re.match(r"no\b(?! (?:information|data|records?|figures?|recorded)\b)", text):
        return "no"
    return ""


def _weakened(whole: str, question: str) -> str:
    rest = re.sub(r"^yes\W*", "", whole)
    if question == "all_hospitals":
        return "" if _SOMEWHERE.search(rest) else "yes"
    if _PARTLY.search(rest):
        return "partly"
    return "" if _TURNS.search(rest) or _NO.search(rest) else "yes"


def _takes_back(whole: str) -> bool:
    """A ‘no’ that goes on to say what is recorded is for people to weigh."""
    rest = re.sub(r"^no\W*", "", whole)
    return (bool(_YES.search(rest)) and not _NO.search(rest)) or bool(_TURNS.search(rest) and _YES.search(rest))


def _in_sentence(whole: str) -> str:
    if _PARTLY.search(whole):
        return "partly"
    if _NO.search(whole):
        return "" if _TURNS.search(whole) else "no"
    return "yes" if _YES.search(whole) and not _TURNS.search(whole) else ""


def where(whole: str) -> str:
    """Whether words say that a thing is so at all hospitals, or at some only; '' where they say neither."""
    if _SOMEWHERE.search(whole):
        return "no"
    return "yes" if _EVERYWHERE.search(whole) else ""


def alone(plain: str) -> dict[str, str]:
    """What a sentence without a number says to the yes-or-no questions, where it names what it speaks of."""
    if _ELSEWHERE.search(plain) and not _COSD.search(plain):
        return {}
    if conditional(plain, len(plain)):
        return {}
    if _COSD.search(plain):
        value = _in_sentence(plain) if _RECURRENCE.search(plain) else ""
        return {"recurrence_in_cosd": value} if value else {}
    found = {}
    if value := _collects(plain):
        found["collects"] = value
    if re.search(_RECORDED, plain) and (place := where(plain)):
        found["all_hospitals"] = place
        if place == "no":
            found.pop("collects", None)
    return found


def _collects(plain: str) -> str:
    if not _SUBJECT.search(plain) or not re.search(rf"\b{_RECORDED}\b", plain):
        return ""
    value = _in_sentence(plain)
    return "" if value == "yes" and not _ROUTINE.search(plain) else value
