"""Mail that came in. Its raw bytes are kept in the vault before anything reads them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Inbound(models.Model):
    """One message as it reached us, and what could be read of it."""

    class Source(models.TextChoices):
        IMAP = "imap", "Our mail box"
        WEBHOOK = "webhook", "Our mail provider"
        DROPPED = "dropped", "Brought by staff"

    class State(models.TextChoices):
        KEPT = "kept", "Kept, not read yet"
        READ = "read", "Read"
        UNREADABLE = "unreadable", "Could not be read"

    class Kind(models.TextChoices):
        LETTER = "letter", "A letter"
        AUTOMATIC = "automatic", "An automatic reply"
        BOUNCE = "bounce", "A letter of ours that came back"

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    source = models.CharField(max_length=8, choices=Source.choices)
    received_at = models.DateTimeField()
    # Whom the envelope named, where our server tells.
    envelope_to = models.CharField(max_length=254, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.KEPT)
    # Why it can't be read, in a sentence.
    trouble = models.CharField(max_length=300, blank=True)

    kind = models.CharField(max_length=9, choices=Kind.choices, default=Kind.LETTER)
    message_id = models.CharField(max_length=300, blank=True)
    sender = models.CharField(max_length=254, blank=True)
    sender_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)
    text = models.TextField(blank=True)
    # What else was read: recipients, references, troubles, authentication, bounce.
    details = models.JSONField(default=dict)

    # What it belongs to, by a secret address or by the letter that it answers: `request:12`.
    about = models.CharField(max_length=60, blank=True)
    matched_by = models.CharField(max_length=10, blank=True)
    # A room above has dealt with it, or a person has put it aside.
    dealt_with_at = models.DateTimeField(null=True)
    set_aside = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "id"], name="inbound_state"),
            models.Index(fields=["about", "id"], name="inbound_about"),
            models.Index(fields=["message_id"], name="inbound_message_id"),
            models.Index(fields=["id"], condition=Q(dealt_with_at__isnull=True), name="inbound_open"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["kept", "read", "unreadable"]), name="inbound_state_known"),
            models.CheckConstraint(condition=Q(source__in=["imap", "webhook", "dropped"]), name="inbound_source_known"),
            models.CheckConstraint(condition=Q(kind__in=["letter", "automatic", "bounce"]), name="inbound_kind_known"),
            models.CheckConstraint(condition=~Q(state="unreadable", trouble=""), name="inbound_trouble_has_words"),
            models.CheckConstraint(
                condition=Q(matched_by__in=["", "address", "references"]), name="inbound_match_known"
            ),
            models.CheckConstraint(condition=Q(about="") ^ ~Q(matched_by=""), name="inbound_match_says_how"),
        ]
        permissions = [("read_mail", "Can read the mail that came in and file it")]

    def __str__(self) -> str:
        return self.subject or self.sha256[:12]


class Attachment(models.Model):
    """A file that came with a message. Nobody outside sees it until a person has approved it."""

    class State(models.TextChoices):
        UNPUBLISHED = "unpublished", "Not looked at"
        APPROVED = "approved", "May be published"
        WITHHELD = "withheld", "Not to be published"

    inbound = models.ForeignKey(Inbound, on_delete=models.PROTECT, related_name="attachments")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    declared_type = models.CharField(max_length=100, blank=True)
    found_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    # Its words, with page marks, as far as they can be read.
    text = models.TextField(blank=True)
    # Plain sentences about what the file hides.
    hides = models.JSONField(default=list)
    state = models.CharField(max_length=11, choices=State.choices, default=State.UNPUBLISHED)
    # A redacted copy names what it stands for, and why.
    original = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="redacted_copies")
    redaction_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["inbound", "position"], name="attachment_position_once"),
            models.CheckConstraint(
                condition=Q(state__in=["unpublished", "approved", "withheld"]), name="attachment_state_known"
            ),
            models.CheckConstraint(
                condition=Q(original__isnull=True) ^ ~Q(redaction_reason=""), name="attachment_redaction_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name
