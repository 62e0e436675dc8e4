"""What the rules suggest, each with the very words it rests on. A person confirms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from whoscounting.census.rules.understanding.kinds import NoticeKind

MOST_PASSAGES = 5  # of one suggestion


@dataclass(frozen=True)
class Passage:
    """Words of the letter: `text[start:end]`, unchanged. `page` counts from 1 where the text is paged."""

    words: str
    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True)
class _Resting:
    """A suggestion rests on one passage or on several, in their order in the letter."""

    passages: tuple[Passage, ...]
    because: str

    @property
    def words(self) -> str:
        return "\n".join(passage.words for passage in self.passages)

    @property
    def page(self) -> int | None:
        return self.passages[0].page


@dataclass(frozen=True)
class Notice(_Resting):
    """One thing that a reply does, with as much of the detail as it states."""

    kind: NoticeKind
    # A refusal’s ground as an answer records it (s12, s14, … other), and the section as the letter names it.
    exemption: str = ""
    section: str = ""
    # The day until which the trust takes more time, or on which a link expires.
    until: date | None = None
    # The other body to which it passed our request, or which we are to ask.
    body: str = ""
    link: str = ""


@dataclass(frozen=True)
class Figure(_Resting):
    """What a reply says to one question, in the terms in which an answer is recorded."""

    question: str
    disposition: str
    # yes, no or partly; a number or ‘fewer than 5’; a period; a role. Empty unless answered.
    value: str = ""
    exemption: str = ""


@dataclass(frozen=True)
class AlsoFor(_Resting):
    """Another trust for which the reply says that it answers too."""

    ods_code: str
