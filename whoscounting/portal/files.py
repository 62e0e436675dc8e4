"""Which files a trust may bring: found out from what is in them, whatever their names say."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from whoscounting.census.actions.doors import LARGEST_FILE
from whoscounting.lib.actions import Refused
from whoscounting.mail.reading import clean, kinds

TAKEN = {kinds.PDF, kinds.XLSX, kinds.XLS, kinds.DOCX, kinds.DOC, kinds.CSV, *kinds.PICTURES}
TAKEN_IN_WORDS = "PDF, Word, Excel, CSV and pictures"
WHY_NOT = {
    kinds.XLSM: "This Excel file holds macros. Save it as an ordinary workbook (.xlsx), then add it again.",
    kinds.DOCM: "This Word file holds macros. Save it as an ordinary document (.docx), then add it again.",
    kinds.XLSB: "This is an Excel file in binary form. Save it as an ordinary workbook (.xlsx), then add it again.",
    kinds.LOCKED: "This file is locked with a password. Save it without one, then add it again.",
    kinds.ZIP: "This is an archive. Unpack it, and add its files one by one.",
}


def brought(file: UploadedFile) -> tuple[str, str, bytes]:
    """Name, found type and content of a file that may be kept. Raises Refused with a sentence for who brought it."""
    if not file.size:
        raise Refused("This file is empty.")
    if file.size > LARGEST_FILE:
        raise Refused("This file is larger than 25 MB.")
    content = file.read()
    name = clean.file_name(file.name or "", "file")
    kind = found_type(content, name)
    if kind not in TAKEN:
        raise Refused(WHY_NOT.get(kind, f"This kind of file can’t be added. We take {TAKEN_IN_WORDS}."))
    return name, kind, content


def found_type(content: bytes, name: str) -> str:
    """What these bytes are. Only kinds of plain text are told apart by the name."""
    with tempfile.NamedTemporaryFile(prefix="brought-") as file:
        file.write(content)
        file.flush()
        return kinds.found(Path(file.name), name, "")
