"""What shows that a trust has our request."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from whoscounting.census.models import Filing, FoiRequest, LetterKind
from whoscounting.census.rules.delivery import Kind, Proof, Sign, proof
from whoscounting.mail.models import Inbound, Message

GONE = (Message.State.SENT, Message.State.BOUNCED)


def unproved() -> QuerySet[FoiRequest]:
    """Requests that went out and got some mail, of which we don't know yet whether the trust has them."""
    with_mail = Filing.objects.exclude(inbound__kind=Inbound.Kind.BOUNCE).values("request")
    return FoiRequest.objects.filter(sent_on__isnull=False, received_on__isnull=True, pk__in=with_mail)


def proof_of(request: FoiRequest) -> Proof | None:
    """What the first message that shows it says; None if none does."""
    if request.sent_on is None:
        return None
    filings = Filing.objects.filter(request=request).select_related("inbound").order_by("inbound__received_at", "id")
    signs = (_sign(filing) for filing in filings)
    handed_on = _handed_on(request)
    proofs = (proof(sign, sent_on=request.sent_on, handed_on=handed_on) for sign in signs if sign)
    return next((found for found in proofs if found), None)


def day_of(inbound: Inbound) -> date:
    """The day of a message: when our server had it; of one that staff brought, what its sender's clock says."""
    dropped = inbound.source == Inbound.Source.DROPPED
    return timezone.localdate((dropped and inbound.sent_at) or inbound.received_at)


def _sign(filing: Filing) -> Sign | None:
    """What a message shows. One that may be forged shows something only if a person has filed it."""
    inbound = filing.inbound
    believed = filing.how == "staff" or not inbound.details.get("doubtful")
    kind = _kind(inbound) if believed and inbound.state == Inbound.State.READ else None
    return Sign(kind, day_of(inbound), inbound.pk) if kind else None


def _kind(inbound: Inbound) -> Kind | None:
    """A report that a letter failed, is late or was passed on somewhere shows nothing."""
    if report := inbound.details.get("bounce"):
        return Kind.REPORT if report.get("action") == "delivered" else None
    if inbound.kind == Inbound.Kind.LETTER:
        return Kind.LETTER
    return Kind.OPENED if inbound.automatic == "receipt" else Kind.AUTOMATIC


def _handed_on(request: FoiRequest) -> date | None:
    """The day on which our request went to their server. Of several, sent to ever better addresses, the last."""
    sent = Message.objects.filter(about=f"request:{request.pk}", kind=LetterKind.REQUEST, state__in=GONE)
    last = sent.exclude(handed_at=None).order_by("-handed_at").first()
    return timezone.localdate(last.handed_at) if last and last.handed_at else None
