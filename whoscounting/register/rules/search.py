"""Finding names by what people remember of them. Pure: entries go in once, then any text can be looked up.

Each word of the text is compared with each word of all names, so that order, missing words and misspellings matter
little. Rare words weigh more: 'Surrey' says more than 'Royal'.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from math import log

from rapidfuzz import fuzz, process

# Words that nearly every name has: they tell no name from another.
EVERYWHERE = {"nhs", "trust", "foundation", "hospital", "hospitals", "the", "of", "and", "at", "in"}
BESIDE = 0.95  # a word that stands beside the name (the town) counts a little less than one in it
BEGINNING = 0.95
ALIKE = 78  # of 100: about one letter in five may be wrong
UNHEARD = 3.0  # the weight of a word that no name has
ENOUGH = 0.6
CLOSE = 0.15  # what is this much worse than the best is not shown
MOST_WORDS = 12

Weights = dict[int, float]


@dataclass(frozen=True)
class Hit:
    """An entry by its place in the list. `score` is 0 to 1 and a little more; `beside` if only the town fits."""

    entry: int
    score: float
    beside: bool


@dataclass
class Index:
    """All words of all names, and where each stands."""

    names: list[frozenset[str]] = field(default_factory=list)
    places: dict[str, Weights] = field(default_factory=lambda: defaultdict(dict))

    def add(self, name: str, beside: str = "") -> None:
        entry = len(self.names)
        self.names.append(frozenset(words(name)))
        for word in words(beside):
            self.places[word][entry] = BESIDE
        for word in words(name):
            self.places[word][entry] = 1.0

    def weight(self, word: str) -> float:
        return log(1 + len(self.names) / len(self.places[word]))

    def look_up(self, text: str) -> list[Hit]:
        """The best hits, best first."""
        asked = list(dict.fromkeys(words(text)))[:MOST_WORDS]
        scores = self.scores(asked)
        hits = sorted((self.hit(asked, entry, score) for entry, score in scores.items()), key=lambda hit: -hit.score)
        return [hit for hit in hits if hit.score >= hits[0].score - CLOSE]

    def scores(self, asked: Sequence[str]) -> Weights:
        """By entry: which share of what was asked it has, each word by its weight."""
        found: Weights = defaultdict(float)
        whole = 0.0
        for word in asked:
            alike = self.alike(word)
            weight = self.weight(max(alike, key=lambda other: alike[other])) if alike else UNHEARD
            whole += weight
            for entry, likeness in self.best(alike).items():
                found[entry] += weight * likeness
        return {entry: sum_ / whole for entry, sum_ in found.items() if sum_ / whole >= ENOUGH}

    def alike(self, word: str) -> dict[str, float]:
        """Words of names that may be meant. A word that some name has is not taken for a misspelling of others."""
        found = {other: BEGINNING for other in self.places if len(word) > 2 and other.startswith(word)}
        if word in self.places:
            return found | {word: 1.0}
        if len(word) > 3:
            close = process.extract(word, self.places.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=20)
            # Squared, so that a near miss stays well ahead of a far one.
            found = {other: (score / 100) ** 2 for other, score, _ in close} | found
        return found

    def best(self, alike: dict[str, float]) -> Weights:
        found: Weights = {}
        for other, likeness in alike.items():
            for entry, place in self.places[other].items():
                found[entry] = max(found.get(entry, 0), likeness * place)
        return found

    def hit(self, asked: Collection[str], entry: int, score: float) -> Hit:
        """Of two names that have all that was asked, the one with less besides comes first."""
        name = self.names[entry]
        inside = {word for one in asked for word in self.alike_in(one, name)}
        every = sum(self.weight(word) for word in name) or 1
        return Hit(entry, score + 0.1 * sum(self.weight(word) for word in inside) / every, beside=not inside)

    def alike_in(self, word: str, name: Collection[str]) -> Iterable[str]:
        return [one for one in name if one == word or one.startswith(word) or fuzz.ratio(one, word) >= ALIKE]


def words(text: str) -> list[str]:
    """Small letters without accents, marks and words that are everywhere; 'Saint' is 'St'."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’‘`")
    found = ("st" if word == "saint" else word for word in re.findall(r"[^\W_]+", bare))
    return [word for word in found if word not in EVERYWHERE]
