"""What an uploaded file must be, whatever its name says."""

from __future__ import annotations

from io import BytesIO

import puremagic
from PIL import Image, ImageOps

QUALITY = 92
KEPT = ("icc_profile",)  # colours would look wrong without it; everything else a camera notes is dropped


DRAWN_WITH = ("transparency",)  # which of a small palette's colours is none
OUR_COLOURS = ("RGB", "RGBA")  # a profile for print's inks would be wrong beside them
MOST_PIXELS = 50_000_000  # opened, it takes four bytes for each
MOST_BYTES = 40 * 1024 * 1024
CANT_BE_OPENED = "This picture can’t be opened. It may be damaged or far too large: please save it again."
TOO_LARGE = "This picture is too large: at most 50 million pixels. Please make it smaller and try again."


class Unfit(ValueError):
    """A file that can't be taken; the message says why."""


def without_notes(content: bytes) -> bytes:
    """The same picture, upright, without what a camera or a phone notes in it: place, time, owner, a small copy.

    Raises Unfit if it can't be opened.
    """
    try:
        with Image.open(BytesIO(content)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Unfit(TOO_LARGE)
            return _as_file(picture)
    except Image.DecompressionBombError as bomb:
        raise Unfit(TOO_LARGE) from bomb
    except (OSError, ValueError, SyntaxError) as error:
        if isinstance(error, Unfit):
            raise
        raise Unfit(CANT_BE_OPENED) from error


def _as_file(picture: Image.Image) -> bytes:
    """Drawn anew. A telephone's MPO is a JPEG with a second picture behind the first, of which nobody may know."""
    form = "JPEG" if picture.format in {"JPEG", "MPO"} else str(picture.format)
    kept = {name: picture.info[name] for name in KEPT if picture.info.get(name) and picture.mode in OUR_COLOURS}
    upright = ImageOps.exif_transpose(picture)
    upright.info = {name: upright.info[name] for name in DRAWN_WITH if name in upright.info}
    if form == "JPEG":
        upright, kept["quality"] = upright.convert("RGB"), QUALITY
    file = BytesIO()
    upright.save(file, form, exif=b"", **kept)
    return file.getvalue()


def pages_of_pdf(content: bytes) -> int:
    """How many pages a PDF has. Raises Unfit if it is none, is locked or can't be opened."""
    from pypdf import PdfReader  # 7 MB, which a process that only serves readers need not hold
    from pypdf.errors import PyPdfError

    if len(content) > MOST_BYTES:
        raise Unfit("This file is too large: at most 40 MB. Please make it smaller and try again.")
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
