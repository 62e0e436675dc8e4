"""Letters that go out. The table is the queue: a row is claimed before its letter is sent and settled after it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Mailing(models.Model):
    """Letters that go out together, are paused together, and whose progress is counted."""

    # Says what it is for, so that asking twice makes one mailing: `round:2026:request`.
    key = models.CharField(max_length=80, unique=True)
    title = models.CharField(max_length=120)
    about = models.CharField(max_length=60)
    paused = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(key="") & ~Q(title=""), name="mailing_is_named")]
        permissions = [("send_letters", "Can send letters, pause them and settle those whose fate is unsure")]

    def __str__(self) -> str:
        return self.title


class Message(models.Model):
    """One letter to one address.

    Secrets never stand in it: where the letter gives a secret address the body has a placeholder, and `secrets` says
    which secret of which generation is put there at the moment of sending.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting to be sent"
        CLAIMED = "claimed", "Being sent"
        # The server has, or is about to have, the whole letter; only its answer is missing.
        HANDING = "handing", "Being handed over"
        SENT = "sent", "Sent"
        UNSURE = "unsure", "Nobody knows whether it was sent"
        FAILED = "failed", "Refused by the server"
        BOUNCED = "bounced", "Came back"
        CANCELLED = "cancelled", "Not to be sent"

    # Says what the letter is, so that queueing it twice makes one letter: `request:12:chaser`.
    key = models.CharField(max_length=120, unique=True)
    mailing = models.ForeignKey(Mailing, null=True, on_delete=models.PROTECT, related_name="messages")
    # The subject in the ledger's manner, `request:12`; the mail room does not know what that is.
    about = models.CharField(max_length=60, blank=True)
    kind = models.SlugField(max_length=20)
    recipient = models.EmailField()
    # The recipient's, in small letters, because each server gets only so many letters a minute.
    domain = models.CharField(max_length=254)
    recipient_verified_on = models.DateField(null=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    # Placeholder: [purpose, key, generation], see lib.tokens.
    secrets = models.JSONField(default=dict)
    # [{"name", "type", "sha256"}], the bytes in the vault.
    attachments = models.JSONField(default=list)
    message_id = models.CharField(max_length=200, unique=True)
    in_reply_to = models.CharField(max_length=200, blank=True)
    # No person decided to send this one; other machines are told, so that they don't answer it.
    automatic = models.BooleanField(default=False)

    state = models.CharField(max_length=9, choices=State.choices, default=State.QUEUED)
    queued_at = models.DateTimeField()
    # Not before; moves on with every try that the server put off.
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    # Which worker's try this is, and until when it counts. The claim stays with an unsure letter, for its worker may
    # still come back with the server's answer.
    claim = models.CharField(max_length=36, blank=True)
    claimed_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    handed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    # A room above has taken note that it was sent.
    noted_at = models.DateTimeField(null=True)
    # The server's own words: why it is sent, or why not, or not yet.
    proof = models.TextField(blank=True)
    error = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_at", "id"], name="message_due"),
            models.Index(fields=["about", "id"], name="message_about"),
            models.Index(fields=["mailing", "state"], name="message_progress"),
            models.Index(fields=["handed_at"], condition=Q(handed_at__isnull=False), name="message_handed"),
            models.Index(
                fields=["id"], condition=Q(state__in=["sent", "bounced"], noted_at=None), name="message_to_be_noted"
            ),
            models.Index(fields=["lease_until"], condition=Q(state__in=["claimed", "handing"]), name="message_lease"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=["queued", "claimed", "handing", "sent", "unsure", "failed", "bounced", "cancelled"]
                ),
                name="message_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "bounced"]) | Q(settled_at__isnull=False) & ~Q(proof=""),
                name="message_sent_is_proved",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["claimed", "handing"]) | ~Q(claim="") & Q(lease_until__isnull=False),
                name="message_claim_has_a_lease",
            ),
            models.CheckConstraint(condition=~Q(state="queued") | Q(claim=""), name="message_queued_is_nobodys"),
            models.CheckConstraint(
                condition=~Q(state__in=["failed", "unsure"], error=""), name="message_failure_has_words"
            ),
        ]

    def __str__(self) -> str:
        return self.key
