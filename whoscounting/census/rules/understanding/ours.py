"""Our own sentences, where a trust repeats them without a mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from whoscounting.census.rules.questions import Wording

RUN = 4  # words that follow each other as in our letter
# So many such runs a sentence must have, and so much of it must be made of them.
FEWEST = 3
SHARE = 0.8

_LABEL = re.compile(r"\W{0,3}(?:(?:question|q)?\W?[1-9]\W{0,2}(?:[a-e]\b)?\W{0,2})?")
_WORD = re.compile(r"[a-z]+|[0-9]+")
# These words answer. A sentence that has one which our letter has not at that place is not ours.
_ANSWERING = frozenset(
    {"yes", "no", "not", "none", "nil", "held", "partly", "fewer", "less", "refused", "exempt", "only"}
)


def words(plain: str) -> list[str]:
    """The words and numbers of a text in small letters."""
    return _WORD.findall(plain)


def _runs(said: list[str]) -> list[tuple[str, ...]]:
    return [tuple(said[index : index + RUN]) for index in range(len(said) - RUN + 1)]


@dataclass(frozen=True)
class Ours:
    """What we wrote: the questions by their code, and everything else under ''."""

    runs: Mapping[tuple[str, ...], str]

    @classmethod
    def of(cls, questions: Iterable[Wording], letter: str = "") -> Ours:
        """Our questions, and the letter as it was sent if it is at hand."""
        runs = dict.fromkeys(_runs(words(letter.lower())), "")
        for question in questions:
            runs |= dict.fromkeys(_runs(words(question.wording.lower())), question.code)
        return cls(runs)

    def question(self, plain: str) -> str | None:
        """The code of the question that this sentence repeats, '' for another sentence of ours, None for theirs."""
        said = words(_LABEL.sub("", plain, count=1))
        found = [self.runs.get(run) for run in _runs(said)]
        known = [index for index, code in enumerate(found) if code is not None]
        if len(known) < FEWEST or len(known) < SHARE * len(found) or self._answers(said, known):
            return None
        codes = [code for code in found if code]
        return max(set(codes), key=codes.count) if codes else ""

    def _answers(self, said: list[str], known: list[int]) -> bool:
        covered = {index + step for index in known for step in range(RUN)}
        rest = (word for index, word in enumerate(said) if index not in covered)
        return any(word in _ANSWERING or word.isdigit() for word in rest)
