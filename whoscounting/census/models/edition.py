"""What is published: a numbered edition, its findings and the answers they show. Written once, then superseded."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from whoscounting.census.models.request import FoiRequest
from whoscounting.census.models.round import Question, Round
from whoscounting.census.models.vocabulary import Disposition, Exemption, Origin, Stage, Verdict, one_of
from whoscounting.register.models import Region, Trust


class Edition(models.Model):
    """A frozen state of a round. `asked` is the denominator of every share that the edition shows."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)
    asked = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="edition_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_counts_from_one"),
        ]
        permissions = [("publish_edition", "Can publish an edition")]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.number}"


class Listing(models.Model):
    """One trust that the edition's round asked, as the register had it and as its request stood on that day."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="listings")
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="listings")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    name = models.CharField(max_length=160)
    town = models.CharField(max_length=60)
    region = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="+")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    easting = models.IntegerField(null=True)
    northing = models.IntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "trust"], name="listing_once_per_edition"),
            models.CheckConstraint(condition=one_of("stage", Stage), name="listing_stage_known"),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.name}"


class Finding(models.Model):
    """What an edition says of one trust."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="findings")
    listing = models.OneToOneField(Listing, on_delete=models.PROTECT, related_name="finding")
    request = models.ForeignKey(FoiRequest, on_delete=models.PROTECT, related_name="findings")
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="findings")
    verdict = models.CharField(max_length=14, choices=Verdict.choices)
    reason = models.TextField()
    decided_on = models.DateField()
    answered_on = models.DateField(null=True)
    # With which answers it was decided; the request, this revision and its assessments lead back to them.
    revision = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "trust"], name="finding_once_per_edition"),
            models.CheckConstraint(condition=one_of("verdict", Verdict), name="finding_verdict_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="finding_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.trust_id}"


class PublishedAnswer(models.Model):
    """One question's answer as the edition shows it: small numbers hidden, evidence quoted."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    disposition = models.CharField(max_length=8, choices=Disposition.choices)
    exemption = models.CharField(max_length=5, choices=Exemption.choices, blank=True)
    value = models.CharField(max_length=300, blank=True)
    quotation = models.TextField(blank=True)
    page = models.CharField(max_length=20, blank=True)
    url = models.URLField(max_length=400, blank=True)
    origin = models.CharField(max_length=9, choices=Origin.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["finding", "question"], name="published_answer_once"),
            models.CheckConstraint(
                condition=one_of("disposition", Disposition), name="published_answer_disposition_known"
            ),
            models.CheckConstraint(condition=one_of("exemption", Exemption), name="published_answer_exemption_known"),
            models.CheckConstraint(
                condition=Q(origin="") | one_of("origin", Origin), name="published_answer_origin_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.question_id}"
