"""Names and towns in one spelling."""

import re

SMALL = {"upon", "under", "on", "in", "by", "the", "le", "de", "la", "next", "of", "and"}


def town(text: str) -> str:
    """'NEWCASTLE UPON TYNE' and 'Newcastle Upon Tyne' become 'Newcastle upon Tyne'; a street is not a town."""
    text = re.sub(r"\(.*?\)", "", text).split(",")[0].strip()
    if text[:1].isdigit():
        return ""
    parts = re.split(r"([ -])", text)
    text = "".join(_capitals(part, first=place == 0) for place, part in enumerate(parts))
    return re.sub(r"\bSt\. ", "St ", text)


def _capitals(word: str, first: bool) -> str:
    if word.lower() in SMALL and not first:
        return word.lower()
    return word.capitalize() if word.isupper() and len(word) > 1 else word


def hospital(text: str) -> str:
    """A hospital's name with the capitals that its sign has: 'Hrh' is HRH, 'Of' is of."""
    text = re.sub(r"\b(Hrh|Nhs)\b", lambda match: match[0].upper(), text)
    return re.sub(r"(?<=\w )(Of|And|The|At|In|For)(?= \w)", lambda match: match[0].lower(), text)


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def same(one: str, other: str) -> bool:
    """Whether two names differ only in capitals, punctuation or a leading 'The'."""
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    words = re.sub(r"[^a-z0-9 ]+", "", name.lower().replace("&", "and")).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)
