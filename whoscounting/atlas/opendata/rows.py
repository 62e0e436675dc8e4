"""The rows of every published table, one by one, with the columns of the dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings

from whoscounting.atlas.dictionary import ANSWERS, FINDINGS, HOSPITALS, QUESTIONS, SUCCESSIONS, TRUSTS, Table
from whoscounting.atlas.dictionary.register import ENOUGH, NONE, SOME
from whoscounting.census.models import Edition
from whoscounting.census.queries import opendata as census
from whoscounting.census.queries.editions import Standing
from whoscounting.census.rules.scope import TREATMENTS_NEEDED
from whoscounting.register import queries as register
from whoscounting.ui.words import words_for

Row = dict[str, Any]


def of_edition(table: Table, edition: Edition) -> Iterator[Row]:
    """The rows of one table of an edition, as they come from one query."""
    if table is FINDINGS:
        return findings(edition, census.each_standing(edition))
    return {ANSWERS: answers, QUESTIONS: questions}[table](edition)


def of_register(table: Table) -> Iterator[Row]:
    """The rows of one table of the register, as they come from one query."""
    return {TRUSTS: trusts, HOSPITALS: hospitals, SUCCESSIONS: successions}[table]()


def findings(edition: Edition, standings: Iterable[Standing]) -> Iterator[Row]:
    round = edition.round
    for one in standings:
        yield {
            "ods_code": one.ods_code,
            "trust": one.name,
            "region_code": one.region_code,
            "region": one.region_name,
            "verdict": one.verdict,
            "verdict_words": words_for(one.verdict, rehearsal=round.rehearsal),
            "reason": one.reason,
            "answered_on": _day(one.answered_on),
            "decided_on": _day(one.decided_on),
            "round": round.code,
            "edition": edition.number,
            "rehearsal": round.rehearsal,
            "latitude": _degrees(one.latitude),
            "longitude": _degrees(one.longitude),
            "url": f"{settings.PUBLIC_URL}/trusts/{one.ods_code}/",
        }


def answers(edition: Edition) -> Iterator[Row]:
    """What was published of each answer; small numbers were taken out when the edition was made."""
    round = edition.round
    which = (round.code, edition.number, round.rehearsal)
    for one in census.each_answer(edition):
        yield dict(zip(ANSWERS.names, (*one, *which), strict=True))


def questions(edition: Edition) -> Iterator[Row]:
    round = edition.round
    for one in census.each_question(round):
        yield {
            "question": one.code,
            "number": one.number,
            "wording": one.wording,
            "kind": one.kind,
            "voluntary": one.voluntary,
            "previous_round": one.previous.round_id if one.previous else None,
            "round": round.code,
            "rehearsal": round.rehearsal,
        }


def trusts() -> Iterator[Row]:
    for one in register.each_trust():
        yield {
            "ods_code": one.ods_code,
            "trust": one.name,
            "official_name": one.official_name,
            "former_names": "; ".join(one.former_names),
            "kind": one.kind,
            "opened": _day(one.opened),
            "closed": _day(one.closed),
            "region_code": one.region_id,
            "region": one.region.name if one.region else None,
            "icb": one.icb,
            "cancer_alliance": one.cancer_alliance,
            "town": one.town,
            "postcode": one.postcode,
            "latitude": _degrees(one.latitude),
            "longitude": _degrees(one.longitude),
            "website": one.website,
            "breast_treatments": _treatments(one.breast_treatments),
        }


def hospitals() -> Iterator[Row]:
    for one in register.each_site():
        yield {
            "site_code": one.code,
            "hospital": one.name,
            "ods_code": one.trust_id,
            "own": one.own,
            "town": one.town,
            "postcode": one.postcode,
            "latitude": _degrees(one.latitude),
            "longitude": _degrees(one.longitude),
        }


def successions() -> Iterator[Row]:
    for one in register.each_succession():
        yield {
            "predecessor": one.predecessor_id,
            "successor": one.successor_id,
            "happened_on": _day(one.happened_on),
            "kind": one.kind,
            "confidence": one.confidence,
            "evidence": one.evidence,
        }


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _degrees(degrees: float | None) -> float | None:
    """A tenth of a metre; None where the place is not known, which is kept as nought."""
    return round(degrees, 6) if degrees else None


def _treatments(count: int | None) -> str | None:
    """Whether there are enough to be asked. The number itself may be small, so it stays here."""
    if count is None:
        return None
    if count == 0:
        return NONE
    return ENOUGH if count >= TREATMENTS_NEEDED else SOME
