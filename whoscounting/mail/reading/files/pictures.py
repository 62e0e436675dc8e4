"""Pictures: whether a camera or phone noted in them where they were taken. Only their notes are read, never drawn."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from whoscounting.mail.reading.files.budget import TooLarge
from whoscounting.mail.reading.files.zips import DAMAGED, Unfit

FORMATS = ("PNG", "JPEG", "MPO", "TIFF", "WEBP", "GIF", "BMP")
GPS = 0x8825
ARTIST = 0x013B
PLACE = "It notes the place where it was taken."


def look(path: Path) -> list[str]:
    """Raises Unfit, TooLarge."""
    try:
        with Image.open(path, formats=FORMATS) as picture:
            notes = picture.getexif()
            said = [PLACE] if notes.get_ifd(GPS) else []
            return [*said, "It names who took it."] if str(notes.get(ARTIST, "")).strip() else said
    except MemoryError:
        raise
    except Image.DecompressionBombError as error:
        raise TooLarge from error
    except Exception as error:  # Pillow raises almost anything over a damaged picture
        raise Unfit(DAMAGED) from error
