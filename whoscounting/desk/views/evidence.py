"""Handing files that trusts sent to staff."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from whoscounting.census.models import DoorFile, Evidence
from whoscounting.desk.access import needs
from whoscounting.desk.frame import StaffRequest
from whoscounting.desk.saving import file_to_save, text_to_save
from whoscounting.lib.masking import masked


@needs("census.see_desk")
@never_cache
def evidence(request: StaffRequest, pk: int) -> HttpResponse | FileResponse:
    """A letter's bytes hold the secret address that it came to: who may not read mail has its words alone."""
    piece = get_object_or_404(Evidence.objects.select_related("inbound").exclude(sha256=""), pk=pk)
    letter = piece.inbound
    if letter and letter.sha256 == piece.sha256 and not request.user.has_perm("mail.read_mail"):
        return text_to_save(masked(letter.text), name="letter.txt")
    return file_to_save(request, sha256=piece.sha256, name=piece.file_name or f"evidence-{piece.pk}")


@needs("mail.read_mail")
@never_cache
def door_file(request: StaffRequest, pk: int) -> HttpResponse | FileResponse:
    """A file that a trust sent through its own link; what still belongs to its draft is its own affair."""
    file = get_object_or_404(DoorFile.objects.exclude(revision=0), pk=pk)
    return file_to_save(request, sha256=file.sha256, name=file.name)
