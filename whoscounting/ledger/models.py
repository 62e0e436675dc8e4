"""What happened, in the order in which we learnt of it. Rows are only ever added."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from whoscounting.lib.world import World


class Event(models.Model):
    """One thing that was done. `public` marks those after which a public page may look different."""

    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=64)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    detail = models.JSONField(default=dict)
    public = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"], name="event_subject"),
            models.Index(fields=["id"], condition=Q(public=True), name="event_public"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(actor_kind__in=["staff", "system", "trust", "supporter"]), name="event_actor_kind_known"
            ),
            models.CheckConstraint(condition=~Q(verb=""), name="event_has_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"


class Book(models.Model):
    """The one row that says which world this database is. It can never become the other."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    world = models.CharField(max_length=10)
    opened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="book_is_one"),
            models.CheckConstraint(condition=Q(world__in=[w.value for w in World]), name="book_world_known"),
        ]

    def __str__(self) -> str:
        return self.world
