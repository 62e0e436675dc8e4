"""Adding pictures and files without a browser, held to the same rules as uploads."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image

from whoscounting.ledger.actions import record
from whoscounting.lib.actions import Refused, action
from whoscounting.lib.actors import Actor
from whoscounting.pages.models.files import Download, Picture
from whoscounting.pages.rules.files import Unfit, pages_of_pdf, without_notes


@action
def add_picture(*, title: str, description: str, content: bytes, by: Actor, at: datetime | None = None) -> Picture:
    """Keep a picture with its words. Raises Refused for what can't be opened."""
    try:
        cleaned = without_notes(content)
    except Unfit as unfit:
        raise Refused(str(unfit)) from unfit
    with Image.open(BytesIO(cleaned)) as opened:
        ending = str(opened.format).lower()
    file = ImageFile(BytesIO(cleaned), name=f"picture.{ending}")
    picture = Picture(title=title, description=description, file=file, file_size=len(cleaned))
    picture.save()
    record(by=by, at=at, verb="picture added", subject=f"picture:{picture.pk}")
    return picture


@action
def add_download(*, title: str, filename: str, content: bytes, by: Actor, at: datetime | None = None) -> Download:
    """Keep a PDF and its number of pages. Raises Refused for what is none."""
    try:
        download = Download(title=title, pages=pages_of_pdf(content), file_size=len(content))
    except Unfit as unfit:
        raise Refused(str(unfit)) from unfit
    download.file.save(filename, ContentFile(content), save=False)
    download.save()
    record(by=by, at=at, verb="download added", subject=f"download:{download.pk}")
    return download
