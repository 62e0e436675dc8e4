"""Files for the tests, each hiding something."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
from openpyxl.comments import Comment
from PIL import Image
from pypdf import PdfWriter
from pypdf.actions import JavaScript
from pypdf.annotations import FreeText
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from tests.mail.reading.letters import zipped

TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def workbook() -> bytes:
    """Answers, with a hidden sheet, a very hidden one, hidden rows and columns, and notes."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Answers"
    sheet.append(["Period", "People", "Share"])
    sheet.append([date(2025, 4, 1), 31, 0.25])
    sheet["C2"].number_format = "0%"
    for row in (5, 6, 9):
        sheet.row_dimensions[row].hidden = True
        sheet.cell(row, 1, f"row {row}")
    for column in ("D", "E"):
        sheet.column_dimensions[column].hidden = True
    sheet["B2"].comment = Comment("two are named here", "Someone")
    sheet["C10"].comment = Comment("check", "Someone")
    book.create_sheet("Names").sheet_state = "hidden"
    book["Names"]["A1"] = "a name"
    book.create_sheet("Raw").sheet_state = "veryHidden"
    book.properties.creator = "Someone"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def plain_workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = "nothing hidden"
    book.properties.creator = None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook_of(sheet: str, more: dict[str, bytes | str] | None = None) -> bytes:
    """By hand, with this XML as its one sheet."""
    relation = '<Relationship Id="r1" Type="http://x/worksheet" Target="/xl/worksheets/s.xml"/>'
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": TYPES,
        "xl/workbook.xml": '<x:workbook xmlns:x="a" xmlns:r="b"><x:sheets>'
        '<x:sheet name="S" r:id="r1"/></x:sheets></x:workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{relation}</Relationships>",
        "xl/worksheets/s.xml": sheet,
    }
    return zipped(parts | (more or {}))


def document(body: str, more: dict[str, bytes | str] | None = None) -> bytes:
    text = f'<?xml version="1.0"?><w:document {W}><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": text} | (more or {}))


def paragraph(text: str, inside: str = "") -> str:
    return f"<w:p><w:r>{inside}<w:t>{text}</w:t></w:r></w:p>"


def pdf(pages: tuple[str, ...] = ("31 people", "second page")) -> PdfWriter:
    writer = PdfWriter()
    for words in pages:
        page = writer.add_blank_page(595, 842)
        font = {"/Type": NameObject("/Font"), "/Subtype": NameObject("/Type1"), "/BaseFont": NameObject("/Helvetica")}
        fonts = DictionaryObject({NameObject("/F1"): DictionaryObject({NameObject(k): v for k, v in font.items()})})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = StreamObject()
        stream.set_data(f"BT /F1 24 Tf 72 720 Td ({words}) Tj ET".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
    return writer


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def busy_pdf() -> bytes:
    """With a file inside, a program, a note, an unfinished redaction and an author."""
    writer = pdf()
    writer.add_attachment("names.csv", b"a,b")
    writer.add_open_action(JavaScript("app.alert('x')"))
    writer.add_metadata({"/Author": "Someone"})
    writer.add_annotation(1, FreeText(text="is this right?", rect=(50, 50, 200, 100)))
    redaction = {NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/Redact")}
    redaction[NameObject("/Contents")] = TextStringObject("x")
    page = writer.pages[0]
    page[NameObject("/Annots")] = ArrayObject([DictionaryObject(redaction)])
    return written(writer)


def photo(*, with_place: bool) -> bytes:
    notes = Image.Exif()
    if with_place:
        notes.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "JPEG", exif=notes)
    return out.getvalue()
