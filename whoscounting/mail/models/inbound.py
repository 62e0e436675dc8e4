"""Mail that came in. Its raw bytes are kept in the vault before anything reads them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from whoscounting.mail.models.message import Message

# Read or found unreadable, and nobody has said yet what becomes of it.
TO_BE_FILED = Q(state__in=["read", "unreadable"], dealt_with_at__isnull=True, set_aside="", held="")


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
    # Not read before; a worker that reads it moves this on, so that another takes it up should the first one die.
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    # Why it can't be read, in a sentence.
    trouble = models.CharField(max_length=300, blank=True)

    kind = models.CharField(max_length=9, choices=Kind.choices, default=Kind.LETTER)
    message_id = models.CharField(max_length=300, blank=True)
    sender = models.CharField(max_length=254, blank=True)
    sender_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)
    text = models.TextField(blank=True)
    # Without the letter that it answers, as far as that can be told apart.
    own = models.TextField(blank=True)
    # By which machine it was written, if by one: reply (out of office), generated, bulk or receipt.
    automatic = models.CharField(max_length=10, blank=True)
    # What else was read: recipients, references, troubles, authentication, bounce; `opened` has every [key, generation]
    # of a true secret address that it came to.
    details = models.JSONField(default=dict)

    # What it belongs to, by a secret address or by the letter that it answers: `request:12`.
    about = models.CharField(max_length=60, blank=True)
    matched_by = models.CharField(max_length=10, blank=True)
    # The letter of ours that it answers, or that came back in it.
    letter = models.ForeignKey(Message, null=True, on_delete=models.PROTECT, related_name="replies")
    # A room above has dealt with it; or it waits for a person in the holding pen; or it was put aside: and why.
    dealt_with_at = models.DateTimeField(null=True)
    held = models.CharField(max_length=200, blank=True)
    set_aside = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_at", "id"], name="inbound_due"),
            models.Index(fields=["about", "id"], name="inbound_about"),
            models.Index(fields=["message_id"], name="inbound_message_id"),
            models.Index(fields=["sender", "received_at"], name="inbound_sender"),
            models.Index(fields=["id"], condition=Q(dealt_with_at__isnull=True), name="inbound_open"),
            models.Index(fields=["id"], condition=TO_BE_FILED, name="inbound_to_be_filed"),
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
            models.CheckConstraint(
                condition=~Q(state="kept") | Q(dealt_with_at__isnull=True), name="inbound_dealt_with_after_reading"
            ),
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
    # Shown within the words, like the picture in a signature; and the position of the attached message that brought it.
    inline = models.BooleanField(default=False)
    inside = models.PositiveSmallIntegerField(default=0)
    # Its words, with page marks, as far as they can be read; what is missing of them; and when that was looked at.
    text = models.TextField(blank=True)
    text_missing = models.CharField(max_length=300, blank=True)
    text_at = models.DateTimeField(null=True)
    # Plain sentences about what the file hides.
    hides = models.JSONField(default=list)
    state = models.CharField(max_length=11, choices=State.choices, default=State.UNPUBLISHED)
    # A redacted copy names what it stands for, and why.
    original = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="redacted_copies")
    redaction_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["id"], condition=Q(text_at__isnull=True), name="attachment_words_to_read")]
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
