"""The closed lists of the census. Their public words live in the ui."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Verdict(models.TextChoices):
    """What a finding says of a trust. The order is the order in which readers see them; it ranks nothing."""

    COLLECTING = "collecting", "Collecting"
    PARTIAL = "partial", "Partly collecting"
    NOT_COLLECTING = "not_collecting", "Not collecting"
    UNDECIDED = "undecided", "Replied, no clear answer"
    NO_RESPONSE = "no_response", "No response"


class Stage(models.TextChoices):
    """How a trust stands in an edition: found something of it, or not yet and why."""

    NOT_ASKED = "not_asked", "Not asked yet"
    AWAITING = "awaiting", "Awaiting an answer"
    BEING_READ = "being_read", "Answer being read"
    FOUND = "found", "Has a finding"


class Disposition(models.TextChoices):
    """What became of one question."""

    ANSWERED = "answered", "Answered"
    REFUSED = "refused", "Refused"
    NOT_HELD = "not_held", "Not held"
    SILENT = "silent", "Not answered"


class Exemption(models.TextChoices):
    """The ground of a refusal: sections of the Freedom of Information Act 2000."""

    NONE = "", "None"
    S12 = "s12", "Section 12: cost of finding it"
    S14 = "s14", "Section 14: vexatious or repeated"
    S21 = "s21", "Section 21: already public"
    S22 = "s22", "Section 22: to be published"
    S40 = "s40", "Section 40: personal data"
    OTHER = "other", "Another section"


class Origin(models.TextChoices):
    """Where a piece of evidence came from. Kinds are kept apart and shown side by side."""

    REPLY = "reply", "The trust’s reply to our request"
    PUBLISHED = "published", "Published by the trust"
    NATIONAL = "national", "A national data set"


class Hold(models.TextChoices):
    """Why the law's clock stands still for a request."""

    NONE = "", "None"
    CLARIFICATION = "clarification", "The trust asked what we mean"
    FEES = "fees", "A fees notice"


class LetterKind(models.TextChoices):
    """The letters that we write to a trust in a round. Each may go once; a clarification whenever it is asked for."""

    REQUEST = "request", "The request"
    CHASER = "chaser", "The reminder"
    CLARIFICATION = "clarification", "What we mean"
    REVIEW = "review", "Asking for an internal review"


class NoticeKind(models.TextChoices):
    """What a letter from a trust does, apart from answering questions one by one. One letter may do several."""

    ACKNOWLEDGEMENT = "acknowledgement", "Acknowledgement"
    CLARIFICATION = "clarification", "Asks what we mean"
    FEES = "fees", "Fees notice"
    EXTENSION = "extension", "Takes more time"
    REFUSAL = "refusal", "Refusal"
    NOT_HELD = "not_held", "Not held"
    TRANSFERRED = "transferred", "Transferred to another body"
    ANSWER = "answer", "Answer"
    REDIRECT = "redirect", "Sends us to another body"
    DISCLOSURE_LOG = "disclosure_log", "Link to a disclosure log"
    SECURE_LINK = "secure_link", "Secure-mail link that expires"
    OUT_OF_OFFICE = "out_of_office", "Out of office"
    REVIEW_OUTCOME = "review_outcome", "Outcome of the internal review"
    NOT_OUR_SERVICE = "not_our_service", "Does not treat breast cancer"
    ATTACHMENT_ONLY = "attachment_only", "Only an attachment, to be read"


def one_of(field: str, choices: type[models.TextChoices]) -> Q:
    """The condition that a text field holds one of the closed list."""
    return Q(**{f"{field}__in": choices.values})
