"""How one rule is written down and tried: words that say it, and words that take it back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from whoscounting.census.rules.understanding.kinds import NoticeKind
from whoscounting.census.rules.understanding.sentences import Sentence

GAP = r".{0,60}?"  # bounded, so that no text makes a rule slow

# What stands behind these words in the same clause is not said to be so.
_CONDITION = re.compile(
    r"\b(?:if|unless|in the event|in some cases|in certain|in case|for example|e\.g\.|could be|can be|might|were we"
    r"|should (?:you|we|the|your|this|it|any)|where (?:a|an|the|we|this|it|information|you|disclosure|applicable)"
    r"|(?:we|it|you|they|trust|which|that|there|information|authority|fee|charge|request) may)\b"
)
_CLAUSE = re.compile(r"[;:]|, (?:and|but|so|therefore|then)\b|\. |\bhowever\b|\btherefore\b")


def phrase(pattern: str) -> re.Pattern[str]:
    """A pattern over plain sentences in which `~` stands for up to sixty characters."""
    return re.compile(pattern.replace("~", GAP))


def one_of(*patterns: str) -> re.Pattern[str]:
    """A pattern that is found where any of these is."""
    return phrase("|".join(f"(?:{pattern})" for pattern in patterns))


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
