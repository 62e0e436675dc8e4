"""A request's story with its proofs, as a page and as a paper."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from whoscounting.census.models import FoiRequest
from whoscounting.census.queries.chronology import chronology
from whoscounting.desk.access import needs
from whoscounting.desk.frame import StaffRequest, page
from whoscounting.desk.printing.chronology import chronology_pdf
from whoscounting.desk.views.case import way_to


@needs("census.record_reply")
def story(request: StaffRequest, pk: int) -> HttpResponse:
    foi = _request(pk)
    return page(request, "desk/chronology.html", title="Chronology", trail=way_to(foi), found=chronology(foi))


@needs("census.record_reply")
@never_cache
def paper(request: StaffRequest, pk: int) -> HttpResponse:
    foi = _request(pk)
    response = HttpResponse(chronology_pdf(chronology(foi)), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="chronology-{foi.round_id}-{foi.trust_id}.pdf"'
    return response


def _request(pk: int) -> FoiRequest:
    return get_object_or_404(FoiRequest.objects.select_related("trust", "round"), pk=pk)
