"""What a trust said to each question, and what shows it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from whoscounting.census.models.request import FoiRequest
from whoscounting.census.models.round import Question
from whoscounting.census.models.vocabulary import Disposition, Exemption, Origin, one_of
from whoscounting.mail.models import Inbound


class Answer(models.Model):
    """One version of the answer to one question. A later version leaves the earlier one standing."""

    request = models.ForeignKey(FoiRequest, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    # The request's revision with which it came.
    revision = models.PositiveIntegerField()
    disposition = models.CharField(max_length=8, choices=Disposition.choices)
    exemption = models.CharField(max_length=5, choices=Exemption.choices, default=Exemption.NONE, blank=True)
    # What the trust meant, in the question's own terms: yes, no, partly or unclear; a number, 'fewer than 5'; a period.
    value = models.CharField(max_length=300, blank=True)
    # The trust's own words; never edited.
    words = models.TextField(blank=True)
    # Unknown only in a historic round.
    answered_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "question", "revision"], name="answer_once_per_revision"),
            models.CheckConstraint(condition=one_of("disposition", Disposition), name="answer_disposition_known"),
            models.CheckConstraint(condition=one_of("exemption", Exemption), name="answer_exemption_known"),
            models.CheckConstraint(
                condition=Q(disposition="refused") ^ Q(exemption=""), name="answer_refusal_names_its_ground"
            ),
            models.CheckConstraint(condition=~Q(disposition="answered", value=""), name="answer_answered_has_value"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.question_id} r{self.revision}"


class Evidence(models.Model):
    """The sentence an answer rests on, and where it stands. The file is kept under its own hash, for staff only."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="evidence")
    origin = models.CharField(max_length=9, choices=Origin.choices)
    quotation = models.TextField()
    page = models.CharField(max_length=20, blank=True)
    url = models.URLField(max_length=400, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    # The message that brought it, where it came by mail.
    inbound = models.ForeignKey(Inbound, null=True, on_delete=models.PROTECT, related_name="evidence")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=one_of("origin", Origin), name="evidence_origin_known"),
            models.CheckConstraint(condition=~Q(quotation=""), name="evidence_quotes"),
            models.CheckConstraint(condition=~Q(url="", sha256=""), name="evidence_has_a_place"),
        ]

    def __str__(self) -> str:
        return self.file_name or self.url
