"""The answer, the search and the map: what the first page counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from whoscounting.atlas import geometry
from whoscounting.atlas.drawing import Drawing, draw
from whoscounting.atlas.facts import Fact
from whoscounting.atlas.presenters import common
from whoscounting.atlas.presenters.map import Tiles, tiles
from whoscounting.atlas.reading import State


@dataclass(frozen=True)
class Counting:
    """How the count stands. `when` says what comes next, while nothing is published."""

    state: State
    answer: str
    when: str
    trusts: str
    key: list[common.KeyItem]
    drawing: Drawing
    england: geometry.England
    london: geometry.London
    blocks: list[Tiles]
    promise: Fact


def counting(state: State, facts: dict[str, Fact], *, today: date) -> Counting:
    marks = common.marks(state.standings, rehearsal=state.rehearsal)
    return Counting(
        state=state,
        answer=common.answer(state),
        when=_when(state, today),
        trusts="we asked" if state.all_asked else "we ask" if state.published or state.asked else "we will ask",
        key=common.key(state.tally, address="/map/?"),
        drawing=draw(marks),
        england=geometry.england(),
        london=geometry.london(),
        blocks=tiles(state, marks),
        promise=facts["promise-to-count"],
    )


def _when(state: State, today: date) -> str:
    """What we wait for: the letters, the rest of them, or the last day that the law allows."""
    if state.published:
        return ""
    if not state.asked:
        return common.planned(state, today) or (
            "The first letters have not gone out yet. When they have, you will see here how many trusts have answered."
        )
    if not state.all_asked:
        return "The other letters have not gone out yet."
    due = state.progress.due_on if state.progress else None
    return f"The law asks them to answer by {due:%-d %B %Y}." if due else ""
