"""Where a link may lead."""

from __future__ import annotations

import re

NO_LINK = "Write an address of this site (/map/), an anchor (#q), a mailto: or tel: link, or https://…"
LINK = re.compile(r"https?://[^/\s\\]+\S*|mailto:\S*|tel:\+?[\d ]+|/(?![/\\])\S*|#[\w-]+")


def is_link(written: str) -> bool:
    """Whether it leads somewhere and can't do anything else: no `javascript:`, nobody else's site without https:."""
    return bool(LINK.fullmatch(written)) and written.isprintable()
