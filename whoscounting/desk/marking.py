"""A letter's text cut up for showing: the words on which something rests, and those between."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from whoscounting.census.rules.understanding import Passage

# What the reader of a PDF file writes where a page begins.
PAGE_MARK = re.compile(r"^\[Page (\d{1,4})\]$", re.MULTILINE)


@dataclass(frozen=True)
class Piece:
    """Some words; `marked` ones are shown as such."""

    words: str
    marked: bool = False


def marked(text: str, passages: Iterable[Passage]) -> list[Piece]:
    """The whole text, nothing left out, with these passages marked. They may overlap."""
    found, at = [], 0
    for start, end in _spans(passages):
        found += [Piece(text[at:start]), Piece(text[start:end], marked=True)]
        at = end
    return [piece for piece in [*found, Piece(text[at:])] if piece.words]


def page_starts(text: str) -> list[int] | None:
    """Where the pages of a file's words begin; None where they are not numbered from 1 on."""
    starts: list[int] = []
    for mark in PAGE_MARK.finditer(text):
        if int(mark[1]) == len(starts) + 1:  # any other stands in the words themselves
            starts.append(mark.start())
    return starts or None


def _spans(passages: Iterable[Passage]) -> list[tuple[int, int]]:
    """Where the passages stand, those that touch made one."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted((one.start, one.end) for one in passages):
        if spans and start <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        else:
            spans.append((start, end))
    return spans
