"""The gallery: every component in every state, for those who build pages. Only in development."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from whoscounting.ui.words import HELPLINE, WORDS

OVERDUE = date(2026, 1, 31)
PLACE = "#"  # the gallery's links lead nowhere
TRUSTS = [{"name": f"Trust {verdict.replace('_', ' ')}", "href": PLACE, "verdict": verdict} for verdict in WORDS]


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component with invented names. Light and dark follow the reader's system."""
    return render(request, "ui/gallery.html", components())


def components() -> dict[str, object]:
    """What the components are shown with."""
    return {
        "helpline": HELPLINE | {"free": True, "tel": "+448088006000"},  # so that it can do without a database
        "verdicts": list(WORDS),
        "sizes": ["large", "", "small"],
        "key": [
            {"label": "All", "count": 28, "href": PLACE, "current": True},
            *({"verdict": verdict, "count": 4, "href": PLACE, "current": False} for verdict in WORDS),
        ],
        "regions": [
            {"name": "A region with a tally", "href": PLACE, "collecting": 1, "total": len(TRUSTS), "trusts": TRUSTS},
            {"name": "A region with words", "href": PLACE, "words": f"{len(TRUSTS)} trusts", "trusts": TRUSTS},
        ],
        "facts": [
            {
                "figure": "2013",
                "sentence": "Its source is linked.",
                "source": "A source",
                "source_url": PLACE,
            },
            {"figure": "1 in 3", "part": 1, "whole": 3, "sentence": "Drawn from its numbers.", "source": "A source"},
            {"sentence": "A statement that is overdue.", "source": "A source", "overdue": True, "review_by": OVERDUE},
            {
                "figure": "11,600",
                "sentence": "Hard: the help line follows.",
                "source": "A source",
                "hard": True,
            },
        ],
        "rounds": [
            {"name": "Linked", "verdict": "partial", "when": "4 April 2025", "href": PLACE},
            {"name": "Without a date", "verdict": "collecting"},
            {"name": "Real, also in a rehearsal", "verdict": "no_response", "when": "2016", "rehearsal": False},
        ],
    }
