"""A trust's page: the verdict in a sentence, and all that stands behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from whoscounting.atlas.presenters import common
from whoscounting.atlas.reading import State
from whoscounting.census.models import Origin, PublishedAnswer, Question
from whoscounting.census.queries.decisions import course
from whoscounting.census.queries.editions import Chapter, Standing
from whoscounting.census.rules.clock import due_on
from whoscounting.census.rules.scope import scope
from whoscounting.register.models import Site, Trust
from whoscounting.ui.answers import in_words, invented
from whoscounting.ui.words import words_for

SENTENCES = {
    "collecting": "{name} says it records everyone diagnosed with secondary breast cancer.",
    "partial": "{name} says it records secondary breast cancer only in part.",
    "not_collecting": "{name} says it does not record who has secondary breast cancer.",
    "undecided": "{name} replied, but its reply does not tell us whether it records who has secondary breast cancer.",
    "no_response": "{name} has not answered.",
    "being_read": "{name} has answered. Two people are reading its answer, each on their own.",
    "awaiting": "We have asked {name}. We are waiting for its answer.",
    "not_asked": "We have not asked {name} yet. We will.",
}
ORIGINS: dict[str, str] = {
    Origin.REPLY: "The trust’s reply",
    Origin.PUBLISHED: "Published by the trust itself",
    Origin.NATIONAL: "A national data set",
}


@dataclass(frozen=True)
class AnswerShown:
    """A question and what the trust said to it."""

    number: str
    wording: str
    voluntary: bool
    said: str
    quotation: str
    origin: str
    link: str


@dataclass(frozen=True)
class RoundShown:
    """A round in the strip. `href` leads to the edition's data."""

    name: str
    verdict: str
    when: str
    rehearsal: bool
    href: str = ""


@dataclass(frozen=True)
class History:
    """A real answer to an earlier request of others. `decided` says that two people here agreed about it since."""

    year: int
    link: str
    decided: bool


@dataclass(frozen=True)
class Heir:
    """A trust that holds today what a closed one held, and how it stands; without a verdict it is not asked."""

    trust: Trust
    verdict: str


@dataclass(frozen=True)
class Day:
    """Something that happened, or had to, and when."""

    what: str
    day: date


@dataclass(frozen=True)
class TrustPage:
    """What a trust's page shows. Without a `standing` the trust is not asked, and `not_asked_because` says why.

    `when` is a day to come; `dates` are those from which silence follows; `answered_in` names an old edition.
    """

    trust: Trust
    standing: Standing | None
    sentence: str
    title: str
    description: str
    edition: str
    when: str
    dates: list[Day]
    answered_in: str
    answers: list[AnswerShown]
    questions: list[Question]
    rounds: list[RoundShown]
    history: History | None
    hospitals: list[Site]
    nearest: list[common.Near]
    region_href: str
    not_asked_because: str
    successors: list[Heir]
    rehearsal: bool


def trust_page(
    state: State,
    trust: Trust,
    *,
    chapters: Sequence[Chapter],
    answers: Sequence[PublishedAnswer],
    questions: Iterable[Question],
    hospitals: Iterable[Site],
    successors: Iterable[Trust],
    why_not: str,
    today: date,
) -> TrustPage:
    """`why_not` is the reason for which the round leaves this trust out, if the round says one."""
    standing = state.standing(trust.ods_code)
    said = sentence(state, trust, standing, today)
    return TrustPage(
        trust=trust,
        standing=standing,
        sentence=said,
        title=f"{trust.name}: {words_for(standing.verdict, rehearsal=state.rehearsal)}" if standing else trust.name,
        description=f"{said} This is about records, not about how good the care is.",
        edition=f"{state.edition.round.name}, edition {state.edition.number}" if state.edition else "",
        when=common.planned(state, today) if standing else "",
        dates=_dates(state, chapters) if standing and standing.verdict == "no_response" else [],
        answered_in=_edition_of(answers[0]) if answers and standing is None else "",
        answers=[shown(answer, rehearsal=state.rehearsal) for answer in answers],
        questions=list(questions),
        rounds=[_round(chapter) for chapter in chapters if not chapter.round.historic],
        history=next((_history(chapter) for chapter in chapters if chapter.round.historic), None),
        hospitals=[site for site in hospitals if site.own],
        nearest=common.nearest(state.standings, easting=trust.easting, northing=trust.northing, but=trust.ods_code),
        region_href=f"/regions/{trust.region.slug}/" if trust.region else "",
        not_asked_because="" if standing else why_not or _why_not(trust, today),
        successors=[_heir(state, successor) for successor in successors],
        rehearsal=state.rehearsal,
    )


