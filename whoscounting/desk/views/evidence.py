"""Handing the file behind an answer to staff."""

from __future__ import annotations

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from whoscounting.census.models import Evidence
from whoscounting.desk.access import needs
from whoscounting.desk.frame import StaffRequest, page
from whoscounting.lib import vault


@needs("census.see_desk")
@never_cache
def evidence(request: StaffRequest, pk: int) -> HttpResponse | FileResponse:
    """Send the file to be saved. Whatever it claims to be, the browser must not run or show it on our address."""
    piece = get_object_or_404(Evidence.objects.exclude(sha256=""), pk=pk)
    try:
        file = vault.path_of(settings.EVIDENCE_ROOT, piece.sha256).open("rb")
    except FileNotFoundError:
        return page(request, "desk/file_missing.html", title="This file is missing", status=404, piece=piece)
    name = piece.file_name or f"evidence-{piece.pk}"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
