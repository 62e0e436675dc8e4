"""What attached files hide, and their words."""

import pytest

from tests.mail.reading import papers
from tests.mail.reading.letters import ordinary, zipped
from whoscounting.mail.reading import kinds, looking
from whoscounting.mail.reading.files.budget import Budget
from whoscounting.mail.reading.looking import CANT, CANT_READ, LOCKED, Found

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512


@pytest.fixture
def file(tmp_path):
    def kept(content: bytes, name: str, declared: str = "") -> Found:
        path = tmp_path / "001"
        path.write_bytes(content)
        return Found(path, kinds.found(path, name, declared))

    return kept


def hides(found: Found) -> tuple[str, ...]:
    return looking.look_into(found, Budget(5))


def words(found: Found) -> str:
    return looking.text_of(found, Budget(5)).text


def test_an_excel_file_tells_its_hidden_sheets_rows_columns_and_notes(file):
    found = file(papers.workbook(), "answers.xlsx")
    assert found.kind == kinds.XLSX
    assert hides(found) == (
        "Its properties name its author.",
        "In the sheet “Answers” rows are hidden: 5 to 6, 9.",
        "In the sheet “Answers” columns are hidden: D to E.",
        "In the sheet “Answers” cells have notes: B2, C10.",
        "The sheet “Names” is hidden.",
        "The sheet “Raw” is hidden so that Excel itself doesn’t offer to show it.",
    )


def test_an_excel_file_that_hides_nothing_says_nothing(file):
    assert hides(file(papers.plain_workbook(), "answers.xlsx")) == ()


def test_an_excel_files_words_stand_under_their_sheets_with_dates_as_people_see_them(file):
    found = looking.text_of(file(papers.workbook(), "answers.xlsx"), Budget(5))
    assert found.places[0].mark == "Sheet “Answers”"
    assert found.places[0].text.startswith("Period\tPeople\tShare\n2025-04-01\t31\t25%\n")
    assert "[Sheet “Names” (hidden)]\na name" in found.text
    assert found.missing == ""


def test_macros_links_pivot_tables_and_connections_are_pointed_out(file):
    more = {
        "xl/vbaProject.bin": b"x",
        "xl/externalLinks/externalLink1.xml": "<a/>",
        "xl/pivotCache/pivotCacheRecords1.xml": '<pivotCacheRecords count="4021"/>',
        "xl/connections.xml": "<a/>",
        "xl/embeddings/oleObject1.bin": b"x",
    }
    found = file(papers.workbook_of("<worksheet/>", more), "answers.xlsm")
    assert found.kind == kinds.XLSM
    assert hides(found) == (
        "It holds macros (programs). Do not let them run.",
        "It holds 1 other file inside.",
        "It is linked to 1 other workbook and keeps copies of their cells.",
        "A pivot table keeps its own copy of the data that it was made from (4021 rows).",
        "It is connected to a database or another source.",
    )


def test_prefixes_and_missing_row_numbers_hide_nothing_from_us(file):
    sheet = '<x:worksheet xmlns:x="a"><x:row/><x:row hidden="true"/><x:row ht="0"/></x:worksheet>'
    assert hides(file(papers.workbook_of(sheet), "a.xlsx")) == ("In the sheet “S” rows are hidden: 2 to 3.",)


def test_a_word_file_tells_its_changes_comments_and_hidden_text(file):
    body = papers.paragraph("31 people")
    body += "<w:p><w:ins w:author='A'><w:r><w:t>added</w:t></w:r></w:ins></w:p>"
    body += "<w:p><w:del w:author='A'><w:r><w:delText>17 people</w:delText></w:r></w:del></w:p>"
    body += papers.paragraph("unseen", "<w:rPr><w:vanish/></w:rPr>")
    body += papers.paragraph("seen", '<w:rPr><w:vanish w:val="0"/></w:rPr>')
    body += papers.paragraph("said", '<w:commentReference w:id="1"/>')
    comments = {"word/comments.xml": f"<w:comments {papers.W}><w:comment/></w:comments>"}
    found = file(papers.document(body, comments), "answer.docx")
    assert hides(found) == (
        "It keeps 2 tracked changes (1 addition, 1 deletion): paragraphs 2, 3.",
        "It has 1 comment: paragraph 6.",
        "It has hidden text: paragraph 4.",
    )
    assert words(found) == "31 people\nadded\n\nunseen\nseen\nsaid"


def test_a_word_files_pages_are_where_word_last_saw_them_end(file):
    body = papers.paragraph("first") + papers.paragraph("second", "<w:lastRenderedPageBreak/>")
    found = looking.text_of(file(papers.document(body), "answer.docx"), Budget(5))
    assert [(one.mark, one.text) for one in found.places] == [("Page 1", "first"), ("Page 2", "second")]


def test_a_pdf_tells_its_pages_files_programs_and_notes(file):
    assert hides(file(papers.busy_pdf(), "answer.pdf")) == (
        "It has 2 pages.",
        "It holds 1 other file inside.",
        "It holds programs (JavaScript).",
        "Its properties name its author.",
        "It has 1 note on page 2.",
        "Words are marked to be blacked out, but are still there, on page 1.",
    )


def test_a_pdfs_words_stand_under_their_pages(file):
    found = file(papers.written(papers.pdf()), "answer.pdf")
    assert words(found) == "[Page 1]\n31 people\n\n[Page 2]\nsecond page"


