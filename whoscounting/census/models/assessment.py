"""What a person decided about one request's answers, and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from whoscounting.census.models.request import FoiRequest
from whoscounting.census.models.vocabulary import Verdict, one_of


class Assessment(models.Model):
    """One reviewer's verdict. Seats 1 and 2 are blind to each other; seat 3 settles a difference between them."""

    request = models.ForeignKey(FoiRequest, on_delete=models.PROTECT, related_name="assessments")
    revision = models.PositiveIntegerField()
    seat = models.PositiveSmallIntegerField()
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assessments")
    verdict = models.CharField(max_length=14, choices=Verdict.choices)
    # What the rubric's machine would have said; a suggestion, kept for comparison.
    suggested = models.CharField(max_length=14, choices=Verdict.choices, blank=True)
    reasons = models.TextField()
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "revision", "seat"], name="assessment_one_per_seat"),
            models.UniqueConstraint(fields=["request", "revision", "reviewer"], name="assessment_one_per_reviewer"),
            models.CheckConstraint(condition=Q(seat__in=[1, 2, 3]), name="assessment_seat_known"),
            models.CheckConstraint(condition=one_of("verdict", Verdict), name="assessment_verdict_known"),
            models.CheckConstraint(condition=~Q(verdict="no_response"), name="assessment_silence_is_not_weighed"),
            models.CheckConstraint(condition=~Q(reasons=""), name="assessment_has_reasons"),
        ]
        permissions = [("assess", "Can assess answers")]

    def __str__(self) -> str:
        return f"{self.request_id} r{self.revision} seat {self.seat}"
