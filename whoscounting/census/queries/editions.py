"""What is published. Everything a reader sees is read here, from one edition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from sys import intern
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import BooleanField, ExpressionWrapper, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from whoscounting.census.models import (
    Assessment,
    Edition,
    Evidence,
    Finding,
    FoiRequest,
    Listing,
    PublishedAnswer,
    Question,
    Round,
)
from whoscounting.census.queries.decisions import course, stage_of
from whoscounting.census.rules.clock import due_on
from whoscounting.census.rules.deciding import Stage as Decided
from whoscounting.census.rules.deciding import Vote, decide
from whoscounting.census.rules.scope import TREATMENTS_NEEDED
from whoscounting.register.models import Trust

NOT_ASKED = "not_asked"
SEATS = (1, 2, 3)

# The columns of an edition's list, of which models would take three times as long.
LISTED = (
    *("trust_id", "name", "town", "region__code", "region__name", "region__slug"),
    *("easting", "northing", "latitude", "longitude", "stage"),
    *("finding__verdict", "finding__reason", "finding__decided_on", "finding__answered_on"),
)

# A planned round comes before all that have opened.
NEWEST_FIRST = (F("opened_on").desc(nulls_first=True), "-year", "-code")


@dataclass(frozen=True, slots=True)
class Standing:
    """How one trust of an edition stands. `verdict` is a finding's, or `awaiting`, or `not_asked`."""

    ods_code: str
    name: str
    town: str
    region_code: str
    region_name: str
    region_slug: str
    easting: int
    northing: int
    latitude: float
    longitude: float
    verdict: str
    reason: str = ""
    decided_on: date | None = None
    answered_on: date | None = None


@dataclass(frozen=True)
class Chapter:
    """One round in a trust's story: the finding of its latest edition, or how the request stands.

    `edition` is that edition's number. `source` is where the trust itself published its answer, if it did.
    `decided` says whether the assessments of its latest answers have come to a verdict.
    """

    round: Round
    edition: int | None
    verdict: str
    request: FoiRequest
    source: str = ""
    decided: bool = False


@dataclass(frozen=True)
class Progress:
    """How far an open round has come: how many are in scope, were sent to and answered, and when the first went out.

    `due_on` is the last day that the law allows any of them, once every request is known to have arrived.
    """

    asked: int
    sent: int
    answered: int
    sent_on: date | None
    due_on: date | None


def current_round(*, rehearsal: bool) -> Round | None:
    """The round of this world that is planned, else the one that opened last; history doesn't count."""
    rounds = Round.objects.filter(rehearsal=rehearsal, historic=False)
    return rounds.order_by(*NEWEST_FIRST).first()


def latest_edition(*, rehearsal: bool) -> Edition | None:
    """What `latest` means: the newest edition of the newest round that has one. One query."""
    editions = Edition.objects.filter(round__rehearsal=rehearsal, round__historic=False).select_related("round")
    return editions.order_by("-round__opened_on", "-round__code", "-number").first()


def newest(*, rehearsal: bool) -> tuple[Round | None, Edition | None]:
    """The newest edition with its round; before there is an edition, the newest round alone. One query."""
    names = [field.attname for field in Edition._meta.concrete_fields]
    rounds = Round.objects.filter(rehearsal=rehearsal, historic=False).annotate(
        unpublished=ExpressionWrapper(Q(editions__isnull=True), BooleanField()),
        **{f"edition_{name}": F(f"editions__{name}") for name in names},
    )
    round: Any = rounds.order_by("unpublished", *NEWEST_FIRST, "-editions__number").first()
    if round is None or round.unpublished:
        return round, None
    edition = Edition.from_db(DEFAULT_DB_ALIAS, names, [getattr(round, f"edition_{name}") for name in names])
    edition.round = round
    return round, edition


def edition(*, round_code: str, number: int) -> Edition | None:
    """One edition by its address, or None."""
    return Edition.objects.filter(round=round_code, number=number).select_related("round").first()


def editions(*, rehearsal: bool) -> QuerySet[Edition]:
    """All editions of this world, newest first."""
    published = Edition.objects.filter(round__rehearsal=rehearsal).select_related("round")
    return published.order_by("-round__opened_on", "-round__code", "-number")


def standings(edition: Edition) -> list[Standing]:
    """Every trust that the edition lists, by name, with its finding or how its request stood. One query."""
    return list(of_edition(edition))


def of_edition(edition: Edition, *, rows: int = 2000) -> Iterator[Standing]:
    """The same one by one; `rows` are held at a time. All of it is frozen, names and places too."""
    listings = Listing.objects.filter(edition=edition).order_by("name", "trust_id").values_list(*LISTED)
    return map(_listed, listings.iterator(chunk_size=rows))


