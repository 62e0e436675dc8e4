"""What the printed map says."""

from __future__ import annotations

from urllib.parse import urlsplit

from whoscounting.atlas.drawing import draw
from whoscounting.atlas.presenters import common
from whoscounting.atlas.presenters.embed import CREDIT, OURS, edition_and_day, in_full
from whoscounting.atlas.printing.layout import Layout, Words, lay_out
from whoscounting.atlas.reading import State
from whoscounting.ui.words import words_for

NOTE = (
    "This is about records, not about how good the care is. Marks stand where a trust has its main address; "
    "a line leads from a mark that was moved."
)


def printed_map(state: State, *, site: str) -> Layout:
    words = Words(
        answer=in_full(state),
        edition=edition_and_day(state) or "Nothing is published yet.",
        key=[
            (
                item.verdict,
                words_for(item.verdict, rehearsal=state.rehearsal) if item.verdict else item.label,
                item.count,
            )
            for item in common.key(state.tally, address="/map/?")
        ],
        credits=(NOTE, f"Who’s Counting?, {urlsplit(site).netloc}. {OURS}.", CREDIT),
        rehearsal=state.rehearsal,
    )
    return lay_out(draw(common.marks(state.standings, rehearsal=state.rehearsal)), words)
