"""A round: one set of questions, put to every trust in scope, decided by one version of the rubric."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Rubric(models.Model):
    """A version of the rules by which answers are decided. Its words are public; `rules.verdicts` executes it."""

    version = models.PositiveSmallIntegerField(primary_key=True)
    adopted_on = models.DateField()
    words = models.JSONField()

    def __str__(self) -> str:
        return f"Rubric {self.version}"


class Round(models.Model):
    """A year's census. Planned until it opens; its findings are written when it is decided."""

    code = models.SlugField(primary_key=True, max_length=30)
    name = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    rehearsal = models.BooleanField()
    # A historic round keeps what others asked before us. It never enters `latest` or any total.
    historic = models.BooleanField(default=False)
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="rounds")
    # What is planned and told in advance, and what was done.
    opens_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(opened_on__isnull=False, closed_on__gte=F("opened_on")),
                name="round_closes_after_opening",
            ),
            models.CheckConstraint(condition=~Q(rehearsal=True, historic=True), name="round_history_is_real"),
        ]
        permissions = [
            ("see_desk", "Can see the desk"),
            ("run_round", "Can open and close rounds and change scope"),
        ]

    def __str__(self) -> str:
        return self.name


class Question(models.Model):
    """One question of a round. Its code stays the same over the years, its wording may change."""

    class Kind(models.TextChoices):
        YES_NO = "yes_no", "Yes, no, or in words"
        COUNT = "count", "A number of people"
        PERIOD = "period", "A period"
        TEXT = "text", "Words"

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="questions")
    code = models.SlugField(max_length=30)
    number = models.CharField(max_length=4)
    position = models.PositiveSmallIntegerField()
    wording = models.TextField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    # Outside the request under the Act, and never scored.
    voluntary = models.BooleanField(default=False)
    previous = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="later")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["round", "code"], name="question_code_once"),
            models.UniqueConstraint(fields=["round", "position"], name="question_position_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["yes_no", "count", "period", "text"]), name="question_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.code}"
