"""What other sites show in a frame, and the page that says how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape

from django.utils import timezone

from whoscounting.atlas import geometry
from whoscounting.atlas.dictionary import LICENCE, LICENCE_URL
from whoscounting.atlas.drawing import Drawing, draw
from whoscounting.atlas.presenters import common
from whoscounting.atlas.presenters.trust import sentence
from whoscounting.atlas.reading import State
from whoscounting.census.queries.editions import Standing
from whoscounting.register.models import Trust
from whoscounting.ui.words import words_for

CREDIT = (
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0. "
    "Contains OS data © Crown copyright and database right 2016 and 2023."
)
OURS = f"Our data: {LICENCE}"
MAP_HEIGHT, TRUST_HEIGHT = 1720, 500  # pixels, at the width of an article


@dataclass(frozen=True)
class EmbeddedMap:
    """The map for a frame. `site` stands before every address, because the reader is on another's site."""

    site: str
    answer: str
    edition: str
    asked: int
    key: list[common.KeyItem]
    drawing: Drawing
    england: geometry.England
    london: geometry.London
    licence: str = OURS
    credit: str = CREDIT


@dataclass(frozen=True)
class EmbeddedTrust:
    """One trust's answer for a frame. Without a verdict the trust is not asked, or has closed."""

    site: str
    href: str
    name: str
    title: str
    verdict: str
    sentence: str
    when: str
    answer: str
    edition: str
    licence: str = OURS
    credit: str = ""


@dataclass(frozen=True)
class Snippet:
    """What is copied into another page, and what it will show there."""

    id: str
    heading: str
    code: str
    src: str
    title: str
    height: int


@dataclass(frozen=True)
class EmbedPage:
    """How to put the map, or one trust, on another site; and what to say with it."""

    map: Snippet
    trust: Snippet | None
    chosen: str
    trusts: list[Standing]
    unknown: bool
    answer: str
    edition: str
    licence: str
    licence_url: str
    published: bool


def embedded_map(state: State, *, site: str) -> EmbeddedMap:
    return EmbeddedMap(
        site=site,
        answer=in_full(state),
        edition=edition_and_day(state),
        asked=len(state.standings),
        key=common.key(state.tally, address="/map/?"),
        drawing=draw(common.marks(state.standings, rehearsal=state.rehearsal)),
        england=geometry.england(),
        london=geometry.london(),
    )


def embedded_trust(state: State, trust: Trust, *, site: str, today: date) -> EmbeddedTrust:
    standing = state.standing(trust.ods_code)
    verdict = standing.verdict if standing else ""
    return EmbeddedTrust(
        site=site,
        href=f"{site}/trusts/{trust.ods_code}/",
        name=trust.name,
        title=f"{trust.name}: {words_for(verdict, rehearsal=state.rehearsal)}" if verdict else trust.name,
        verdict=verdict,
        sentence=sentence(state, trust, standing, today),
        when=_when(state, standing),
        answer=in_full(state),
        edition=edition_and_day(state),
    )


def embed_page(state: State, chosen: str, *, site: str) -> EmbedPage:
    """`chosen` is the code of the trust that somebody wants to show, or empty."""
    standing = state.standing(chosen.strip().upper())
    return EmbedPage(
        map=_snippet("map", "The map", site, "/embed/map/", "/map/", "Is your hospital counting? The map", MAP_HEIGHT),
        trust=_of_trust(standing, site) if standing else None,
        chosen=standing.ods_code if standing else "",
        trusts=state.standings,
        unknown=bool(chosen.strip()) and standing is None,
        answer=in_full(state),
        edition=edition_and_day(state),
        licence=LICENCE,
        licence_url=LICENCE_URL,
        published=state.published,
    )


def in_full(state: State) -> str:
    """The answer with its numerator and denominator, and how many gave none."""
    silent = state.tally["no_response"]
    if not state.published or not silent:
        return common.answer(state)
    return f"{common.answer(state)} {silent} gave no answer."


def edition_and_day(state: State) -> str:
    """Of which edition, and of which day; nothing before there is one."""
    if state.edition is None:
        return ""
    day = timezone.localtime(state.edition.published_at)
    return f"{state.edition.round.name}, edition {state.edition.number}, {day:%-d %B %Y}"


def _when(state: State, standing: Standing | None) -> str:
    if standing is None or standing.decided_on is None:
        return ""
    answered = f"Answered on {standing.answered_on:%-d %B %Y}, decided" if standing.answered_on else "Decided"
    return f"{edition_and_day(state)}. {answered} on {standing.decided_on:%-d %B %Y}."


def _of_trust(standing: Standing, site: str) -> Snippet:
    path = f"/trusts/{standing.ods_code}/"
    return _snippet("trust", standing.name, site, f"/embed{path}", path, f"{standing.name}: its answer", TRUST_HEIGHT)


def _snippet(id: str, heading: str, site: str, src: str, page: str, title: str, height: int) -> Snippet:
    """The frame, and under it a link that is there for those whose browser shows no frames."""
    named = escape(title)
    code = (
        f'<iframe src="{site}{src}" title="{named}" width="100%" height="{height}" style="border:0" loading="lazy">'
        f'</iframe>\n<p>Source: <a href="{site}{page}">Who’s Counting?</a></p>'
    )
    return Snippet(id, heading, code, src, title, height)
