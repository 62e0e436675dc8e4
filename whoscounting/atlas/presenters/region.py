"""A region: its trusts by name."""

from __future__ import annotations

from dataclasses import dataclass

from whoscounting.atlas.presenters import common
from whoscounting.atlas.presenters.map import tally_words
from whoscounting.atlas.reading import State
from whoscounting.census.queries.editions import Standing
from whoscounting.census.rules.tally import tally


@dataclass(frozen=True)
class RegionPage:
    """What a region's page shows."""

    name: str
    slug: str
    answer: str
    description: str
    key: list[common.KeyItem]
    standings: list[Standing]
    rehearsal: bool


def region_page(state: State, slug: str) -> RegionPage | None:
    """The page of a region, or None where no trust of that region is asked."""
    here = [one for one in state.standings if one.region_slug == slug]
    if not here:
        return None
    name, counts = here[0].region_name, tally(one.verdict for one in here)
    sentence = _answer(state, name, counts["collecting"], len(here) - counts["not_asked"], len(here))
    return RegionPage(
        name=name,
        slug=slug,
        answer=sentence,
        description=f"{name}: {tally_words(state, name)}. {sentence}",
        key=common.key(counts, address=f"/map/?region={slug}&"),
        standings=here,
        rehearsal=state.rehearsal,
    )


def _answer(state: State, name: str, collecting: int, asked: int, total: int) -> str:
    where = f"n {name}, "
    if state.published:
        told = f"{collecting} of {common.of_trusts(asked)} told us they record everyone with secondary breast cancer."
        return f"Invented: i{where}{told}" if state.rehearsal else f"I{where}{told}"
    if asked == 0:
        return f"I{where}we will ask {common.of_trusts(total)}."
    return f"I{where}we have asked {'' if asked == total else f'{asked} of '}{common.of_trusts(total)}."
