"""Placeholders on the pages that editors write: nobody's words and nobody's face are invented."""

from __future__ import annotations

import json
from datetime import date

import typst

from whoscounting.lib.actors import Actor
from whoscounting.pages import models
from whoscounting.pages.actions import add_download, add_picture, agree, draft_page, publish_page
from whoscounting.rehearsal.portraits import portrait

HER_WORDS = "Her own words will stand here, with her consent."
HIS_WORDS = "His own words will stand here, with his consent."
STORIES = (("First placeholder", HER_WORDS), ("Second placeholder", HER_WORDS), ("Third placeholder", HIS_WORDS))
SERIES = "Placeholder reports"
WORDS = "<p>A report is read here first, as a page, and can be printed or downloaded as a PDF.</p>"
BODY = json.dumps([{"type": "heading", "value": "What stands here"}, {"type": "text", "value": WORDS}])
PAPER = """#set document(title: "{title}")
#set page(width: 210mm, height: 297mm, margin: 25mm)
#set text(lang: "en", region: "gb", size: 12pt)
= {title}
This file shows where a report will stand. It is part of a rehearsal: it tells nothing about any hospital.
#pagebreak()
= Second page
It has two pages, so that the number beside the link has something to count.
"""


def write_placeholders(*, by: Actor) -> None:
    """Three stories, a series of two reports and two updates, each of which says what it is."""
    for number, (name, words) in enumerate(STORIES):
        _story(number, name, words, by=by)
    for part, title in enumerate(("A report, first part", "A report, second part"), start=1):
        _report(part, title, by=by)
    _updates(by=by)


def _story(number: int, name: str, words: str, *, by: Actor) -> None:
    picture = add_picture(
        title=f"Drawn portrait {number + 1}",
        description="A drawn outline of a head and shoulders, where a portrait will stand.",
        content=portrait(number),
        by=by,
    )
    told = models.StoryPage(
        title=name, first_name=name, portrait=picture, quotation=words, content_note="A placeholder."
    )
    story = draft_page(below=models.StoriesPage, page=told, by=by)
    agree(
        story=story,
        person="Nobody: a placeholder",
        contact="none",
        agreed_on=date(2026, 1, 5),
        wording="Placeholder: nobody was asked, and nobody is shown.",
        on_home=True,
        by=by,
    )
    publish_page(page=story, by=by)


def _report(part: int, title: str, *, by: Actor) -> None:
    pdf = add_download(
        title=f"{title} (placeholder)",
        filename=f"placeholder-{part}.pdf",
        content=typst.compile(PAPER.format(title=title).encode(), format="pdf"),
        by=by,
    )
    report = models.ReportPage(
        title=title,
        series=SERIES,
        part=part,
        published_on=date(2026, 2 + part, 2),
        lead="A placeholder that shows where a report will stand. It tells nothing about any hospital.",
        body=BODY,
        pdf=pdf,
        press_contact="The press office’s number will stand here",
    )
    publish_page(page=draft_page(below=models.ReportsPage, page=report, by=by), by=by)


def _updates(*, by: Actor) -> None:
    for title, day, topic, release in (
        ("An update will look like this", date(2026, 3, 2), "count", False),
        ("A press release will look like this", date(2026, 11, 5), "campaign", True),
    ):
        update = models.UpdatePage(
            title=title,
            day=day,
            topic=topic,
            lead="A placeholder. Nothing in it has happened.",
            press_release=release,
        )
        publish_page(page=draft_page(below=models.UpdatesPage, page=update, by=by), by=by)
