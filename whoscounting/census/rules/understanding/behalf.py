"""Other trusts for which a reply says that it answers too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from whoscounting.census.rules.understanding.ours import words
from whoscounting.census.rules.understanding.patterns import either, one_of
from whoscounting.census.rules.understanding.quoted import own_lines
from whoscounting.census.rules.understanding.sentences import Sentence, lines, sentences
from whoscounting.census.rules.understanding.suggestions import AlsoFor

LISTED = 8  # lines of a list that may follow ‘on behalf of:’
MOST_SAYINGS = 20

_BEHALF = one_of(
    r"\bon behalf of\b|\bbehalf of both\b",
    rf"\b{either('response, reply, answer, letter, information, figures, data')}\b~"
    rf"\b{either('covers?, is for, are for, applies to, relates? to, includes?, also for')}\b",
    rf"\b{either('joint, combined, single, shared, group')} (?:response|reply|answer)\b",
    r"\b(?:respond|reply|answer)(?:s|ing)? for (?:both|all|the following)",
)
_NOT = one_of(
    rf"\b{either('does, do, is, are, can')} not\b|\bnot (?:on behalf|for|include|cover)", r"separately|only covers"
)
_CODE = re.compile(r"\b[A-Z][0-9A-Z]{2,5}\b")
# A name is known again without the words that all trusts share.
_SHARED = {"nhs", "foundation", "trust", "the", "and"}


class Named(Protocol):
    """A trust of the register, or anything with its code and its name."""

    @property
    def ods_code(self) -> str: ...
    @property
    def name(self) -> str: ...


def also_for(text: str, trusts: Iterable[Named]) -> list[AlsoFor]:
    """The trusts among `trusts` for which the letter says, by name or ODS code, that it answers too.

    Give all trusts but the one that was asked. Only sentences that speak of answering for somebody are searched; where
    one name is part of another, the longer is meant.
    """
    own = [one for one in sentences(text, own_lines(lines(text))) if not one.quoted]
    sayings = _sayings(own)[:MOST_SAYINGS]
    if not sayings:
        return []
    known = sorted(((_core(trust.name), trust.ods_code) for trust in trusts), key=lambda known: -len(known[0]))
    found: dict[str, Sentence] = {}
    for sentence in sayings:
        for code in _named(sentence, known):
            found.setdefault(code, sentence)
    return [
        AlsoFor((sentence.passage,), "It says that it answers for this trust too.", code)
        for code, sentence in found.items()
    ]


def _sayings(own: list[Sentence]) -> list[Sentence]:
    """Sentences that speak of answering for somebody, and the list that one of them opens."""
    found = []
    for index, sentence in enumerate(own):
        if _BEHALF.search(sentence.plain) and not _NOT.search(sentence.plain):
            found.append(sentence)
            if sentence.plain.endswith((":", "following", "trusts")):
                found += own[index + 1 : index + 1 + LISTED]
    return list(dict.fromkeys(found))


def _core(name: str) -> str:
    return f" {' '.join(word for word in words(name.lower()) if word not in _SHARED)} "


def _named(sentence: Sentence, known: list[tuple[str, str]]) -> list[str]:
    """Codes of the trusts in a sentence, in their order. The longest names go first and are taken out."""
    said = _core(sentence.plain)
    codes = set(_CODE.findall(sentence.said))
    places: dict[str, int] = {}
    for core, code in known:
        if code in codes:
            places[code] = sentence.said.find(code)
        elif len(core) > 4 and (place := said.find(core)) >= 0:
            places[code] = place
            said = said.replace(core, f" {'#' * (len(core) - 2)} ")
    return sorted(places, key=lambda code: places[code])
