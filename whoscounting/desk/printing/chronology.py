"""A request's chronology as a paper for the Information Commissioner."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from whoscounting.census.queries.chronology import Chronology, Entry

PAPER = Path(__file__).with_name("chronology.typ")
LONGEST_WORDS = 1500  # characters of one quotation; the whole letter is kept beside


def chronology_pdf(found: Chronology) -> bytes:
    """The paper as PDF. What others wrote reaches it as data, never as markup."""
    import typst  # brings thirty megabytes that no reader needs

    return bytes(typst.compile(str(PAPER), format="pdf", sys_inputs={"said": json.dumps(_said(found))}))


def _said(found: Chronology) -> dict[str, Any]:
    request = found.request
    return {
        "title": f"Chronology: {request.trust.name}",
        "charity": settings.CHARITY_NAME or "(no legal name set)",
        "rehearsal": request.round.rehearsal,
        "lead": "A request under the Freedom of Information Act 2000: every step on record, and what proves it.",
        "facts": [
            ["Made by", settings.CHARITY_NAME or "(no legal name set)"],
            ["To", f"{request.trust.name} ({request.trust_id})"],
            ["Round", request.round.name],
            *([what, f"{day:%-d %B %Y}"] for what, day in found.dates),
            ["Set on", f"{timezone.localdate():%-d %B %Y}"],
        ],
        "questions": [[one.number, one.wording] for one in found.questions],
        "entries": [_entry(one) for one in found.entries],
    }


def _entry(entry: Entry) -> dict[str, str]:
    when = timezone.localtime(entry.when)
    shown = f"{when:%-d %B %Y}" if (when.hour, when.minute) == (0, 0) else f"{when:%-d %B %Y, %H:%M}"
    words = entry.words if len(entry.words) <= LONGEST_WORDS else f"{entry.words[:LONGEST_WORDS]} […]"
    return {"when": shown, "what": entry.what, "proof": entry.proof, "words": words}
