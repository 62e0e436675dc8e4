"""What a file is by its content, whatever its name says. Types are named as on the web (`application/pdf`)."""

from __future__ import annotations

import re
from mmap import ACCESS_READ, mmap
from pathlib import Path

import puremagic

from whoscounting.mail.reading.files.zips import Unfit, names_in

PDF = "application/pdf"
OFFICE = "application/vnd.openxmlformats-officedocument"
XLSX, DOCX = f"{OFFICE}.spreadsheetml.sheet", f"{OFFICE}.wordprocessingml.document"
PPTX = f"{OFFICE}.presentationml.presentation"
XLSM = "application/vnd.ms-excel.sheet.macroenabled.12"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
DOCM = "application/vnd.ms-word.document.macroenabled.12"
XLS, DOC, PPT = "application/vnd.ms-excel", "application/msword", "application/vnd.ms-powerpoint"
MSG = "application/vnd.ms-outlook"
LOCKED = "application/encrypted"  # an Office file behind a password
OLE = "application/x-ole-storage"
ZIP, TNEF, RTF = "application/zip", "application/ms-tnef", "application/rtf"
CSV, TEXT, HTML = "text/csv", "text/plain", "text/html"
CALENDAR, EML = "text/calendar", "message/rfc822"
PROGRAM = "application/x-executable"
UNKNOWN = "application/octet-stream"

HEAD = 4096
SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"{\\rtf", RTF),
    (b"\x78\x9f\x3e\x22", TNEF),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x1f\x8b", "application/gzip"),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"L\0\0\0\x01\x14\x02\0", PROGRAM),  # a Windows shortcut
    (b"#!", PROGRAM),
)
PICTURES = {"image/png", "image/jpeg", "image/tiff", "image/webp", "image/gif", "image/bmp"}
INSIDE_ZIP = (
    ("xl/vbaProject.bin", XLSM),
    ("word/vbaProject.bin", DOCM),
    ("xl/workbook.xml", XLSX),
    ("xl/workbook.bin", XLSB),
    ("word/document.xml", DOCX),
    ("ppt/presentation.xml", PPTX),
)
INSIDE_OLE = (
    ("EncryptedPackage", LOCKED),
    ("__substg1.0_", MSG),
    ("WordDocument", DOC),
    ("Workbook", XLS),
    ("PowerPoint Document", PPT),
    ("Book", XLS),
)
WEB_PAGE = re.compile(rb"\s{0,200}(?:<!doctype html|<html|<head|<body|<script|<!--)", re.IGNORECASE)
A_MESSAGE = re.compile(
    rb"(?:Return-Path|Received|From|To|Date|MIME-Version|Message-ID|Subject|Content-Type):", re.IGNORECASE
)
RUNS = {"exe", "com", "scr", "pif", "msi", "bat", "cmd", "vbs", "vbe", "js", "jse", "wsf", "wsh", "hta", "ps1", "lnk"}
RUNS |= {"jar", "cpl", "reg", "chm", "iso", "img", "vhd", "one", "url"}
# What a name's ending promises, where a reader would open it on that promise.
PROMISES = {
    "pdf": {PDF},
    "xlsx": {XLSX, LOCKED},
    "xlsm": {XLSM, XLSX, LOCKED},
    "xls": {XLS, LOCKED},
    "docx": {DOCX, LOCKED},
    "doc": {DOC, RTF, LOCKED},
    "csv": {CSV, TEXT},
    "png": {"image/png"},
    "jpg": {"image/jpeg"},
    "jpeg": {"image/jpeg"},
    "zip": {ZIP},
}
ENDINGS = {PDF: ".pdf", XLSX: ".xlsx", DOCX: ".docx", CSV: ".csv", TEXT: ".txt", EML: ".eml", CALENDAR: ".ics"}
ENDINGS |= {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", TNEF: ".dat", HTML: ".html", ZIP: ".zip"}
SPOKEN = {
    PDF: "a PDF",
    XLSX: "an Excel file",
    XLSM: "an Excel file with macros",
    XLSB: "an Excel file in binary form",
    XLS: "an old Excel file",
    DOCX: "a Word file",
    DOCM: "a Word file with macros",
    DOC: "an old Word file",
    PPTX: "a PowerPoint file",
    PPT: "an old PowerPoint file",
    MSG: "an Outlook message",
    LOCKED: "an Office file behind a password",
    ZIP: "a ZIP archive",
    RTF: "a rich text file",
    TNEF: "an Outlook package (winmail.dat)",
    HTML: "a web page",
    PROGRAM: "a program",
    TEXT: "plain text",
    CSV: "a table of plain text",
    EML: "a message",
    CALENDAR: "a calendar entry",
}


def found(path: Path, name: str, declared: str) -> str:
    """The type. Name and declaration decide only between kinds of plain text, which look all the same."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _in_zip(path, head)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _in_ole(path)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    for sign, kind in SIGNS:
        if head.startswith(sign):
            return kind
    return _text(head, ending(name), declared) or _guess(head)


def _in_zip(path: Path, head: bytes) -> str:
    if head[30:38] == b"mimetype" and head[38:].startswith(b"application/vnd.oasis.opendocument."):
        return re.split(rb"[^a-z.\-/]", head[38:118])[0].decode()
    try:
        names = names_in(path)
    except Unfit:
        return ZIP
    return next((kind for inside, kind in INSIDE_ZIP if inside in names), ZIP)


def _in_ole(path: Path) -> str:
    """Old Office files name their streams in UTF-16."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        return next((kind for name, kind in INSIDE_OLE if content.find(name.encode("utf-16-le")) >= 0), OLE)


def _text(head: bytes, ending: str, declared: str) -> str:
    """Which kind of plain text it is; empty where it is none."""
    if any(byte in head for byte in b"\0\x01\x02\x03\x04\x05\x06") and head[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
        return ""
    if WEB_PAGE.match(head.removeprefix(b"\xef\xbb\xbf")):
        return HTML
    if head.lstrip().startswith(b"BEGIN:VCALENDAR"):
        return CALENDAR
    if (declared == EML or ending == "eml") and A_MESSAGE.search(head):
        return EML
    return CSV if ending in {"csv", "tsv"} or declared == CSV else TEXT


def _guess(head: bytes) -> str:
    try:
        return str(puremagic.magic_string(head)[0].mime_type)[:100] or UNKNOWN
    except (puremagic.PureError, ValueError, IndexError):
        return UNKNOWN


def ending(name: str) -> str:
    """`xlsx` of `Answers.XLSX`; empty where there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def usual_ending(kind: str) -> str:
    """`.pdf` for a PDF; empty where nothing is usual."""
    return ENDINGS.get(kind, "")


def warnings(name: str, kind: str) -> tuple[str, ...]:
    """What a person should know before opening it, from its name and type alone."""
    promised = PROMISES.get(ending(name))
    said = [f"Its name says .{ending(name)}, but it is {SPOKEN.get(kind, kind)}."] if _breaks(promised, kind) else []
    if kind == PROGRAM or ending(name) in RUNS:
        said.append("It is a program or can start one. Do not open it.")
    if kind == HTML or ending(name) in {"html", "htm", "svg", "mht", "xhtml"}:
        said.append("It is a web page, which can hold programs. Only its words are shown.")
    if kind == TNEF:
        said.append("Outlook packed attachments into it (winmail.dat). Please ask for them as ordinary files.")
    return tuple(said)


def _breaks(promised: set[str] | None, kind: str) -> bool:
    return bool(promised) and kind not in (promised or set())
