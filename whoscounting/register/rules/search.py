"""Finding names by what people remember of them. Pure: entries go in once, then any text can be looked up.

Each word of the text is compared with each word of all names, so that order, missing words and misspellings matter
little. Rare words weigh more: 'Surrey' says more than 'Royal'.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice, takewhile
from math import log
from sys import intern

from rapidfuzz import fuzz, process

# Words that nearly every name has: they tell no name from another.
EVERYWHERE = {"nhs", "trust", "foundation", "hospital", "hospitals", "the", "of", "and", "at", "in"}
LEGAL = {"nhs", "trust", "foundation", "the"}  # no part of what a body is called for short
LEFT_OUT = ({"hospitals"}, {"hospitals", "university"})  # as in BHRUT and MFT
SMALL = {"of", "and", "for", "at", "in", "on", "campus", "site"}
APOSTROPHES = "'’‘`"
WORD = re.compile(r"[^\W_]+")
ASIDE = re.compile(r" [-–] |\(")  # what comes then has initials of its own, or none
LETTER_BY_LETTER = re.compile(r"(?<=\b\w)\.(?=\w\b)")  # the dots of R.V.I.
BESIDE = 0.95  # a word that stands beside the name (the town) counts a little less than one in it
BEGINNING = 0.95
CALLED = 0.95  # by its initials
FITS = 0.1  # how far a name that has nothing else comes before one that has much besides
ALIKE = 78  # of 100: about one letter in five may be wrong
UNHEARD = 3.0  # the weight of a word that no name has
ENOUGH = 0.6
CLOSE = 0.15  # what is this much worse than the best is not shown
MOST_WORDS = 12
MISSPELT = 85  # of 100: how much a misspelt 'hospital' is like it
SHORTEST, LONGEST = 3, 7  # letters of what is taken for initials

Weights = dict[int, float]
Entries = defaultdict[str, "array[int]"]  # a few bytes for each: there may be a hundred thousand
Alike = dict[str, float]  # words that may be meant, and how much each is like what was asked


@dataclass(frozen=True)
class Hit:
    """An entry by its place in the list. `score` is 0 to 1 and a little more; `beside` if only the town fits."""

    entry: int
    score: float
    beside: bool


@dataclass
class Index:
    """All words of all names, and where each stands; and the initials by which people call them."""

    names: list[tuple[str, ...]] = field(default_factory=list)
    inside: Entries = field(default_factory=lambda: defaultdict(_no_entries))
    beside: Entries = field(default_factory=lambda: defaultdict(_no_entries))
    initials: Entries = field(default_factory=lambda: defaultdict(_no_entries))

    def add(self, name: str, beside: str = "") -> None:
        entry, every = len(self.names), every_word(name)
        inside = tuple({intern(word) for word in telling(every)})
        self.names.append(inside)
        for word in inside:
            self.inside[word].append(entry)
        for word in _of_town(beside).difference(inside):
            self.beside[word].append(entry)
        for short in initials(name) if ASIDE.search(name) else _initials(every):
            self.initials[short].append(entry)

    @cached_property
    def sorted(self) -> list[str]:
        """Every word, so that those with one beginning stand together. The index is whole when it is first asked."""
        return sorted({*self.inside, *self.beside})

    @cached_property
    def spelt(self) -> list[str]:
        """Every word that can be misspelt: another number is another name."""
        return [word for word in self.sorted if not word.isdecimal()]

    def has(self, word: str) -> bool:
        return word in self.inside or word in self.beside

    def weight(self, word: str) -> float:
        times = len(self.inside.get(word, ())) + len(self.beside.get(word, ()))
        return log(1 + len(self.names) / (times or len(self.initials[word])))

    def look_up(self, text: str, *, guess: bool = True) -> list[Hit]:
        """The best hits, best first. Without `guess`, a word that no name has is not taken for a misspelling."""
        asked = self.telling(text)
        meant = {word: self.alike(word, guess=guess) for word in asked}
        scores = self.scores(meant)
        worst = max(scores.values(), default=0) - CLOSE - FITS  # below that nothing can be among the best
        hits = [self.hit(meant, entry, score) for entry, score in scores.items() if score >= worst]
        hits.sort(key=lambda hit: -hit.score)
        return [hit for hit in hits if hit.score >= hits[0].score - CLOSE]

    def telling(self, text: str) -> list[str]:
        """The words that tell names apart; 'hospitl' is no more one of them than 'hospital' is."""
        asked = dict.fromkeys(word for word in words(text) if self.has(word) or not is_everywhere(word))
        return list(asked)[:MOST_WORDS]

    def scores(self, meant: Mapping[str, Alike]) -> Weights:
        """By entry: which share of what was asked it has, each word by its weight."""
        found: Weights = defaultdict(float)
        whole = 0.0
        for word, alike in meant.items():
            weight = self.weight(max(alike, key=lambda other: alike[other])) if alike else UNHEARD
            whole += weight
            for entry, likeness in self.best(word, alike).items():
                found[entry] += weight * likeness
        return {entry: sum_ / whole for entry, sum_ in found.items() if sum_ / whole >= ENOUGH}

    def alike(self, word: str, *, guess: bool = True) -> Alike:
        """Words of names that may be meant. What some name has, or is called by, is no misspelling of others."""
        found = dict.fromkeys(self.beginning(word), BEGINNING) if len(word) > 2 else {}
        if self.has(word):
            return found | {word: 1.0}
        if word in self.initials:
            return found | {word: CALLED}
        if guess and len(word) > 2 and not word.isdecimal():
            close = process.extract(word, self.spelt, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=20)
            # Squared, so that a near miss stays well ahead of a far one.
            found = {other: (score / 100) ** 2 for other, score, _ in close} | found
        return found

    def beginning(self, word: str) -> list[str]:
        """Every word that begins with this one."""
        first = bisect_left(self.sorted, word)
        return list(takewhile(lambda other: other.startswith(word), islice(self.sorted, first, None)))

    def best(self, word: str, alike: Alike) -> Weights:
        """Each entry that has one of the words that may be meant, with the likeness of the likest."""
        found: Weights = dict.fromkeys(self.initials.get(word, ()), CALLED)
        for other, likeness in alike.items():
            for entries, place in ((self.inside, likeness), (self.beside, likeness * BESIDE)):
                for entry in entries.get(other, ()):
                    found[entry] = max(found.get(entry, 0), place)
        return found

    def hit(self, meant: Mapping[str, Alike], entry: int, score: float) -> Hit:
        """Of two names that have all that was asked, the one with less besides comes first."""
        name = self.names[entry]
        inside = sum(self.weight(word) for word in name if any(word in alike for alike in meant.values()))
        called = any(entry in self.initials.get(word, ()) for word in meant)
        every = sum(self.weight(word) for word in name) or 1
        return Hit(entry, score + FITS * inside / every, beside=not inside and not called)


def _no_entries() -> array[int]:
    return array("L")


def words(text: str) -> list[str]:
    """Small letters without accents, marks and words that are everywhere; 'Saint' is 'St'."""
    return telling(every_word(text))


def telling(every: Sequence[str]) -> list[str]:
    return ["st" if word == "saint" else word for word in every if word not in EVERYWHERE]


@lru_cache(maxsize=4096)
def _of_town(name: str) -> frozenset[str]:
    """The words of a town; many hospitals share one. For what is typed there is no such memory."""
    return frozenset(words(name))


def every_word(text: str) -> list[str]:
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    for mark in APOSTROPHES:
        plain = plain.replace(mark, "")
    return WORD.findall(LETTER_BY_LETTER.sub("", plain) if "." in plain else plain)


def is_everywhere(word: str) -> bool:
    """Whether it is a misspelling of a word that nearly every name has."""
    return len(word) > 3 and process.extractOne(word, EVERYWHERE, scorer=fuzz.ratio, score_cutoff=MISSPELT) is not None


def initials(name: str) -> set[str]:
    """What people may call it for short: UCLH, RVI, and GOSH for Great Ormond Street Hospital for Children.

    Of each part of a name with a dash, with and without small words, and with the T or FT of the trust.
    """
    parts = ASIDE.split(name.partition("(")[0])
    return {short for part in parts for short in _initials(every_word(part))}


def _initials(every: Sequence[str]) -> set[str]:
    called = [word for word in every if word not in LEGAL]
    big = [word for word in called if word not in SMALL]
    lines = [called, big]
    if "for" in called:
        lines.append(called[: called.index("for")])
    lines += [[word for word in big if word not in left] for left in LEFT_OUT if not left.isdisjoint(big)]
    shorts = {"".join([word[0] for word in line]) for line in lines}
    endings = [ending for ending, word in (("t", "trust"), ("ft", "foundation")) if word in every]
    shorts |= {f"{short}{ending}" for short in shorts for ending in endings}
    return {short for short in shorts if SHORTEST <= len(short) <= LONGEST}
