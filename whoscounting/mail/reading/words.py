"""Plain words out of what was written: HTML into text, and the answer apart from the letter that it answers.

Each expression here meets every character a fixed number of times. Python's own HTML parser runs quadratic over
unclosed tags, so it isn't used; nothing here has to understand a page, only to lose all of its markup.
"""

from __future__ import annotations

import re
from html import unescape

from whoscounting.mail.reading import clean

LONGEST = 200_000  # characters of words that are kept
MOST_BYTES = 2 * 1024 * 1024  # of one part, before that

# In this order: a comment; an element whose content is no text; a tag; words; a stray bracket. A tag ends at the next
# `<` at the latest, and what is never closed reaches to the end, so nothing is tried twice.
MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<mute>script|style|title|template)\b[^<>]*+>?.*?(?:</(?P=mute)\b[^<>]*+>?|\Z)"
    r"|<(?P<tag>[/!?]?[a-z][a-z0-9:]{0,30}|[/!?])(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+>"
    r"|<(?P<broken>[/!?]?[a-z][a-z0-9:]{0,30}|[/!?])[^<>]*+>?"
    r"|(?P<text>[^<]++)"
    r"|(?P<stray><)",
    re.IGNORECASE | re.DOTALL,
)
LINES = {"br", "p", "div", "li", "tr", "table", "ul", "ol", "blockquote", "hr", "pre", "section", "article", "dt", "dd"}
LINES |= {f"h{level}" for level in range(1, 7)}
APART = {"p", "table", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"}
CELLS = {"td", "th"}
WHITE = re.compile(r"[ \t\r\n\f]+")

# How programs begin the letter that is answered. The first words of a line decide, so that this stays quick.
INTRODUCTION = re.compile(
    r"-{2,}\s{0,3}(original message|forwarded message|ursprüngliche nachricht|message d'origine)\s{0,3}-{2,}"
    r"|begin forwarded message:|_{20,}$",
    re.IGNORECASE,
)
WROTE = re.compile(r"On .{6,300}\bwrote:?$", re.DOTALL)
BLOCK_BEGINS = re.compile(r"\*?From:\*? .")  # Outlook: From, Sent, To, Subject
BLOCK_GOES_ON = re.compile(r"\*?(Sent|Date|To|Subject|Cc):\*? ", re.IGNORECASE)


def from_html(page: str) -> str:
    """The words of a page, with its line breaks; links, pictures, scripts and all else gone."""
    out: list[str] = []
    for found in MARKUP.finditer(page):
        if text := found["text"] or found["stray"]:
            out.append(WHITE.sub(" ", text))
            continue
        tag = (found["tag"] or found["broken"] or "").lower()
        name = tag.lstrip("/")
        if name in LINES:
            out.append("\n\n" if name in APART else "\n")
        elif name in CELLS and not tag.startswith("/"):
            out.append("\t")
    return "\n".join(line.strip(" \t") for line in unescape("".join(out)).split("\n"))


def own_of(text: str) -> str:
    """Without the letter below or above that it answers. All of it where that can't be told apart."""
    found = text.split("\n")
    start = next((at for at in range(len(found)) if _begins_quotation(found, at)), len(found))
    above = "\n".join(line for line in found[:start] if not line.startswith(">")).strip()
    if above:
        return above
    below = "\n".join(line for line in found[start + 1 :] if line and not line.startswith(">")).strip()
    ends_there = start < len(found) and not found[start].startswith((">", "On "))  # Outlook marks no quoted line
    return text if ends_there or not below else below


def _begins_quotation(found: list[str], at: int) -> bool:
    line = found[at]
    if not line[:1] or line[0] not in "-_bBO*F>":
        return False
    if INTRODUCTION.match(line):
        return True
    if line.startswith("On "):
        return any(WROTE.match("\n".join(found[at : at + more])) for more in (1, 2, 3))
    if BLOCK_BEGINS.match(line):
        return sum(bool(BLOCK_GOES_ON.match(one)) for one in found[at + 1 : at + 6]) >= 2
    return line.startswith(">") and all(one.startswith(">") or not one for one in found[at : at + 3])


def tidy(text: str) -> str:
    return clean.lines(text, LONGEST)