def shown(answer: PublishedAnswer, *, rehearsal: bool) -> AnswerShown:
    """One answer in plain words. In a rehearsal the answer and its source say that they are invented."""
    question = answer.question
    page = f", page {answer.page}" if answer.page else ""
    origin = ORIGINS.get(answer.origin, "") + page if answer.origin else ""
    return AnswerShown(
        number=question.number,
        wording=question.wording,
        voluntary=question.voluntary,
        said=invented(_said(answer), rehearsal=rehearsal),
        quotation=answer.quotation,
        origin=invented(origin, rehearsal=rehearsal),
        link=web_link(answer.url),
    )


def web_link(url: str) -> str:
    """An address that may stand behind a link: of the web, and of a host that can exist."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return url if parts.scheme in {"http", "https"} and host and not host.endswith(".invalid") else ""


def _said(answer: PublishedAnswer) -> str:
    return in_words(
        kind=answer.question.kind, disposition=answer.disposition, exemption=answer.exemption, value=answer.value
    )


def sentence(state: State, trust: Trust, standing: Standing | None, today: date) -> str:
    """The verdict in a sentence, or why there is none."""
    if standing is None:
        return f"{trust.name} has closed." if _closed(trust, today) else f"We do not ask {trust.name} this question."
    words = SENTENCES[standing.verdict].format(name=trust.name)
    return invented(words, rehearsal=state.rehearsal and standing.verdict != "not_asked")


def _round(chapter: Chapter) -> RoundShown:
    number = chapter.edition
    return RoundShown(
        name=chapter.round.name,
        verdict=chapter.verdict,
        when=f"Edition {number}" if number else "Not published yet",
        rehearsal=chapter.round.rehearsal,
        href=f"/data/#{chapter.round.code}-{number}" if number else "",
    )


def _history(chapter: Chapter) -> History:
    """What was decided is not told: the answer of others' request gets no verdict here."""
    return History(chapter.round.year, web_link(chapter.source), decided=chapter.decided)


def _edition_of(answer: PublishedAnswer) -> str:
    edition = answer.finding.edition
    return f"{edition.round.name}, edition {edition.number}"


def _dates(state: State, chapters: Iterable[Chapter]) -> list[Day]:
    """From what 'no response' follows; the round of the edition is the one that is told."""
    chapter = next((one for one in chapters if state.round and one.round.pk == state.round.pk), None)
    if chapter is None:
        return []
    request = chapter.request
    days = {
        "We sent our questions": request.sent_on,
        "The trust received them": request.received_on,
        "The last day that the law allows": due_on(course(request)),
        "We sent a reminder": request.chased_on,
        "We stopped waiting for answers": chapter.round.closed_on,
    }
    return [Day(invented(what, rehearsal=state.rehearsal), day) for what, day in days.items() if day]


def _why_not(trust: Trust, today: date) -> str:
    return scope(breast_treatments=trust.breast_treatments, closed=trust.closed, on=today).reason


def _heir(state: State, trust: Trust) -> Heir:
    standing = state.standing(trust.ods_code)
    return Heir(trust, standing.verdict if standing else "")


def _closed(trust: Trust, today: date) -> bool:
    return trust.closed is not None and trust.closed <= today
