"""The names of live figures: `trusts collecting`, `share not collecting in the North West`, `edition`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(r"\[\[\s*([^\[\]<>]{1,120}?)\s*\]\]")
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
    words = " ".join(name.replace("\xa0", " ").split()).lower()
    if words in PLAIN:
        return Name(words)
    match = COUNTED.fullmatch(words)
    if match is None or (match[1] == "share" and match[2] == "asked"):
        return None
    return Name(match[1], VERDICTS[match[2]], match[3] or "")


def names_in(text: str) -> Iterator[str]:
    """Every name that stands in double brackets."""
    return (match[1] for match in TOKEN.finditer(text))


def all_names(regions: list[str]) -> list[str]:
    """Every name there is, England first."""
    counted = [
        f"{kind} {words}" for words in VERDICTS for kind in ("trusts", "share") if (kind, words) != ("share", "asked")
    ]
    return [*PLAIN, *counted, *(f"{name} in {region}" for region in regions for name in counted)]
