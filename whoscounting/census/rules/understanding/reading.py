"""A letter made ready for the rules: its own sentences, with ours marked, without what stands beneath every letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whoscounting.census.rules.questions import Wording
from whoscounting.census.rules.understanding.boilerplate import substance
from whoscounting.census.rules.understanding.ours import Ours
from whoscounting.census.rules.understanding.quoted import own_lines
from whoscounting.census.rules.understanding.sentences import Sentence, lines, sentences


@dataclass(frozen=True)
class Said:
    """One sentence. `ours` is the code of the question that it repeats, '' for other words of ours or quoted ones.

    Only where it is None does the trust speak.
    """

    sentence: Sentence
    ours: str | None


def read(
    text: str, *, questions: Sequence[Wording], letter: str = "", pages: Sequence[int] | None = None
) -> list[Said]:
    """What a reply says, sentence by sentence. `letter` is ours as it was sent, so that its words are known again."""
    ours = Ours.of(questions, letter)
    own = substance(sentences(text, own_lines(lines(text, pages=pages))))
    return [Said(sentence, _whose(sentence, ours)) for sentence in own]


def _whose(sentence: Sentence, ours: Ours) -> str | None:
    code = ours.question(sentence.plain)
    return code or "" if sentence.quoted else code
