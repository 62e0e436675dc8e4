"""What stands on each share card. In a rehearsal one card stands for every page: it names no trust and no answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from whoscounting.atlas.cards import Card
from whoscounting.atlas.cards.card import CAMPAIGN, QUESTION
from whoscounting.atlas.presenters import common
from whoscounting.atlas.presenters.region import RegionPage
from whoscounting.atlas.reading import State
from whoscounting.census.rules.tally import SHOWN
from whoscounting.register.models import Trust
from whoscounting.ui.words import words_for

CAUSE = "Secondary (metastatic) breast cancer"
SAID = {
    "collecting": "It says it records everyone with secondary breast cancer.",
    "partial": "It says it records secondary breast cancer only in part.",
    "not_collecting": "It says it does not record who has secondary breast cancer.",
    "undecided": "Its reply does not say whether it records secondary breast cancer.",
    "no_response": "We asked whether it records who has secondary breast cancer.",
    "being_read": "It has answered. Two people are reading its answer, each on their own.",
    "awaiting": "We asked whether it records who has secondary breast cancer.",
    "not_asked": "We have not asked this trust yet. We will.",
}
REHEARSAL = Card(
    title="Rehearsal: every answer here is invented",
    words="This site is being tried out.",
    details=("Nothing on it is a finding about any hospital.",),
    above=CAMPAIGN,
)


def home_card(state: State) -> Card:
    if state.rehearsal:
        return REHEARSAL
    return Card(
        title=QUESTION,
        words=common.answer(state),
        details=_when(state),
        marks=_in_order(one.verdict for one in state.standings),
        above=CAUSE,
    )


def region_card(state: State, page: RegionPage) -> Card:
    if state.rehearsal:
        return REHEARSAL
    marks = _in_order(one.verdict for one in page.standings)
    return Card(title=page.name, words=page.answer, details=_when(state), marks=marks)


def trust_card(state: State, trust: Trust, *, today: date) -> Card:
    """Every trust has a card, like every trust has a page: closed and out of scope too."""
    if state.rehearsal:
        return REHEARSAL
    standing = state.standing(trust.ods_code)
    if standing is not None:
        verdict = standing.verdict
        words = words_for(verdict, rehearsal=False)
        return Card(title=trust.name, words=words, details=(SAID[verdict], *_when(state)), symbol=verdict)
    if trust.closed is not None and trust.closed <= today:
        return Card(title=trust.name, words="This trust has closed")
    scope = "We ask every trust that gives at least 100 breast cancer treatments a year."
    return Card(title=trust.name, words="We do not ask this trust", details=(scope,))


def _when(state: State) -> tuple[str, ...]:
    """Of which round and edition, and of which day; nothing before an edition."""
    if state.edition is None:
        return ()
    published = timezone.localtime(state.edition.published_at)
    return (f"{state.edition.round.name}, edition {state.edition.number}, {published:%-d %B %Y}",)


def _in_order(verdicts: Iterable[str]) -> tuple[str, ...]:
    """By answer, as in the key; within an answer nobody stands before another."""
    return tuple(sorted(verdicts, key=SHOWN.index))
