"""A letter as sentences, each with its place in the text. Tables and lists have a sentence for each line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from whoscounting.census.rules.understanding.suggestions import Passage

LONGEST_TEXT = 200_000  # characters; what comes after is not looked at
LONGEST_SENTENCE = 1_000
MOST_SENTENCES = 4_000
MOST_LINES = 20_000
WRAPPED = 50  # a line at least this long goes on in the next one, unless it ends a sentence

_LINE = re.compile(r"([^\r\n\f\v\x85\u2028\u2029]*)(\r\n|[\r\n\f\v\x85\u2028\u2029]|\Z)")
_TYPOGRAPHY = {
    **dict.fromkeys("‘’‛′`´", "'"),
    **dict.fromkeys("“”„″«»", '"'),
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e", ""),
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "…": "...",
}
_TIDY = str.maketrans(_TYPOGRAPHY)
_SHORTENED = (
    ("can't", "can not"),
    ("cannot", "can not"),
    ("won't", "will not"),
    ("shan't", "shall not"),
    ("n't", " not"),
    ("'ve", " have"),
    ("'ll", " will"),
    ("'re", " are"),
    ("i'm", "i am"),
)
_CELLS = re.compile(r"\S(?: {3,}|\t)\S|\|")
# What begins a point of a list, a row or an answer: a bullet, ‘1.’, ‘2a’, ‘(b)’, ‘Q3’.
_POINT = re.compile(
    r"\s*(?:[-*•·▪◦o]\s|\(?[0-9]{1,2}[a-eA-E]?[.):]|[0-9][a-eA-E]\b|\(?[a-eA-E]\)|[QqAa][0-9]|Question\b|\|)"
)
_END = re.compile(r"[.?!][\"'”’)\]]{0,2}(?=\s)")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:ss?|e\.g|i\.e|mrs?|ms|dr|prof|ref|approx|c|vs|para|sec|ext|tel|st|[qa]?[1-9][a-e]?"
    r"|\(?[a-e])\.$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\bnos?\.$", re.IGNORECASE)  # ‘no. 4’ goes on, ‘No.’ before other words ends
_LABEL_ALONE = re.compile(r"\W{0,3}(?:[QqAaRr]|[Qq]uestion |[Aa]nswer )?\(?[1-9]?\s?\(?[a-eA-E]?\)?\.?")


@dataclass(frozen=True)
class Line:
    """A line without its end. A quoted one also goes without its ‘>’."""

    text: str
    start: int
    page: int | None
    quoted: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def blank(self) -> bool:
        return not self.text or self.text.isspace()


@dataclass(frozen=True)
class Sentence:
    """A sentence, a line of a list or a row of a table. `paragraph` tells which sentences stand together."""

    passage: Passage
    paragraph: int
    row: bool
    quoted: bool

    @cached_property
    def said(self) -> str:
        """The words with plain quotation marks and dashes and single spaces."""
        return " ".join(self.passage.words.translate(_TIDY).split())

    @cached_property
    def plain(self) -> str:
        """The same in small letters, with shortened words written out: ‘don’t’ is ‘do not’."""
        words = self.said.lower()
        if "'" in words or "cannot" in words:
            for short, long in _SHORTENED:
                words = words.replace(short, long)
        return words

    @property
    def asks(self) -> bool:
        return self.passage.words.endswith("?")


def lines(text: str, *, pages: Sequence[int] | None = None) -> list[Line]:
    """The lines of a text. A form feed begins the next page; `pages` names where pages begin, if known otherwise."""
    text = text[:LONGEST_TEXT]
    fed = "\f" in text
    found, page = [], 1
    for match in islice(_LINE.finditer(text), MOST_LINES):
        if pages:
            number: int | None = max(1, bisect_right(pages, match.start()))
        else:
            number = page if fed else None
        found.append(Line(match[1], match.start(), number))
        page += match[2] == "\f"
    return found


def sentences(text: str, kept: Iterable[Line]) -> list[Sentence]:
    """The sentences of those lines of the text that are kept. The first 4,000 are enough for any letter."""
    found: list[Sentence] = []
    for paragraph, unit in _units(kept):
        found.extend(islice(_split(text, unit, paragraph), MOST_SENTENCES - len(found)))
        if len(found) == MOST_SENTENCES:
            break
    return found


def _units(kept: Iterable[Line]) -> Iterator[tuple[int, list[Line]]]:
    """Lines that run on into each other, with the number of their paragraph."""
    paragraph, unit = 0, list[Line]()
    last_end = -1
    for line in kept:
        gap = line.start - last_end > 2 and not line.quoted  # lines between were left out
        last_end = line.end
        if unit and (gap or line.blank or not _goes_on(unit[-1], line)):
            yield paragraph, unit
            unit = []
        if line.blank or gap:
            paragraph += 1
        if not line.blank:
            unit.append(line)
    if unit:
        yield paragraph, unit


def _goes_on(line: Line, following: Line) -> bool:
    """Whether a sentence was only wrapped at the end of this line."""
    if line.page != following.page or line.quoted != following.quoted or _POINT.match(following.text):
        return False
    if _CELLS.search(line.text.strip()[:200]) or _CELLS.search(following.text.strip()[:200]):
        return False
    if line.text.rstrip().endswith((".", "?", "!", ":", ";")):
        return False
    return following.text.lstrip()[0].islower() or len(line.text.strip()) >= WRAPPED


def _split(text: str, unit: list[Line], paragraph: int) -> Iterator[Sentence]:
    start, end, page = unit[0].start, unit[-1].end, unit[0].page
    row = bool(_CELLS.search(text[start : start + 200].strip()))
    for first, last in _bounds(text[start:end]):
        words = text[start + first : start + last]
        if stripped := words.strip():
            begin = start + first + len(words) - len(words.lstrip())
            yield Sentence(Passage(stripped, begin, begin + len(stripped), page), paragraph, row, unit[0].quoted)


def _bounds(unit: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a unit begins and ends. None is longer than LONGEST_SENTENCE."""
    begin = 0
    for match in _END.finditer(unit):
        if _is_end(unit, begin, match):
            yield from _pieces(begin, match.end())
            begin = match.end()
    yield from _pieces(begin, len(unit))


def _pieces(begin: int, end: int) -> Iterator[tuple[int, int]]:
    for start in range(begin, end, LONGEST_SENTENCE):
        yield start, min(start + LONGEST_SENTENCE, end)


def _is_end(unit: str, begin: int, match: re.Match[str]) -> bool:
    if unit[match.start()] != ".":
        return True
    if _LABEL_ALONE.fullmatch(unit[begin : match.start() + 1][:20].strip()) and match.start() - begin < 20:
        return False
    before = unit[max(begin, match.start() - 8) : match.start() + 1]
    if _ABBREVIATED.search(before):
        return _ends_with_number(unit, begin, match)
    following = unit[match.end() : match.end() + 8].lstrip()[:1]
    return not following.islower() and not (following.isdigit() and _NUMBERED.search(before))


def _ends_with_number(unit: str, begin: int, match: re.Match[str]) -> bool:
    """‘… was 4. The …’ ends with a number; ‘… no. 4’ and ‘2a. 14’ do not end there."""
    return unit[match.start() - 1].isdigit() and match.start() - begin > 4
