"""What is published, row after row, for files that may be long. Each is one query and holds few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator

from whoscounting.census.models import Edition, Finding, PublishedAnswer, Question, Round
from whoscounting.census.queries.editions import Standing, of_edition

ROWS = 1000  # held at a time
ANSWER = ("disposition", "exemption", "value", "quotation", "page", "url", "origin")


def each_standing(edition: Edition) -> Iterator[Standing]:
    """Every trust that the edition's round asked, by name, with its finding or `awaiting`."""
    return of_edition(edition, rows=ROWS)


def each_answer(edition: Edition) -> Iterator[tuple[str, ...]]:
    """Every published answer: the trust's code, the question's, then its own columns as in `ANSWER`.

    By trust, then in the order of the questions. Tuples, because there are eight times as many as trusts.
    """
    answers = PublishedAnswer.objects.filter(finding__edition=edition)
    in_order = answers.order_by("finding__trust_id", "question__position")
    return in_order.values_list("finding__trust_id", "question__code", *ANSWER).iterator(chunk_size=ROWS)


def each_question(round: Round) -> Iterator[Question]:
    """The questions of a round in their order, each with the one that it follows."""
    return Question.objects.filter(round=round).select_related("previous").order_by("position").iterator()


def each_finding(*, rehearsal: bool, ods_code: str = "", region: str = "") -> Iterator[Finding]:
    """All findings of this world on a trust or on a region's trusts, from the oldest edition to the newest.

    `region` is a slug. History is left out, as it is from every total.
    """
    findings = Finding.objects.filter(edition__round__rehearsal=rehearsal, edition__round__historic=False)
    if ods_code:
        findings = findings.filter(trust=ods_code)
    if region:
        findings = findings.filter(trust__region__slug=region)
    in_order = findings.select_related("edition__round", "trust").order_by(
        "edition__round__opened_on", "edition__round__code", "edition__number", "trust__name", "trust"
    )
    return in_order.iterator(chunk_size=ROWS)
