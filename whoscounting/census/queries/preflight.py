"""Whether a round's letters may go out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.conf import settings
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from whoscounting.census.models import FoiRequest, LetterKind, Round
from whoscounting.census.queries.letters import words_of
from whoscounting.census.rules.letters import objections
from whoscounting.census.rules.preflight import Check, Machine, Office, checks
from whoscounting.mail.models import Inbound
from whoscounting.register.models import Contact, Trust
from whoscounting.register.queries.holidays import holidays_until

PROBE = "request:0"  # no request has this key: what comes to its reply address is our own letter to ourselves


def preflight(round: Round, *, trusts: Collection[str] | None = None, today: date) -> list[Check]:
    """What must be green before this round's requests are sent, to all or to these trusts. Four queries."""
    return checks(
        offices(round, trusts),
        letter_objections=objections(LetterKind.REQUEST, words_of(round, LetterKind.REQUEST)),
        machine=_machine(round),
        holidays_until=holidays_until(),
        today=today,
    )


def to_be_asked() -> Q:
    """Which requests of a round still wait for their letter: never sent, or come back before the trust had it."""
    came_back = Q(bounced_on__isnull=False, received_on__isnull=True, refused_on__isnull=True, revision=0)
    return Q(sent_on__isnull=True) | came_back


def unasked(round: Round, trusts: Collection[str] | None = None) -> QuerySet[FoiRequest]:
    """The requests in scope that still wait for their letter, of these trusts or all, by name."""
    requests = FoiRequest.objects.filter(to_be_asked(), round=round, in_scope=True)
    chosen = requests if trusts is None else requests.filter(trust__in=trusts)
    return chosen.select_related("trust").order_by("trust__name")


def offices(round: Round, trusts: Collection[str] | None = None) -> list[Office]:
    """The office of every trust in scope that is still to be asked, by name. Two queries."""
    known = {contact.trust_id: contact for contact in Contact.objects.filter(role=Contact.Role.FOI)}
    return [office(one.trust, known.get(one.trust_id)) for one in unasked(round, trusts)]


def office(trust: Trust, contact: Contact | None) -> Office:
    """Where letters to this trust go, as the rules want it."""
    if contact is None:
        return Office(trust.pk, trust.name)
    return Office(trust.pk, trust.name, contact.email, contact.verified_on, contact.bounced_on)


def _machine(round: Round) -> Machine:
    came_back = Inbound.objects.filter(about=PROBE).aggregate(last=Max("received_at"))["last"]
    return Machine(
        charity=settings.CHARITY_NAME,
        sends=bool(settings.SMTP_URL) or round.rehearsal,
        reply_domain=settings.REPLY_DOMAIN,
        receives=bool(settings.IMAP_URL or settings.WEBHOOK_PROVIDER),
        loop_proved_on=timezone.localdate(came_back) if came_back else None,
        rehearsing=round.rehearsal,
    )
