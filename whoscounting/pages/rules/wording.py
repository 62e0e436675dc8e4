"""Words that we avoid: each with what to write instead, and why. A hint to whoever writes, never a block.

A quoted person’s words are theirs: whatever stands in quotation marks or in a quotation is not looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

AROUND = 28  # letters shown on each side of a word, to find it again

FIGHT = "It makes illness a contest, and those who die of it losers."
PITY = "It makes a person their illness."
LABEL = "People are more than their care."
CLOCK = "Nobody’s time is ours to count."
BLAME = "It asks people to feel bad, not to act."
# The words, as a pattern of whole words; what to write instead; why.
AVOIDED: tuple[tuple[str, str, str], ...] = (
    (r"lo(?:st|ses?|sing) (?:her|his|their|the|a) (?:\w+ )?(?:battle|fight)s?", "died, has died", FIGHT),
    (r"battl(?:e|es|ed|ing)|beat(?:s|ing)? (?:breast )?cancer", "living with, being treated for", FIGHT),
    (r"fight(?:s|ing|ers?)?|fought|war on cancer|warriors?", "campaign for, work for, ask for; living with", FIGHT),
    (r"victims?", "people living with secondary breast cancer", PITY),
    (r"suffer(?:s|ed|ing)? (?:from|with)|sufferers?|afflicted|stricken", "living with, people living with", PITY),
    (r"brave(?:ly|ry)?|heroic(?:ally)?|hero(?:es)?|inspiring", "say what the person did", "It praises being ill."),
    (r"journeys?", "treatment, time, years, life", "Few people chose to travel there."),
    (r"countdowns?|running out of time|time is running out|race against time", "say the date", CLOCK),
    (r"terminal(?:ly)?(?: ill(?:ness)?)?|death sentence", "incurable but treatable, secondary (metastatic)", CLOCK),
    (r"(?:\d[\d,.]*|hundreds of|thousands of|a number of) (?:\w+ )?patients", "people (“57,215 people”)", LABEL),
    (r"(?:cancer|metastatic|secondary) (?:patients|cases)", "people living with secondary breast cancer", LABEL),
    (r"guilt(?:y)?|asham(?:ed|ing)|shame(?:ful|s|d)?|your fault", "say what would help", BLAME),
    (r"name and shame|worst (?:trusts?|hospitals?)|league tables?", "what each trust answered", "We never rank."),
)
WORDS = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), instead, why) for words, instead, why in AVOIDED)

# In this order: whole quotations of a page first, then marks within a line. A ’ that ends no word is an apostrophe.
QUOTED = (
    re.compile(r"<(blockquote|q|cite)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL),
    re.compile(r"“[^”]*”"),
    re.compile(r"(?<!\w)‘.*?’(?!\w)", re.DOTALL),
    re.compile(r'(?<!\w)"[^"]*"(?!\w)'),
)
ENDS_A_LINE = re.compile(r"</(?:p|li|h[1-6]|div)\s*>|<br\s*/?>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Hint:
    """A word to look at again, with the words around it."""

    word: str
    instead: str
    why: str
    before: str = ""
    after: str = ""


def hints(text: str) -> list[Hint]:
    """The words to look at again, in the order in which they stand. `text` may be HTML."""
    plain = ours(text)
    found: list[tuple[int, int, Hint]] = []
    for words, instead, why in WORDS:
        for match in words.finditer(plain):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), _hint(plain, match, instead, why)))
    return [hint for _, _, hint in sorted(found, key=lambda one: one[0])]


def ours(text: str) -> str:
    """The text without tags and without what others said. A mark stands where a quotation stood."""
    plain = QUOTED[0].sub(" … ", text)
    plain = unescape(TAG.sub("", ENDS_A_LINE.sub("\n", plain)))
    for quoted in QUOTED[1:]:
        plain = quoted.sub("…", plain)
    return "\n".join(line for line in (" ".join(line.split()) for line in plain.splitlines()) if line)


def _hint(text: str, match: re.Match[str], instead: str, why: str) -> Hint:
    before = text[: match.start()].rpartition("\n")[2][-AROUND:]
    after = text[match.end() :].partition("\n")[0][:AROUND]
    return Hint(match[0], instead, why, before, after)
