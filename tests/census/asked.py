"""A round of which the requests went out, and mail about them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.mail.making import LEASE, draft
from whoscounting.census import actions
from whoscounting.census.models import FoiRequest, Round
from whoscounting.census.rules.questions import OF_2026
from whoscounting.lib.actors import Actor
from whoscounting.mail import actions as mail
from whoscounting.mail.models import Message
from whoscounting.mail.rules.limits import Limits

BY = Actor.system("tests")
SENT = date(2026, 3, 2)
SENT_AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def asked(*trusts: str) -> list[FoiRequest]:
    """Requests of a new round, sent on 2 March 2026 to these trusts."""
    actions.plan_round(code="mail", name="By mail", year=2026, questions=OF_2026, rehearsal=True, by=BY)
    round = Round.objects.get(code="mail")
    actions.open_round(round=round, on=date(2026, 3, 1), by=BY)
    actions.record_sending(round=round, trusts=trusts, on=SENT, by=BY)
    by_trust = {one.trust_id: one for one in FoiRequest.objects.filter(round=round, trust__in=trusts)}
    return [by_trust[trust] for trust in trusts]


def sent(request: FoiRequest, *, kind: str = "request", recipient: str = "foi@trust.example") -> Message:
    """Our letter about this request, handed over on 2 March 2026."""
    about = f"request:{request.pk}"
    key = f"{about}:{kind}:{Message.objects.count()}"
    one = draft(
        key=key,
        about=about,
        kind=kind,
        recipient=recipient,
        secrets={"reply": ("reply", request.pk, 1)},
        body="⟦reply⟧",
    )
    mail.queue_letters(drafts=[one], by=BY, at=SENT_AT)
    (letter,) = mail.claim_letters(limits=Limits(), most=1, lease=LEASE, by=BY, at=SENT_AT)
    mail.begin_handover(letter=letter, lease=LEASE, by=BY, at=SENT_AT)
    mail.settle_sent(letter=letter, proof="250 taken", by=BY, at=SENT_AT)
    letter.refresh_from_db()
    return letter
