"""What we write to a trust, which mail belongs to which request, and what each letter did."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from whoscounting.census.models.request import FoiRequest
from whoscounting.census.models.round import Round
from whoscounting.census.models.vocabulary import LetterKind, NoticeKind, one_of
from whoscounting.mail.models import Inbound


class LetterText(models.Model):
    """The words of one kind of letter in one round, with merge fields (see rules.letters)."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="letter_texts")
    kind = models.CharField(max_length=13, choices=LetterKind.choices)
    subject = models.CharField(max_length=200)
    body = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "kind"], name="letter_text_once"),
            models.CheckConstraint(condition=one_of("kind", LetterKind), name="letter_text_kind_known"),
            models.CheckConstraint(condition=~Q(subject="") & ~Q(body=""), name="letter_text_is_written"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.kind}"


class Filing(models.Model):
    """This mail belongs to this request. One letter may speak for several trusts."""

    request = models.ForeignKey(FoiRequest, on_delete=models.PROTECT, related_name="filings")
    inbound = models.ForeignKey(Inbound, on_delete=models.PROTECT, related_name="filings")
    # By the secret address, by the letter that it answers, or by a person.
    how = models.CharField(
        max_length=10, choices=[("address", "Address"), ("references", "Answers"), ("staff", "Staff")]
    )
    filed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "inbound"], name="filing_once"),
            models.CheckConstraint(condition=Q(how__in=["address", "references", "staff"]), name="filing_how_known"),
        ]

    def __str__(self) -> str:
        return f"{self.inbound_id} to {self.request_id}"


class Notice(models.Model):
    """What a letter did, confirmed by a person, with the words that it rests on. The clock follows from it."""

    request = models.ForeignKey(FoiRequest, on_delete=models.PROTECT, related_name="notices")
    inbound = models.ForeignKey(Inbound, null=True, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=15, choices=NoticeKind.choices)
    words = models.TextField()
    # The day of the letter, and the day that it names (an extension's end).
    noted_on = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "inbound", "kind"], name="notice_once_per_letter"),
            models.CheckConstraint(condition=one_of("kind", NoticeKind), name="notice_kind_known"),
            models.CheckConstraint(condition=~Q(words=""), name="notice_quotes"),
            models.CheckConstraint(
                condition=~Q(kind="extension") | Q(until__isnull=False), name="notice_extension_has_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.kind}"
