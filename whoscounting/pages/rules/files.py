"""What an uploaded file must be, whatever its name says."""

from __future__ import annotations

from io import BytesIO

import puremagic
from PIL import Image, ImageOps
from pypdf import PdfReader
from pypdf.errors import PyPdfError

QUALITY = 92
KEPT = ("icc_profile",)  # colours would look wrong without it; everything else a camera notes is dropped


class Unfit(ValueError):
    """A file that can't be taken; the message says why."""


def without_notes(content: bytes) -> bytes:
    """The same picture, upright, without what a camera or a phone notes in it: place, time, owner, a small copy.

    Raises Unfit if it can't be opened.
    """
    try:
        with Image.open(BytesIO(content)) as picture:
            upright = ImageOps.exif_transpose(picture)
            kept = {name: picture.info[name] for name in KEPT if picture.info.get(name)}
            file = BytesIO()
            if picture.format == "JPEG":
                upright.convert("RGB").save(file, "JPEG", quality=QUALITY, exif=b"", **kept)
            else:
                upright.info = {}
                upright.save(file, picture.format, exif=b"", **kept)
            return file.getvalue()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Unfit("This picture can’t be opened. It may be damaged: please save it again.") from error


def pages_of_pdf(content: bytes) -> int:
    """How many pages a PDF has. Raises Unfit if it is none, is locked or can't be opened."""
    if not _is_pdf(content):
        raise Unfit("This file is not a PDF, whatever its name says. Please save it as PDF and try again.")
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            raise Unfit("This PDF is locked with a password. Please upload it unlocked.")
        return len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError) as error:
        if isinstance(error, Unfit):
            raise
        raise Unfit("This PDF can’t be opened. It may be damaged: please make it again.") from error


def _is_pdf(content: bytes) -> bool:
    try:
        return content.startswith(b"%PDF-") and bool(puremagic.from_string(content, mime=True) == "application/pdf")
    except puremagic.PureError:
        return False
