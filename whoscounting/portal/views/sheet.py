"""The questions as a spreadsheet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from whoscounting.census.queries import doors
from whoscounting.mail.reading.kinds import XLSX
from whoscounting.portal.doorway import Visit, behind_the_door


@behind_the_door
def download(http: HttpRequest, visit: Visit) -> HttpResponse:
    """Filled with the draft; what the trust said last time stands beside it."""
    from whoscounting.portal.sheets.writing import workbook  # brings ten megabytes that no reader needs

    request = visit.request
    content = workbook(
        trust=request.trust.name,
        round=request.round.name,
        rehearsal=request.round.rehearsal,
        asked=doors.asked(request),
        written=doors.written(doors.draft_of(request)),
        last=doors.last_time(request),
    )
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="questions-{request.trust_id.lower()}.xlsx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
