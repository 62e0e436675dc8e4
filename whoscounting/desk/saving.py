"""Files that others made, handed to staff to be saved. Whatever one claims to be, no browser runs or shows it."""

from __future__ import annotations

from typing import TypeVar

from django.conf import settings
from django.http import FileResponse, HttpResponse

from whoscounting.desk.frame import StaffRequest, page
from whoscounting.lib import vault

Answer = TypeVar("Answer", HttpResponse, FileResponse)


def file_to_save(request: StaffRequest, *, sha256: str, name: str) -> HttpResponse | FileResponse:
    """The kept bytes with this hash under a name; a page that explains it where they are missing."""
    try:
        file = vault.path_of(settings.EVIDENCE_ROOT, sha256).open("rb")
    except FileNotFoundError:
        title = "This file is missing"
        return page(request, "desk/file_missing.html", title=title, status=404, name=name, sha256=sha256)
    return _only_to_save(FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream"))


def text_to_save(text: str, *, name: str) -> HttpResponse:
    """Words under a name."""
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return _only_to_save(response)


def _only_to_save(response: Answer) -> Answer:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
