"""Which lines of a reply are the trust’s own: our letter, quoted beneath or between, is not."""

from __future__ import annotations

import re
from dataclasses import replace

from whoscounting.census.rules.understanding.sentences import Line

HEADER_LINES = 6  # within so many lines after ‘From:’ stand ‘Sent:’ or ‘Date:’

_FROM = re.compile(r"\W{0,3}From\W{0,3}:", re.IGNORECASE)
_SENT = re.compile(r"\W{0,3}(?:Sent|Date)\W{0,3}:", re.IGNORECASE)
_FIELD = re.compile(r"\W{0,3}(?:From|Sent|Date|To|Cc|Subject|Importance|Attachments)\W{0,3}:", re.IGNORECASE)
_RULE = re.compile(r"\s*-{2,}\s?(?:Original|Forwarded) message\s?-{2,}|\s*Begin forwarded message:", re.IGNORECASE)
_MARKS = re.compile(r"[\s>]*>\s*")
# The trust wrote its answers between our lines, without marks: then what follows is not only history.
_BETWEEN = re.compile(
    r"\b(?:answers?|repl(?:y|ies)|responses?|comments?)\b.{0,40}?\b(?:in ?line|in (?:red|blue|green|bold|italics)"
    r"|(?:beneath|below|under|against|after|beside) each|between the lines|within your|in the body)",
    re.IGNORECASE,
)


def own_lines(lines: list[Line]) -> list[Line]:
    """The lines without all that follows the head of an earlier letter.

    Lines marked with ‘>’ stay, as quoted: what is written between them answers them.
    The head at the very top of a printed letter is its own, and only itself left out. Where the letter says that its
    answers stand between our lines, what follows the head is kept: our own sentences are recognised one by one.
    """
    kept: list[Line] = []
    index, between, begun = 0, False, False
    while index < len(lines):
        line = lines[index]
        length = _head(lines, index)
        if length and begun and not between and not _marked_next(lines, index + length):
            break
        if not length:
            line = _unmarked(line)
            kept.append(line)
            begun = begun or not (line.blank or line.quoted)
            between = between or (not line.quoted and bool(_BETWEEN.search(line.text[:400])))
        index += length or 1
    return kept


def _unmarked(line: Line) -> Line:
    marks = _MARKS.match(line.text)
    return replace(line, text=line.text[marks.end() :], start=line.start + marks.end(), quoted=True) if marks else line


def _marked_next(lines: list[Line], index: int) -> bool:
    """Whether the quotation that begins here has marks of its own, so that what follows it counts."""
    following = (line.text.lstrip() for line in lines[index : index + 3] if not line.blank)
    return next(following, "").startswith(">")


def _head(lines: list[Line], index: int) -> int:
    """How many lines the head of a quoted letter takes here; 0 where none begins."""
    text = lines[index].text
    if _RULE.match(text):
        return 1
    if text.lstrip().startswith("On "):
        return _wrote(lines, index)
    if _FROM.match(text) and any(_SENT.match(line.text) for line in lines[index + 1 : index + HEADER_LINES]):
        return _fields(lines, index)
    return 0


def _wrote(lines: list[Line], index: int) -> int:
    """‘On 9 June 2026 Example Charity wrote:’, on one line or wrapped onto a second or third."""
    for length, line in enumerate(lines[index : index + 3], start=1):
        if line.text.rstrip().endswith("wrote:"):
            return length
    return 0


def _fields(lines: list[Line], index: int) -> int:
    length = 0
    for line in lines[index : index + HEADER_LINES + 2]:
        if not _FIELD.match(line.text):
            break
        length += 1
    return length
