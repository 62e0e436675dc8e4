"""Letters from trusts that are filed and that nobody has read: as long as there is one, nobody is called silent."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from whoscounting.census.models import Evidence, Filing, FoiRequest, Notice
from whoscounting.mail.models import Inbound

# A case system's letter may be an answer; an out-of-office reply and a receipt are none.
MAY_ANSWER = Q(inbound__kind=Inbound.Kind.LETTER) | Q(
    inbound__kind=Inbound.Kind.AUTOMATIC, inbound__automatic="generated"
)


def unread(requests: Iterable[FoiRequest]) -> set[int]:
    """Which of these requests have a letter of which nobody has confirmed what it does or says. One query."""
    same = {"request": OuterRef("request"), "inbound": OuterRef("inbound")}
    noticed = Notice.objects.filter(**same)
    rested_on = Evidence.objects.filter(answer__request=OuterRef("request"), inbound=OuterRef("inbound"))
    filings = Filing.objects.filter(MAY_ANSWER, request__in=[request.pk for request in requests])
    return set(filings.exclude(Exists(noticed)).exclude(Exists(rested_on)).values_list("request", flat=True))
