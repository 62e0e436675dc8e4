"""A trust's own door to its questions: the link in the letter opens it, without an account."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from whoscounting.census.models.request import FoiRequest


class Door(models.Model):
    """Whether the link of one request opens, and until when. The secret itself is derived, see lib.tokens."""

    request = models.OneToOneField(FoiRequest, on_delete=models.PROTECT, related_name="door")
    generation = models.PositiveSmallIntegerField(default=1)
    expires_on = models.DateField()
    closed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"door of {self.request_id}"


class DoorDraft(models.Model):
    """What somebody at a trust has written so far. It is no answer before it is sent."""

    request = models.OneToOneField(FoiRequest, on_delete=models.PROTECT, related_name="door_draft")
    # Counts up with every saving, so that two people at one trust notice each other.
    version = models.PositiveIntegerField(default=0)
    # By question code: {"disposition", "value", "words", "exemption"}.
    answers = models.JSONField(default=dict)
    # Who answers, in the trust's own words; only staff see it.
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    saved_at = models.DateTimeField()
    # Which version was sent last, and as which revision of the request's answers; 0 before anything was sent.
    sent_version = models.PositiveIntegerField(default=0)
    sent_revision = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"draft of {self.request_id}"


class DoorFile(models.Model):
    """A file that a trust brought through its door. Only staff see it."""

    request = models.ForeignKey(FoiRequest, on_delete=models.PROTECT, related_name="door_files")
    name = models.CharField(max_length=200)
    found_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    # Taken away again by the trust before it sent its answer.
    withdrawn = models.BooleanField(default=False)
    # The revision of answers with which it was sent; 0 while it belongs to the draft.
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "sha256"], condition=Q(withdrawn=False), name="door_file_once"),
        ]

    def __str__(self) -> str:
        return self.name
