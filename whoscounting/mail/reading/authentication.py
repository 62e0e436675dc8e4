"""What the server that received a message says about its sender: the topmost `Authentication-Results` (RFC 8601)."""

from __future__ import annotations

import re

from whoscounting.mail.reading import clean
from whoscounting.mail.reading.shapes import Authentication

# Remarks and quoted reasons may hold anything, `dmarc=pass` too.
REMARK = re.compile(r'\([^()]*\)|"[^"]*"')
RESULT = re.compile(r"(?:^|[;\s])(spf|dkim|dmarc)\s{0,3}=\s{0,3}([a-z]{1,20})\b", re.IGNORECASE)
DEEPEST = 5


def said(value: str) -> Authentication:
    """Of several signatures one that holds is enough."""
    for _ in range(DEEPEST):
        value = REMARK.sub(" ", value)
    first, _, rest = value.partition(";")
    server = "" if "=" in first else clean.plain(first, 200).partition(" ")[0]
    found: dict[str, str] = {}
    for method, result in RESULT.findall(rest if server else value):
        name = method.lower()
        found[name] = "pass" if "pass" in {found.get(name), result.lower()} else found.get(name, result.lower())
    return Authentication(server, found.get("spf", ""), found.get("dkim", ""), found.get("dmarc", ""))
