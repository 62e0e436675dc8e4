"""One round's request to one trust."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from whoscounting.census.models.round import Round
from whoscounting.census.models.vocabulary import Hold, one_of
from whoscounting.register.models import Trust


class FoiRequest(models.Model):
    """A request under the Freedom of Information Act, or the reason why a trust is not asked.

    State and lateness are derived from these dates (rules.clock), never stored.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="requests")
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="requests")
    in_scope = models.BooleanField()
    scope_reason = models.CharField(max_length=300)
    sent_on = models.DateField(null=True)
    # The day on which a verified address had it, and how we know; the law's clock starts.
    received_on = models.DateField(null=True)
    delivery_proof = models.CharField(max_length=200, blank=True)
    acknowledged_on = models.DateField(null=True)
    # The letter came back from the only address we had; a new one clears it.
    bounced_on = models.DateField(null=True)
    chased_on = models.DateField(null=True)
    # The latest reply refuses, in whole or in part; then the steps that the law gives.
    refused_on = models.DateField(null=True)
    review_asked_on = models.DateField(null=True)
    review_answered_on = models.DateField(null=True)
    complained_on = models.DateField(null=True)
    # Why the clock stands still, since when, and what earlier holds and extensions did to it.
    hold = models.CharField(max_length=13, choices=Hold.choices, default=Hold.NONE, blank=True)
    hold_since = models.DateField(null=True)
    clock_restarts_on = models.DateField(null=True)
    days_stopped = models.PositiveSmallIntegerField(default=0)
    extended_to = models.DateField(null=True)
    # Counts up with every reply taken in, so that an assessment always says which answers it weighed.
    revision = models.PositiveIntegerField(default=0)
    # Which generation of its secret reply address is true; counting up revokes the earlier one.
    reply_generation = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "trust"], name="request_once_per_round"),
            models.CheckConstraint(condition=~Q(scope_reason=""), name="request_scope_has_reason"),
            models.CheckConstraint(condition=Q(in_scope=True) | Q(sent_on__isnull=True), name="request_sent_in_scope"),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(sent_on__isnull=False, received_on__gte=F("sent_on")),
                name="request_received_after_sent",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) ^ ~Q(delivery_proof=""), name="request_delivery_is_proved"
            ),
            models.CheckConstraint(
                condition=Q(chased_on__isnull=True) | Q(received_on__isnull=False, chased_on__gt=F("received_on")),
                name="request_chased_after_received",
            ),
            models.CheckConstraint(
                condition=Q(review_answered_on__isnull=True) | Q(review_asked_on__isnull=False),
                name="request_review_answered_after_asked",
            ),
            models.CheckConstraint(condition=one_of("hold", Hold), name="request_hold_known"),
            models.CheckConstraint(condition=Q(hold="") ^ Q(hold_since__isnull=False), name="request_hold_has_a_day"),
        ]
        permissions = [("record_reply", "Can take in replies and their evidence")]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.trust_id}"
