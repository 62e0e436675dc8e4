"""The names of live figures: `trusts collecting`, `share not collecting in the North West`, `edition`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape

TOKEN = re.compile(r"\[\[\s*([^\[\]<>\s][^\[\]<>]{0,119}?)\s*\]\]")
PIECE = re.compile(rf"<[^>]*>|{TOKEN.pattern}")  # only what stands between tags is text
LINK = re.compile(r"</?a\b", re.IGNORECASE)
# What stands after “trusts” or “share”; the words an editor would use for each verdict.
VERDICTS = {
    "collecting": "collecting",
    "partly collecting": "partial",
    "not collecting": "not_collecting",
    "without a clear answer": "undecided",
    "without a response": "no_response",
    "asked": "",
}
PLAIN = ("trusts changed since last round", "edition", "edition date")
COUNTED = re.compile(rf"(trusts|share) ({'|'.join(VERDICTS)})(?: in (?:the )?(.+))?")


@dataclass(frozen=True)
class Name:
    """A figure by its parts. `region` is as written, without its article; empty for England."""

    kind: str
    verdict: str = ""
    region: str = ""


def parse(name: str) -> Name | None:
    """What a name means, or None if it means nothing. Case and spaces don't matter."""
    words = " ".join(unescape(name).replace("\xa0", " ").split()).lower()
    if words in PLAIN:
        return Name(words)
    match = COUNTED.fullmatch(words)
    if match is None or (match[1] == "share" and match[2] == "asked"):
        return None
    return Name(match[1], VERDICTS[match[2]], match[3] or "")


def names_in(text: str) -> Iterator[str]:
    """Every name that stands in double brackets."""
    return (match[1] for match in TOKEN.finditer(text))


def broken_in(html: str) -> bool:
    """Whether brackets open that hold no name that could be read: torn by a tag, never closed, or within a tag."""
    return any("[[" in tag for tag in re.findall(r"<[^>]*>", html)) or "[[" in TOKEN.sub("", html)


def put_in(html: str, shown: Callable[[str, bool], str]) -> str:
    """The text with `shown(name, within a link)` for each name: a link can't hold another. Tags stay as they are."""
    within = False

    def piece(match: re.Match[str]) -> str:
        nonlocal within
        if match[1]:
            return shown(match[1], within)
        if LINK.match(match[0]):
            within = not match[0].startswith("</")
        return match[0]

    return PIECE.sub(piece, html)


def all_names(regions: list[str]) -> list[str]:
    """Every name there is, England first."""
    counted = [
        f"{kind} {words}" for words in VERDICTS for kind in ("trusts", "share") if (kind, words) != ("share", "asked")
    ]
    return [*PLAIN, *counted, *(f"{name} in {region}" for region in regions for name in counted)]
