"""What pages tell machines about themselves, in schema.org's words. Pure: each function returns one object.

In a rehearsal nothing here speaks of a trust.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from whoscounting.atlas.dictionary import LICENCE_URL
from whoscounting.atlas.opendata.files import FILES_OF_AN_EDITION
from whoscounting.census.models import Edition

Thing = dict[str, Any]

CONTEXT = "https://schema.org"
NAME = "Who’s Counting?"
# What could end the script element or begin another; the same letters for every JSON parser.
ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&"}


def organization(site: str) -> Thing:
    return {"@type": "Organization", "@id": f"{site}/#organization", "name": NAME, "url": f"{site}/"}


def home(site: str) -> Thing:
    """The site and who is behind it."""
    website = {
        "@type": "WebSite",
        "@id": f"{site}/#website",
        "name": NAME,
        "url": f"{site}/",
        "inLanguage": "en-GB",
        "publisher": {"@id": f"{site}/#organization"},
    }
    return {"@context": CONTEXT, "@graph": [organization(site), website]}


def breadcrumbs(site: str, steps: Iterable[tuple[str, str]]) -> Thing:
    """The way to a page: names and paths, the page itself last."""
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": f"{site}{path}"}
        for place, (name, path) in enumerate(steps, start=1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def dataset(site: str, edition: Edition) -> Thing:
    """The newest edition as open data. A rehearsal's says first of all that it is none."""
    round, published = edition.round, timezone.localdate(edition.published_at).isoformat()
    name, description = _rehearsed() if round.rehearsal else _found(edition)
    begun = round.opened_on.isoformat() if round.opened_on else f"{round.year}"
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "name": name,
        "description": description,
        "url": f"{site}/data/",
        "license": LICENCE_URL,
        "isAccessibleForFree": True,
        "creator": organization(site),
        "version": f"{round.code}/{edition.number}",
        "datePublished": published,
        "temporalCoverage": f"{begun}/{published}",
        "spatialCoverage": {"@type": "Place", "name": "England"},
        "distribution": [
            {
                "@type": "DataDownload",
                "name": f"{file.table.title}, {file.ending.upper()}",
                "encodingFormat": file.media_type,
                "contentUrl": f"{site}/data/latest/{file.path}",
            }
            for file in FILES_OF_AN_EDITION
        ],
    }


def article(site: str, *, kind: str, title: str, summary: str, path: str, published: date) -> Thing:
    """Something that was written and has a date: `kind` is Article, NewsArticle or Report."""
    return {
        "@context": CONTEXT,
        "@type": kind,
        "headline": title,
        "description": summary,
        "url": f"{site}{path}",
        "image": f"{site}{path}card.png",
        "datePublished": published.isoformat(),
        "inLanguage": "en-GB",
        "author": organization(site),
        "publisher": {"@id": f"{site}/#organization"},
    }


def script(thing: Thing) -> SafeString:
    """An object as a block of data that browsers never run, whatever stands in it."""
    text = json.dumps(thing, separators=(",", ":")).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


def _found(edition: Edition) -> tuple[str, str]:
    description = (
        f"What {edition.asked} NHS hospital trusts in England answered when asked whether they record everyone "
        "diagnosed with secondary (metastatic) breast cancer: one row for each trust, with its answer and the reason."
    )
    return f"Which hospital trusts record who has secondary breast cancer: {edition.round.name}", description


def _rehearsed() -> tuple[str, str]:
    words = "Rehearsal: every answer here is invented. These files show their form only. No hospital said so."
    return "Rehearsal: invented answers", words
