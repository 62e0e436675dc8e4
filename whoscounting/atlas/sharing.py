"""How a page presents itself elsewhere: to a messenger that shows its card, to a search engine that reads its data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.safestring import SafeString

from whoscounting.atlas import structured
from whoscounting.atlas.cards import HEIGHT, WIDTH, Card
from whoscounting.atlas.cards.card import CAMPAIGN, QUESTION
from whoscounting.atlas.presenters import cards, common
from whoscounting.atlas.presenters.cards import REHEARSAL
from whoscounting.atlas.presenters.compare import ComparePage
from whoscounting.atlas.presenters.region import RegionPage
from whoscounting.atlas.presenters.trust import TrustPage
from whoscounting.atlas.reading import State, is_rehearsal

INVENTED = "Every answer on this page is invented. Nothing here is a finding about any hospital."

MAP, DATA = ("Map", "/map/"), ("Open data", "/data/")
# Title, description, and what stands above it in the breadcrumbs.
PAGES_OF_WORDS: dict[str, tuple[Any, ...]] = {
    "/methodology/": (
        "How we decide",
        "Who is asked, what is asked, and the written rules by which two people decide each answer.",
    ),
    "/sources/": (
        "Sources",
        "Where the facts on this site come from, how old they are, and under which licence they may be used.",
    ),
    "/data/dictionary/": ("Data dictionary", "What every column of our open data means.", DATA),
    "/embed/": (
        "Put the map on your site",
        "The map of every trust’s answer, or the answer of one trust, for any website; "
        "and the map as a file for print.",
        DATA,
    ),
}


@dataclass(frozen=True)
class Share:
    """All that `_share.html` prints. Addresses are absolute; `things` are schema.org's."""

    title: str
    description: str
    url: str
    image: str
    image_alt: str
    things: tuple[structured.Thing, ...] = ()
    site_name: str = CAMPAIGN
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def scripts(self) -> list[SafeString]:
        return [structured.script(thing) for thing in self.things]


def of_home(state: State) -> Share:
    home = structured.home(settings.PUBLIC_URL)
    return _share(state.rehearsal, QUESTION, common.answer(state), "/", cards.home_card(state), things=(home,))


def of_map(state: State) -> Share:
    return _share(state.rehearsal, "The map", common.answer(state), "/map/", cards.home_card(state), picture="/")


def of_region(state: State, page: RegionPage) -> Share:
    path = f"/regions/{page.slug}/"
    things = _way(state, MAP, (page.name, path))
    return _share(state.rehearsal, page.name, page.description, path, cards.region_card(state, page), things=things)


def of_trust(state: State, page: TrustPage, *, today: date) -> Share:
    path = f"/trusts/{page.trust.ods_code}/"
    region = [(page.trust.region.name, page.region_href)] if page.trust.region else []
    things = _way(state, MAP, *region, (page.trust.name, path))
    card = cards.trust_card(state, page.trust, today=today)
    return _share(state.rehearsal, page.title, page.description, path, card, things=things)


def of_data(state: State) -> Share:
    """Before an edition there is no data set to tell of."""
    things = (structured.dataset(settings.PUBLIC_URL, state.edition),) if state.edition else ()
    words = "Every trust’s answer as a file for spreadsheets, programs and maps, free to use."
    card = cards.home_card(state)
    return _share(state.rehearsal, "Open data", words, "/data/", card, picture="/", things=things)


def of_written(title: str, description: str, path: str, card: Card, things: tuple[structured.Thing, ...]) -> Share:
    """A page that editors wrote."""
    rehearsal = is_rehearsal()
    shown = REHEARSAL if rehearsal else card
    return _share(rehearsal, title, description, path, shown, things=() if rehearsal else things)


def host() -> str:
    """The site's address as people write it."""
    return urlsplit(settings.PUBLIC_URL).netloc


def of_words(state: State, path: str) -> Share:
    """A page that tells of the census itself, not of one trust."""
    title, words, *above = PAGES_OF_WORDS[path]
    things = _way(state, *above, (title, path)) if above else ()
    return _share(state.rehearsal, title, words, path, cards.home_card(state), picture="/", things=things)


def of_compare(state: State, page: ComparePage) -> Share:
    """Each comparison has its lasting address; before there is one, the page alone."""
    path, card = page.here or "/compare/", cards.home_card(state)
    things = _way(state, MAP, ("What changed", path))
    words = page.sentence or "What changed from one round to the next, trust by trust, once two rounds are published."
    return _share(state.rehearsal, "What changed", words, path, card, picture="/", things=things)


def _way(state: State, *steps: tuple[str, str]) -> tuple[structured.Thing, ...]:
    """The breadcrumbs of the page; none in a rehearsal, where no machine should learn of a trust."""
    if state.rehearsal:
        return ()
    return (structured.breadcrumbs(settings.PUBLIC_URL, steps),)


def _share(
    rehearsal: bool,
    title: str,
    description: str,
    path: str,
    card: Card,
    *,
    picture: str = "",
    things: tuple[structured.Thing, ...] = (),
) -> Share:
    """`picture` is the path whose card is shown, if it is another's. A rehearsal says the same of every page."""
    site = settings.PUBLIC_URL
    return Share(
        title=cards.REHEARSAL.title if rehearsal else f"{title} · {CAMPAIGN}",
        description=INVENTED if rehearsal else description,
        url=f"{site}{path}",
        image=f"{site}{picture or path}card.png",
        image_alt=card.alt,
        things=things,
    )
