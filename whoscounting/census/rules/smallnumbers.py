"""What a recorded number says, and how much of it may be published."""

from __future__ import annotations

import re
from enum import Enum

# Hospital Episode Statistics rule since 2018: 1 to 7 is never shown, other counts are rounded to 5.
SMALLEST_SHOWN = 8
ROUNDED_TO = 5
HIDDEN = "[number not shown]"

_NUMBER = re.compile(r"[0-9]{1,6}")
_FEWER = re.compile(r"(?:fewer than|less than|under|<)\s*([0-9]{1,4})", re.IGNORECASE)

_YEAR = r"(?:19|20)\d\d"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_PEOPLE = r"(?:people|persons?|patients?|wom[ae]n|m[ae]n|cases?|individuals?|diagnos[ei]s|diagnosed)"
# Numbers that count no people stay: they are dates, or they stand before what is not a person.
_NO_PEOPLE = (
    r"(?:hospitals?|sites?|years?|months?|weeks?|(?:working )?days?|systems?|numbers|questions?|teams?|trusts?)"
)

_IN_PROSE = re.compile(
    rf"(?P<date>\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH} {_YEAR}\b|\b\d{{1,2}}[/.-]\d{{1,2}}[/.-]{_YEAR}\b"
    rf"|\b{_YEAR}-\d\d-\d\d\b)"
    rf"|(?P<year>(?<![\d.,])\b{_YEAR}(?:[/\u2013-](?:{_YEAR}|\d\d))?\b(?! (?i:{_PEOPLE})\b)(?![.,]?\d))"
    r"|(?P<section>(?i:\b(?:sections?|question|page|version)|(?<![\w'\u2019])s\.) ?"
    r"\d{1,3}(?:\(\d{1,2}\))?(?![\d.,]*\d))"
    rf"|(?P<other>(?<!\S)\d{{1,2}}[ -](?i:{_NO_PEOPLE})\b)"
    r"|(?P<number>(?:[<>]\s*)?\d[\d,.]*(?<![.,])(?:st|nd|rd|th)?)"
    rf"|(?P<words>(?i:\b(?:(?:{_TENS})(?:[ -](?:{_UNITS}))?|{_TEENS}|(?!one\b)(?:{_UNITS}))\b(?! {_NO_PEOPLE}\b)))"
    rf"|(?P<single>(?i:\b(?:one|single|sole)\b(?=\s+(?:[\w-]+\s+){{0,3}}{_PEOPLE}\b)))",
)
_SHOWN = {"date", "year", "section", "other"}


class COUNT(Enum):
    """What kind of number a value is."""

    EXACT = "exact"
    FEWER = "fewer"
    UNCLEAR = "unclear"


def counted(value: str) -> COUNT:
    """Whether a recorded value is a number, 'fewer than N', or neither."""
    value = value.strip()
    if _NUMBER.fullmatch(value):
        return COUNT.EXACT
    return COUNT.FEWER if _FEWER.fullmatch(value) else COUNT.UNCLEAR


def published_count(value: str) -> str:
    """A number of people as it may be shown: a range for 1 to 7, else rounded to 5; the trust's rule if stricter."""
    if fewer := _FEWER.fullmatch(value.strip()):
        return f"fewer than {max(int(fewer[1]), SMALLEST_SHOWN)}"
    if counted(value) is COUNT.UNCLEAR:
        return ""
    number = int(value)
    if number == 0:
        return "0"
    if number < SMALLEST_SHOWN:
        return f"1 to {SMALLEST_SHOWN - 1}"
    return f"about {ROUNDED_TO * ((2 * number + ROUNDED_TO) // (2 * ROUNDED_TO))}"


def published_value(kind: str, value: str) -> str:
    """What an answer to a question of this kind says, as it may be shown."""
    return published_count(value) if kind == "count" else published_words(value)


def published_words(text: str) -> str:
    """A text with every number taken out that might count people, in figures or in words.

    Left standing are full dates, years, sections of the Act, and numbers of hospitals or of months. In doubt it hides.
    """
    return _IN_PROSE.sub(lambda match: match[0] if match.lastgroup in _SHOWN else HIDDEN, text)
