"""Freezing what is decided into a numbered edition."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from whoscounting.census.models import (
    Answer,
    Edition,
    Finding,
    FoiRequest,
    Listing,
    PublishedAnswer,
    Round,
    Stage,
    Verdict,
)
from whoscounting.census.queries.decisions import Conclusion, conclusions, stage_of
from whoscounting.census.rules.smallnumbers import published_value, published_words
from whoscounting.ledger.actions import record
from whoscounting.lib.actions import Refused, action
from whoscounting.lib.actors import Actor


@action
def publish_edition(*, round: Round, note: str = "", by: Actor, at: datetime | None = None) -> Edition:
    """Publish all that is decided in a round as its next edition.

    Raises Refused for a real round (trusts have no right of reply yet), when nothing is decided, and when nothing has
    changed since the last edition, so that a double click publishes once.
    """
    locked = Round.objects.select_for_update().get(pk=round.pk)
    if not locked.rehearsal:
        raise Refused("A real edition can be published only once trusts have a right of reply. It is not built yet.")
    decided = conclusions(round=locked)
    if not decided:
        raise Refused("Nothing is decided yet.")
    previous = locked.editions.order_by("-number").first()
    if previous is not None and _same(previous, decided):
        raise Refused(f"Nothing has changed since edition {previous.number}.")
    edition = Edition.objects.create(
        round=locked,
        number=(locked.editions.aggregate(last=Max("number"))["last"] or 0) + 1,
        published_at=at or timezone.now(),
        note=published_words(note.strip()),
        asked=FoiRequest.objects.filter(round=locked, in_scope=True).count(),
    )
    listings = Listing.objects.bulk_create(_listings(edition, {conclusion.request.pk for conclusion in decided}))
    by_trust = {listing.trust_id: listing for listing in listings}
    findings = Finding.objects.bulk_create(_finding(by_trust[one.request.trust_id], one) for one in decided)
    PublishedAnswer.objects.bulk_create(_published_answers(findings), batch_size=500)
    detail = {"findings": len(findings), "asked": edition.asked}
    record(by=by, at=at, verb="edition published", subject=f"edition:{edition}", detail=detail, public=True)
    return edition


def _same(previous: Edition, decided: list[Conclusion]) -> bool:
    """Whether an edition already says all this, of the same trusts and with the same answers behind it."""
    published = previous.findings.values_list("request_id", "verdict", "revision", "reason")
    now = {(one.request.pk, one.verdict, one.revision, published_words(one.reason)) for one in decided}
    asked = FoiRequest.objects.filter(round=previous.round_id, in_scope=True).values_list("trust_id", flat=True)
    return set(published) == now and set(asked) == set(previous.listings.values_list("trust_id", flat=True))


def _listings(edition: Edition, found: set[int]) -> Iterator[Listing]:
    """Every trust that the round asks, as the register has it today."""
    requests = FoiRequest.objects.filter(round=edition.round_id, in_scope=True).select_related("trust")
    for request in requests.order_by("trust_id"):
        trust = request.trust
        yield Listing(
            edition=edition,
            trust=trust,
            stage=Stage.FOUND if request.pk in found else stage_of(request),
            name=trust.name,
            town=trust.town,
            region_id=trust.region_id,
            latitude=trust.latitude,
            longitude=trust.longitude,
            easting=trust.easting,
            northing=trust.northing,
        )


def _finding(listing: Listing, conclusion: Conclusion) -> Finding:
    return Finding(
        edition=listing.edition,
        listing=listing,
        request=conclusion.request,
        trust_id=conclusion.request.trust_id,
        verdict=conclusion.verdict,
        reason=published_words(conclusion.reason),
        decided_on=conclusion.decided_on,
        answered_on=conclusion.answered_on,
        revision=conclusion.revision,
    )


def _published_answers(findings: list[Finding]) -> list[PublishedAnswer]:
    """The answers behind the findings as anyone may see them."""
    by_request = {finding.request_id: finding for finding in findings if finding.verdict != Verdict.NO_RESPONSE}
    answers = (
        Answer.objects.filter(request__in=by_request)
        .select_related("question")
        .prefetch_related("evidence")
        .order_by("request_id", "question__position")
    )
    return [
        _published(by_request[answer.request_id], answer)
        for answer in answers
        if answer.revision == by_request[answer.request_id].revision
    ]


def _published(finding: Finding, answer: Answer) -> PublishedAnswer:
    evidence = next(iter(answer.evidence.all()), None)
    return PublishedAnswer(
        finding=finding,
        question=answer.question,
        disposition=answer.disposition,
        exemption=answer.exemption,
        value=published_value(answer.question.kind, answer.value),
        quotation=published_words(evidence.quotation) if evidence else "",
        page=evidence.page if evidence else "",
        url=evidence.url if evidence else "",
        origin=evidence.origin if evidence else "",
    )
