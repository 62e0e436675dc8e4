"""Writing the pages that a new site begins with. Once they stand, editors own them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from wagtail.models import Page, Site

from whoscounting.atlas.facts import facts
from whoscounting.ledger.actions import record
from whoscounting.lib.actions import action
from whoscounting.lib.actors import Actor
from whoscounting.pages import models
from whoscounting.pages.starting import home as first
from whoscounting.pages.starting import pages as words
from whoscounting.pages.starting.facts import FACTS, REVIEW


@action
def write_first_pages(*, by: Actor, at: datetime | None = None) -> None:
    """Make the first page, the pages below it and the facts. A site that has a first page stays as it is."""
    if models.HomePage.objects.exists():
        return
    home = _first_page()
    for page in _below():
        home.add_child(instance=page)
    _facts()
    record(by=by, at=at, verb="first pages written", subject="pages:all", public=True)


def _first_page() -> Any:
    """In place of the page that Wagtail itself begins with."""
    root = Page.objects.get(depth=1)
    root.get_children().filter(slug="home").delete()
    root.refresh_from_db()
    home = root.add_child(
        instance=models.HomePage(
            title="Who’s Counting?",
            slug="home",
            search_description="Does your hospital record who has secondary breast cancer? We ask every trust.",
            body=_stream("body", models.HomePage, first.BLOCKS),
        )
    )
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "site_name": "Who’s Counting?", "root_page": home},
    )
    return home


def _below() -> list[Any]:
    return [
        models.FactsPage(
            title="Facts",
            slug="facts",
            search_description="What is known about secondary breast cancer in England, and who says so.",
            intro="<p>What is known, who says so, and of when it is. Where a number is an estimate, we say so.</p>",
        ),
        models.StoriesPage(
            title="Stories",
            slug="stories",
            search_description="People living with secondary breast cancer tell what it is to be counted.",
            intro="<p>Told by people living with secondary breast cancer, in their own words.</p>",
        ),
        models.ReportsPage(
            title="Reports",
            slug="reports",
            search_description="Our reports, to read here or on paper, and what we ask of those who can change things.",
            intro="<p>What we found, what stands in the way, and what would help.</p>",
            demands=_stream(
                "demands",
                models.ReportsPage,
                [("demand", {"actor": actor, "text": text}) for actor, text in words.DEMANDS],
            ),
        ),
        models.UpdatesPage(
            title="Updates",
            slug="updates",
            search_description="What has happened in the campaign, newest first.",
            intro="<p>What has happened, newest first.</p>",
        ),
        models.SupportPage(
            title="Someone to talk to",
            slug="support",
            search_description="People to talk to about secondary breast cancer: by telephone, online, face to face.",
            intro="<p>For people living with secondary breast cancer, and for everyone close to them.</p>",
            when_closed="<p>When nobody answers: your own breast care team has a number on your letters. For advice at "
            'any hour call <a href="tel:111">NHS 111</a>; in an emergency call <a href="tel:999">999</a>.</p>',
            services=_stream("services", models.SupportPage, words.SERVICES),
        ),
        models.PressPage(
            title="For journalists",
            slug="press",
            search_description="Whom to call, how to quote the figures, what can’t be said, and pictures to print.",
            **words.PRESS,
        ),
        models.QuestionCardPage(
            title="Am I counted?",
            slug="am-i-counted",
            search_description="Five questions for your own team, on one sheet of paper.",
            intro="<p>Questions for your own team. You have every right to ask, and none of them is rude.</p>",
            questions=_stream(
                "questions",
                models.QuestionCardPage,
                [("question", {"question": question, "why": why}) for question, why in words.QUESTIONS],
            ),
            closing="<p>If the answer is ‘we do not know’, that tells something too. It is about records, not about "
            "how good your care is.</p>",
        ),
        _text("Privacy", "privacy", "What this site learns of you: nothing.", words.PRIVACY),
        _text("Accessibility", "accessibility", "How this site is made for everyone.", words.ACCESS),
    ]


def _text(title: str, slug: str, summary: str, body: list[tuple[str, str]]) -> Any:
    return models.TextPage(
        title=title, slug=slug, search_description=summary, body=_stream("body", models.TextPage, body)
    )


def _stream(field: str, model: Any, blocks: Iterable[tuple[str, Any]]) -> Any:
    """Blocks as an editor would have filled them in: plain values, made into what each block holds."""
    block = model._meta.get_field(field).stream_block
    return block.to_python(
        [
            {"type": name, "value": block.child_blocks[name].get_prep_value(_filled(block.child_blocks[name], value))}
            for name, value in blocks
        ]
    )


def _filled(block: Any, value: Any) -> Any:
    return block.normalize(value)


def _facts() -> None:
    known = facts()
    for place, (code, shown) in enumerate(FACTS.items(), start=1):
        row = known[code]
        figure = f"{row.figure}{'%' if row.unit == '%' else ''}" if row.figure else ""
        fact = models.Fact(
            **{"figure": figure, "code": code, "period": row.when, "source": row.source, "source_url": row.url}
            | {"review_by": REVIEW, "place": place * 10}
            | shown
        )
        fact.save()
        fact.save_revision().publish()
