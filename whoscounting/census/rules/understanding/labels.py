"""Answers numbered like our questions: ‘1.’, ‘Q2a’, ‘Question 2 (b):’, ‘Answer to question 1’, ‘2. (a) 14 (b) 12’."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from whoscounting.census.rules.questions import Wording
from whoscounting.census.rules.understanding.reading import Said
from whoscounting.census.rules.understanding.rule import conditional
from whoscounting.census.rules.understanding.sentences import Sentence

LONGEST_BLOCK = 8  # sentences under one number
MOST_LABELS = 12  # of one kind in one sentence; what looks like more is no answer

_LETTER = r"(?:\.? ?\([a-e]\)|\.? ?[a-e]\)|\.?[a-e](?![a-z0-9])| [a-e][.:)])"
_BEFORE = r"(?<![^\s;|,])(?<!stage )(?<!section )(?<!level )(?<!grade )(?<!version )"
_NAMED = (
    r"(?:(?:answers?|response|reply|ans)\W{0,3}(?:to )?)?(?:questions?|quest|qu|response|answer)\W{0,2}"
    r"(?:number |no\.? )?\W{0,2}|q ?\.?|a\.?(?=[1-9] ?\(?[a-e]?\)?[.:)])"
)
_LABEL = re.compile(
    rf"{_BEFORE}(?:(?P<named>{_NAMED})(?P<n1>[1-9])(?![0-9])|\(?(?P<n2>[1-9]))(?P<sub>{_LETTER})?(?P<end>[).:\]]*)"
)
_SUB = re.compile(rf"{_BEFORE}(?:\(([a-e])\)|([a-e])[.)])(?=\s|$)")
_NUMBER_ENDS = re.compile(r"[).:]|\s?- ")
_PREFIX = re.compile(
    r"^[\s:.)\]*_\"'-]{0,4}"
    r"(?:(?:our |the |trust |trust's )?(?:answer|response|reply|ans|a|r)\s?[:.-]\s?|and\b|,|&|-|to\b)?[\s:.\-|)]*"
)
_JOINED = re.compile(r"^\W*(?:and|to|&)?\W*$")


@dataclass
class Block:
    """What stands under one number: the code of a question, or all the codes of ‘2’ where no letter follows."""

    codes: tuple[str, ...]
    label: str
    repeats: bool  # the question’s own words stand there too
    texts: list[str] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    paragraph: int = -1

    def add(self, text: str, sentence: Sentence) -> None:
        self.texts.append(text)
        if sentence not in self.sentences[-1:]:
            self.sentences.append(sentence)
        self.paragraph = sentence.paragraph


@dataclass(frozen=True)
class _Label:
    main: str
    sub: str
    start: int
    end: int


@dataclass(frozen=True)
class Numbering:
    """The numbers of a round's questions: '2a' leads to one code, '2' to those of 2a, 2b and 2c."""

    codes: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, questions: Sequence[Wording]) -> Numbering:
        codes: dict[str, tuple[str, ...]] = {question.number: (question.code,) for question in questions}
        for main in {question.number[0] for question in questions}:
            codes.setdefault(main, tuple(question.code for question in questions if question.number[0] == main))
        return cls(codes)

    def of_label(self, label: _Label) -> tuple[str, ...]:
        """The codes that a label means, none where we have no such question. ‘1a’ is another way to write ‘1’."""
        name = label.main if label.sub == "a" and label.main + "a" not in self.codes else label.main + label.sub
        return self.codes.get(name, ())


def blocks(said: Iterable[Said], questions: Sequence[Wording]) -> list[Block]:
    """The numbered answers of a letter. Where numbers go on past ours, the trust counts its own way: none is used."""
    reader = _Reader(Numbering.of(questions), {question.code: question.number for question in questions})
    for one in said:
        reader.take(one)
    return reader.found()