def before_an_edition(round: Round | None) -> tuple[list[Standing], Progress | None]:
    """Every trust that is or will be asked, and how far an open round has come. One query."""
    if round is None or round.opened_on is None:
        trusts = Trust.objects.filter(closed__isnull=True, breast_treatments__gte=TREATMENTS_NEEDED)
        return [_standing(trust, NOT_ASKED) for trust in trusts.select_related("region").order_by("name")], None
    asked = FoiRequest.objects.filter(round=round, in_scope=True).select_related("trust__region")
    requests = list(asked.order_by("trust__name"))
    return [_standing(request.trust, stage_of(request).value) for request in requests], _progress(requests)


def _progress(requests: list[FoiRequest]) -> Progress:
    sent = [request.sent_on for request in requests if request.sent_on]
    due = [day for request in requests if (day := due_on(course(request)))]
    return Progress(
        asked=len(requests),
        sent=len(sent),
        answered=sum(request.revision > 0 for request in requests),
        sent_on=min(sent, default=None),
        due_on=max(due) if due and len(due) == len(requests) else None,
    )


def finding(*, edition: Edition, ods_code: str) -> Finding | None:
    """What the edition says of one trust, with its published answers at `.shown`. Two queries."""
    answers = PublishedAnswer.objects.select_related("question").order_by("question__position")
    shown = Prefetch("answers", queryset=answers, to_attr="shown")
    return Finding.objects.filter(edition=edition, trust=ods_code).prefetch_related(shown).first()


def published_answers(*, edition: Edition, ods_code: str) -> list[PublishedAnswer]:
    """What the edition shows of one trust's answers, in the order of the questions. One query."""
    answers = PublishedAnswer.objects.filter(finding__edition=edition, finding__trust=ods_code)
    return list(answers.select_related("question").order_by("question__position"))


def last_answers(*, ods_code: str, rehearsal: bool) -> list[PublishedAnswer]:
    """What a trust answered when it last did, with the edition that shows it. One query."""
    findings = Finding.objects.filter(trust=ods_code, edition__round__rehearsal=rehearsal, answers__isnull=False)
    newest = findings.order_by("-edition__round__opened_on", "-edition__number").values("pk")[:1]
    answers = PublishedAnswer.objects.filter(finding=Subquery(newest))
    return list(answers.select_related("question", "finding__edition__round").order_by("question__position"))


def questions(round: Round) -> QuerySet[Question]:
    """The questions of a round in their order."""
    return Question.objects.filter(round=round).order_by("position")


def chapters(*, ods_code: str, rehearsal: bool) -> list[Chapter]:
    """A trust's rounds, oldest first: the finding of each round's newest edition. One query.

    A historic round stands here too, as an open request: it is shown as history, never as a finding.
    """
    evidence = Evidence.objects.filter(answer__request=OuterRef("pk"), origin="published").exclude(url="")
    votes = Assessment.objects.filter(request=OuterRef("pk"), revision=OuterRef("revision"))
    requests = FoiRequest.objects.filter(trust=ods_code, in_scope=True).select_related("round")
    rows = requests.filter(Q(round__rehearsal=rehearsal) | Q(round__historic=True)).annotate(
        edition_number=F("findings__edition__number"),
        verdict=F("findings__verdict"),
        source=Subquery(evidence.order_by("pk").values("url")[:1]),
        **{f"seat_{seat}": Subquery(votes.filter(seat=seat).values("verdict")) for seat in SEATS},
    )
    newest = {row.pk: row for row in rows.order_by("round__year", "round__opened_on", "round__code", "edition_number")}
    return [_chapter(request) for request in newest.values()]


def scope_reason(*, ods_code: str, round: Round | None) -> FoiRequest | None:
    """The request row that says whether and why a trust is in a round, or None before the round opens."""
    return FoiRequest.objects.filter(trust=ods_code, round=round).first() if round else None


def _chapter(request: Any) -> Chapter:
    verdict = request.verdict or stage_of(request).value
    votes = [Vote(seat, vote, "") for seat in SEATS if (vote := getattr(request, f"seat_{seat}"))]
    decided = decide(votes).stage is Decided.DECIDED
    return Chapter(request.round, request.edition_number, verdict, request, request.source or "", decided)


def _standing(trust: Trust, stage: str) -> Standing:
    """A trust as the register has it."""
    region = trust.region
    where = (region.code, region.name, region.slug) if region else (None, None, None)
    place = (trust.easting, trust.northing, trust.latitude, trust.longitude)
    return _listed((trust.ods_code, trust.name, trust.town, *where, *place, stage, None, None, None, None))


def _listed(row: tuple[Any, ...]) -> Standing:
    """From the columns `LISTED`. What many share, they share in memory too."""
    code, name, town, region, region_name, slug, easting, northing, latitude, longitude, stage = row[:11]
    verdict, reason, decided_on, answered_on = row[11:]
    return Standing(
        intern(code),
        name,
        intern(town),
        intern(region or ""),
        intern(region_name or ""),
        intern(slug or ""),
        easting or 0,
        northing or 0,
        latitude or 0.0,
        longitude or 0.0,
        intern(verdict or stage),
        intern(reason or ""),
        decided_on,
        answered_on,
    )
