"""What stands beneath every letter and says nothing of ours: rights of review, disclaimers, footers."""

from __future__ import annotations

from collections.abc import Iterable

from whoscounting.census.rules.understanding.patterns import either, one_of
from whoscounting.census.rules.understanding.sentences import Sentence

_REVIEW = one_of(
    rf"{either('request, ask for, asking for, apply for, seek, entitled to, right to, right of, conduct')} ?"
    r"(?:an |a )?(?:\w+ )?(?:review|appeal)",
    either("dissatisfied, unhappy, not satisfied, not content, remain unsatisfied, not happy"),
    r"information commissioner|ico\.org|wycliffe house",
    rf"\bcomplain\b|\bcomplaints? {either('to, procedure, process, team, department, about')}",
    r"\b(?:your|a) complaint\b",
    r"respond to reviews",
)
# In the same paragraph, these go on about the review.
_GOES_ON = one_of(
    rf"\b{either('review, reply, respond, response, write, writing, address, contact, commissioner, fee, decision')}"
)
# ‘The reply may:’, and beneath it a list of all that replies can be.
_MAY_BE = one_of(r"\b(?:may|might|could)(?: \w+){0,2}:$")
_POINT = one_of(r"[-*•·▪◦]")
_LETTER = either("e-?mail, message, communication, correspondence")
_FOOTER = one_of(
    r"intended recipient|legally privileged|legally exempt from disclosure|may be disclosed",
    rf"received this {_LETTER} in error",
    rf"this {_LETTER}~{either('confidential, privileged, virus, intended, scanned, monitored for')}",
    rf"nhsmail|nhs connect|\b{either('scanned, protected, secured, filtered')} (?:by|for|with)|sent securely|virus",
    r"\bcopyright\b|open government licen[cs]e|\bre-?us(?:e|ing) (?:of )?(?:public|this|the)\b",
    r"consider the environment|(?:fees|exemptions|refusals)~separately",
    rf"{either('response, answer, reply, request, information')}~{either('will, may, might, could')} be (?:\w+ )?"
    rf"{either('published, made public, added, placed')}",
    r"\bmy working (?:days|hours|pattern)|\bi work (?:monday|tuesday|part)|please note my",
    either("follow us, visit our website, customer survey, how did we do, feedback"),
)


def substance(sentences: Iterable[Sentence]) -> list[Sentence]:
    """The sentences without rights of review, disclaimers, footers and lists of what may be."""
    kept, reviewed, listed = list[Sentence](), -1, -1
    for sentence in sentences:
        if _MAY_BE.search(sentence.plain) or (listed >= 0 and _in_list(sentence, listed)):
            listed = sentence.paragraph
            continue
        listed = -1
        if _REVIEW.search(sentence.plain):
            reviewed = sentence.paragraph
        elif _FOOTER.search(sentence.plain):
            continue
        elif sentence.paragraph != reviewed or not _GOES_ON.search(sentence.plain):
            kept.append(sentence)
    return kept


def _in_list(sentence: Sentence, paragraph: int) -> bool:
    return sentence.paragraph == paragraph or bool(_POINT.match(sentence.plain))