class _Reader:
    """Walks through a letter and keeps the number under which it stands."""

    def __init__(self, numbering: Numbering, numbers: dict[str, str]) -> None:
        self._numbering = numbering
        self._numbers = numbers
        self._blocks: list[Block] = []
        self._open: Block | None = None
        self._main = ""
        self._foreign = False

    def found(self) -> list[Block]:
        blocks = [block for block in self._blocks if block.texts]
        return [block for block in blocks if block.repeats] if self._foreign else blocks

    def take(self, one: Said) -> None:
        sentence = one.sentence
        labels = _labels(sentence, self._main)
        if one.ours:
            self._begin((one.ours,), self._numbers.get(one.ours, ""), repeats=True)
            return
        if one.ours == "":
            self._open = None
            return
        if not labels:
            self._go_on(sentence)
            return
        for label, text in _segments(sentence.plain, labels):
            self._label(label, text, sentence)

    def _label(self, label: _Label, text: str, sentence: Sentence) -> None:
        self._main = label.main
        codes = self._numbering.of_label(label)
        if not codes:
            self._foreign = self._foreign or label.main not in {number[0] for number in self._numbers.values()}
            self._open = None
            return
        name = label.main + label.sub
        if self._open is None or self._open.codes != codes or self._open.texts:
            self._begin(codes, name, repeats=False)
        if self._open is not None and text and not text.endswith("?"):
            self._open.add(text, sentence)

    def _begin(self, codes: tuple[str, ...], label: str, *, repeats: bool) -> None:
        self._open = Block(codes, label, repeats)
        self._blocks.append(self._open)
        self._main = label[:1] or self._main

    def _go_on(self, sentence: Sentence) -> None:
        """A sentence without a number still answers the question above, until the paragraph after the answer ends."""
        block = self._open
        if block is None or sentence.asks:
            return
        apart = bool(block.texts) and block.paragraph != sentence.paragraph
        if len(block.texts) >= LONGEST_BLOCK or _closes(sentence.plain) or (apart and not _takes_up(sentence.plain)):
            self._open = None
            return
        block.add(_PREFIX.sub("", sentence.plain, count=1), sentence)


def _closes(plain: str) -> bool:
    return plain.startswith(
        ("yours ", "kind regards", "regards", "best wishes", "best regards", "with thanks", "many thanks")
    )


def _takes_up(plain: str) -> bool:
    return plain.startswith(("however", "but ", "although", "please note", "note"))


def _labels(sentence: Sentence, main: str) -> list[_Label]:
    plain = sentence.plain
    some = islice(_LABEL.finditer(plain), MOST_LABELS)
    found = [label for match in some if (label := _read(match, plain, row=sentence.row))]
    for match in islice(_SUB.finditer(plain), MOST_LABELS):
        taken = any(label.start <= match.start() < label.end for label in found)
        above = next((label.main for label in reversed(found) if label.start < match.start()), main)
        if above and not taken and (match[1] or _begins(plain, match.start(), found)):
            found.append(_Label(above, match[1] or match[2], match.start(), match.end()))
    found = [label for label in found if not conditional(plain, label.start)]  # ‘if question 2 would exceed …’
    return sorted(found, key=lambda label: label.start)


def _read(match: re.Match[str], plain: str, *, row: bool) -> _Label | None:
    """A number with ‘Q’ before it or a letter behind it is a label anywhere; a bare one only where a line begins."""
    sub = (match["sub"] or "").strip(" .:()")
    main = match["n1"] or match["n2"]
    if not match["named"] and not (sub and _label_like(plain, match)) and not _bare(match, plain, row=row):
        return None
    return _Label(main, sub, match.start(), match.end())


def _label_like(plain: str, match: re.Match[str]) -> bool:
    """‘2a’ stands before a space or a mark; ‘2a4’ and ‘2a/b’ are something else."""
    return not plain[match.end() : match.end() + 1].strip() or bool(match["end"])


def _bare(match: re.Match[str], plain: str, *, row: bool) -> bool:
    if plain[: match.start()].strip("-*•· ("):
        return False
    following = plain[match.end() : match.end() + 1]
    marked = match["end"] and not following.isdigit()
    return bool(marked or _NUMBER_ENDS.match(plain, match.end()) or (row and following == " "))


def _begins(plain: str, place: int, found: list[_Label]) -> bool:
    before = plain[:place].strip("-*•· ")
    return not before or any(plain[label.end : place].strip(" .):") == "" for label in found if label.end <= place)


def _segments(plain: str, labels: list[_Label]) -> list[tuple[_Label, str]]:
    """Each label with what follows it up to the next. ‘2a and 2b are refused’ says it of both."""
    ends = [label.start for label in labels[1:]] + [len(plain)]
    texts = [_PREFIX.sub("", plain[label.end : end], count=1).strip() for label, end in zip(labels, ends, strict=True)]
    for index in range(len(texts) - 2, -1, -1):
        if _JOINED.match(plain[labels[index].end : ends[index]]) and plain[labels[index].end : ends[index]].strip():
            texts[index] = texts[index + 1]
    return list(zip(labels, texts, strict=True))