def test_a_pdf_without_words_may_be_a_scan(file):
    found = looking.text_of(file(papers.written(papers.pdf(("", ""))), "answer.pdf"), Budget(5))
    assert found.places == ()
    assert "may be a scan" in found.missing


def test_a_locked_pdf_says_so(file):
    writer = papers.pdf()
    writer.encrypt("secret", algorithm="RC4-128")
    found = file(papers.written(writer), "answer.pdf")
    assert hides(found) == ("It is locked with a password and can't be read.",)
    assert looking.text_of(found, Budget(5)).places == ()


def test_a_pdf_that_is_locked_only_against_changes_is_read(file):
    writer = papers.pdf()
    writer.encrypt("", "owner", algorithm="RC4-128")
    found = file(papers.written(writer), "answer.pdf")
    assert "It is encrypted, but opens without a password." in hides(found)
    assert "31 people" in words(found)


def test_a_csv_tells_the_cells_that_are_formulas_and_not_those_that_are_numbers(file):
    found = file(b"name,count\n=cmd|' /C calc'!A0,-5\n@SUM(A1),+44 1632 960\n-,\"+x\"\n", "answers.csv")
    assert found.kind == kinds.CSV
    assert hides(found) == ("A spreadsheet would take 3 cells for a formula: A2, A3, B4.",)


def test_a_photo_tells_that_it_notes_its_place(file):
    assert hides(file(papers.photo(with_place=True), "a.jpg")) == ("It notes the place where it was taken.",)
    assert hides(file(papers.photo(with_place=False), "a.jpg")) == ()


@pytest.mark.parametrize(
    ("content", "name", "kind", "said"),
    [
        (OLE + "Workbook".encode("utf-16-le"), "a.xls", kinds.XLS, (CANT,)),
        (OLE + "WordDocument".encode("utf-16-le"), "a.doc", kinds.DOC, (CANT,)),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", kinds.LOCKED, (LOCKED,)),
        (b"{\\rtf1 x}", "a.rtf", kinds.RTF, (CANT,)),
        (b"just words", "a.txt", kinds.TEXT, ()),
        (b"\0\1\2\3\4" * 20, "a.bin", kinds.UNKNOWN, (CANT,)),
        (b"", "a.txt", kinds.TEXT, ()),
    ],
)
def test_what_can_not_be_looked_into_says_so(file, content, name, kind, said):
    found = file(content, name)
    assert (found.kind, hides(found)) == (kind, said)


def test_macros_in_an_old_file_are_seen_at_least(file):
    found = file(OLE + "Workbook _VBA_PROJECT".encode("utf-16-le"), "a.xls")
    assert hides(found)[0].startswith("It holds macros")


def test_an_archive_stays_packed_and_tells_what_it_holds(file):
    found = file(zipped({"answers.xlsx": b"x", "more.zip": b"x"}), "all.zip")
    assert hides(found) == (
        "It is an archive of 2 files, left packed: answers.xlsx, more.zip.",
        "It holds another archive.",
    )
    assert looking.text_of(found, Budget(5)).missing == CANT_READ


def test_a_web_page_and_an_attached_message_give_their_words(file):
    assert words(file(b"<html><script>x</script><p>31 people</p>", "a.html")) == "31 people"
    said = words(file(ordinary().as_bytes(), "a.eml", "message/rfc822"))
    assert said.startswith("From: FOI Office, Trust foi@trust.invalid\n")
    assert "31 people" in said


BROKEN = [
    (b"%PDF-1.7\n" + b"x" * 100, "a.pdf"),
    (b"PK\x03\x04" + b"x" * 100, "a.xlsx"),
    (b"\xff\xd8\xff" + b"x", "a.jpg"),
]
BROKEN += [(papers.workbook()[:-400], "a.xlsx"), (papers.busy_pdf()[:-700], "a.pdf")]
BROKEN += [(papers.workbook_of("<worksheet><row"), "a.xlsx"), (papers.document("<w:p>"), "a.docx")]


@pytest.mark.parametrize(("content", "name"), BROKEN)
def test_a_damaged_file_says_so_and_never_raises(file, content, name):
    found = file(content, name)
    assert isinstance(hides(found), tuple)
    looking.text_of(found, Budget(5))


ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


def test_xml_with_entities_is_not_read(file):
    found = file(papers.workbook_of(f"{ENTITIES}<worksheet><row><c><v>&b;&c;</v></c></row></worksheet>"), "a.xlsx")
    assert hides(found) == ("It is damaged and can't be opened.",)
    assert words(found) == ""


def test_what_takes_too_long_is_too_large_to_look_into(file):
    found = file(papers.workbook(), "a.xlsx")
    assert looking.look_into(found, Budget(-1)) == ("It is too large to look into.",)


def test_of_a_huge_table_the_first_part_is_kept_and_the_rest_is_told(file):
    sheet = "<worksheet>" + "<row><c><v>12345</v></c></row>" * 60_000 + "</worksheet>"
    found = looking.text_of(file(papers.workbook_of(sheet), "a.xlsx"), Budget(5))
    assert 190_000 < len(found.text) <= looking.LONGEST + 100
    assert found.missing == looking.NOT_ALL
