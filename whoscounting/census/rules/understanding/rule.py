"""One rule: words that say a thing, and words that take it back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from whoscounting.census.rules.understanding.kinds import NoticeKind
from whoscounting.census.rules.understanding.patterns import either, one_of
from whoscounting.census.rules.understanding.sentences import Sentence

# What stands behind these words in the same clause is not said to be so.
_CONDITION = one_of(
    rf"\b{either('if, unless, in the event, in some cases, in certain, in case, for example, might, were we')}\b",
    rf"\be\.g\.|\b{either('could, can')} be\b",
    rf"\bshould {either('you, we, the, your, this, it, any')}\b",
    rf"\bwhere {either('a, an, the, we, this, it, information, you, disclosure, applicable, appropriate')}\b",
    rf"\b{either('we, it, you, they, trust, which, that, there, information, authority, fee, charge, request')} may\b",
)
_CLAUSE = re.compile(rf"[;:]|, {either('and, but, so, therefore, then')}\b|\. |\b{either('however, therefore')}\b")


@dataclass(frozen=True)
class Rule:
    """One way to say one kind of thing."""

    kind: NoticeKind
    because: str
    # One of these must be there; it is quick to see.
    needs: tuple[str, ...]
    says: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    exemption: str = ""
    # Dropped where the letter does one of these as well.
    yields_to: frozenset[NoticeKind] = frozenset()

    def finds(self, plain: str) -> bool:
        """Whether this sentence says so, and nothing in it takes it back."""
        if not any(word in plain for word in self.needs):
            return False
        match = self.says.search(plain)
        if match is None or (self.unless is not None and self.unless.search(plain)):
            return False
        return not conditional(plain, match.start())


def conditional(plain: str, place: int) -> bool:
    """Whether what stands at this place is only said for some other case: ‘if’, ‘we may’, ‘where a’."""
    before = plain[:place]
    clause = 0
    for end in _CLAUSE.finditer(before):
        clause = end.end()
    return bool(_CONDITION.search(before, clause))


def found(rules: Iterable[Rule], sentence: Sentence) -> list[Rule]:
    """The rules that this sentence fulfils."""
    return [rule for rule in rules if rule.finds(sentence.plain)]
