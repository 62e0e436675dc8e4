"""Mail that waits for a person, whose it may be, and what was written about one request, both ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from whoscounting.census.models import Filing, FoiRequest
from whoscounting.census.rules.domains import domain_of_address, domain_of_website, upwards
from whoscounting.mail.models import Inbound, Message
from whoscounting.register.models import Contact, Trust

State = Inbound.State
MOST_SUGGESTED = 12  # a group of trusts with one domain has no more


@dataclass(frozen=True)
class Suggestion:
    """A request to which a message may belong, and why we think so, in a sentence."""

    request: FoiRequest
    why: str


@dataclass(frozen=True)
class Held:
    """A message in the holding pen; its `held` says why it waits."""

    inbound: Inbound
    suggestions: list[Suggestion]


@dataclass(frozen=True)
class Letter:
    """One letter about a request: `message` of ours, or `inbound` of theirs with how it was filed."""

    when: datetime
    message: Message | None = None
    inbound: Inbound | None = None
    filing: Filing | None = None


def in_pen() -> QuerySet[Inbound]:
    """What waits for a person, oldest first."""
    return Inbound.objects.filter(dealt_with_at__isnull=True, set_aside="").exclude(held="").order_by("id")


def put_aside() -> QuerySet[Inbound]:
    """What was put away, by a person or because it goes in circles; newest first."""
    return Inbound.objects.filter(dealt_with_at__isnull=True).exclude(set_aside="").order_by("-id")


def holding_pen(inbounds: Iterable[Inbound]) -> list[Held]:
    """These messages of the pen with suggestions; five queries for all of them together."""
    waiting = list(inbounds)
    by_trust = newest_requests()
    by_key = {request.pk: request for request in by_trust.values()}
    by_key |= FoiRequest.objects.select_related("trust", "round").in_bulk(
        {key for one in waiting for key in _keys(one)}
    )
    whose = Whose()
    return [Held(one, _suggestions(one, by_key, by_trust, whose)) for one in waiting]


def being_read() -> int:
    """How many messages are kept that nobody has read yet."""
    return Inbound.objects.filter(state=State.KEPT).count()


def correspondence(request: FoiRequest) -> list[Letter]:
    """All letters about a request, ours and theirs, in the order of time."""
    ours = Message.objects.filter(about=f"request:{request.pk}").exclude(state=Message.State.CANCELLED)
    filings = Filing.objects.filter(request=request).select_related("inbound")
    filings = filings.prefetch_related("inbound__attachments", "inbound__filings")
    out = [Letter(one.handed_at or one.settled_at or one.queued_at, message=one) for one in ours]
    back = [Letter(one.inbound.received_at, inbound=one.inbound, filing=one) for one in filings]
    return sorted([*out, *back], key=lambda letter: letter.when)


class Whose:
    """Which trusts a sender may speak for. Asked once for the addresses and domains of all trusts."""

    def __init__(self) -> None:
        self._by_address: dict[str, list[str]] = defaultdict(list)
        self._by_domain: dict[str, set[str]] = defaultdict(set)
        for trust, address in Contact.objects.values_list("trust_id", "email"):
            self._by_address[address.lower()].append(trust)
            self._by_domain[domain_of_address(address)].add(trust)
        for trust, url in Trust.objects.filter(closed__isnull=True).values_list("ods_code", "website"):
            self._by_domain[domain_of_website(url)].add(trust)

    def trusts(self, sender: str) -> dict[str, str]:
        """Code: why. The address itself tells more than its domain."""
        found = dict.fromkeys(self._by_address.get(sender, ()), "It came from the address to which we write.")
        for domain in upwards(sender.rpartition("@")[2]):
            for trust in sorted(self._by_domain.get(domain, ())):
                found.setdefault(trust, f"It came from this trust’s domain, {domain}.")
        return found


def _suggestions(
    inbound: Inbound, by_key: dict[int, FoiRequest], by_trust: dict[str, FoiRequest], whose: Whose
) -> list[Suggestion]:
    found = {
        key: Suggestion(by_key[key], "It came to an address of this request that has been replaced.")
        for key in _keys(inbound)
        if key in by_key
    }
    for trust, why in whose.trusts(inbound.sender).items():
        if request := by_trust.get(trust):
            found.setdefault(request.pk, Suggestion(request, why))
    return list(found.values())[:MOST_SUGGESTED]


def _keys(inbound: Inbound) -> list[int]:
    return [key for key, _ in inbound.details.get("opened", [])]


def newest_requests() -> dict[str, FoiRequest]:
    """Each trust's latest request that we sent."""
    sent = FoiRequest.objects.filter(sent_on__isnull=False).select_related("trust", "round").order_by("sent_on", "pk")
    return {request.trust_id: request for request in sent}
