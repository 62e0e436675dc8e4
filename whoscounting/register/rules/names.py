"""From the official names in capitals to names that read well."""

from __future__ import annotations

import re

SMALL = {"and", "at", "by", "for", "in", "le", "of", "on", "the", "under", "upon", "with"}
CAPITALS = {"NHS", "UK", "UCL", "GP"}
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def display(official: str) -> str:
    """`ST GEORGE'S UNIVERSITY HOSPITALS NHS TRUST` becomes `St George's University Hospitals NHS Trust`.

    A name that is not all in capitals was written with care and stays as it is; only its spaces are tidied.
    """
    tidy = " ".join(official.split())
    if tidy != tidy.upper():
        return tidy
    return WORD.sub(lambda match: word(match[0], first=match.start() == 0), tidy)


def word(capitals: str, *, first: bool) -> str:
    if capitals in CAPITALS:
        return capitals
    low = capitals.lower()
    return low if low in SMALL and not first else low[:1].upper() + low[1:]
