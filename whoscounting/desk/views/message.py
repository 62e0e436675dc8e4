"""One message that came: its words, what is doubtful about it, its files, and where it belongs."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from whoscounting.census.queries import pen
from whoscounting.desk.access import needs
from whoscounting.desk.frame import StaffRequest, page
from whoscounting.desk.history import moments
from whoscounting.desk.incoming import also_named, filed_with, files, remarks
from whoscounting.desk.saving import file_to_save
from whoscounting.desk.views.pen import way
from whoscounting.ledger import queries as ledger
from whoscounting.mail.models import Inbound


@needs("mail.read_mail")
def message(request: StaffRequest, pk: int) -> HttpResponse:
    inbound = get_object_or_404(Inbound.objects.prefetch_related("attachments"), pk=pk)
    filings, newest = filed_with(inbound), pen.newest_requests()
    filed = {filing.request_id for filing in filings}
    also = also_named(inbound, newest, besides={filing.request.trust_id for filing in filings})
    suggested = [] if filings else pen.holding_pen([inbound])[0].suggestions
    offered = {one.request.pk for one in [*suggested, *also]}
    others = [one for one in newest.values() if one.pk not in filed | offered]
    return page(
        request,
        "desk/mail/message.html",
        title=inbound.subject or "A message without a subject",
        trail=way(),
        inbound=inbound,
        remarks=remarks(inbound),
        files=files(inbound),
        filings=filings,
        suggested=[one for one in suggested if one.request.pk not in {two.request.pk for two in also}],
        also=also,
        others=sorted(others, key=lambda one: one.trust.name),
        history=moments(list(ledger.history(subject=f"mail:{inbound.pk}"))),
    )


@needs("mail.read_mail")
@never_cache
def raw(request: StaffRequest, pk: int) -> HttpResponse | FileResponse:
    """The bytes as they came."""
    inbound = get_object_or_404(Inbound, pk=pk)
    return file_to_save(request, sha256=inbound.sha256, name=f"letter-{inbound.pk}.eml")
