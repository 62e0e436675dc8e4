"""The questions as a spreadsheet: out, filled in, and back."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from tests.portal.making import GOOD, address, with_door
from whoscounting.census.models import DoorDraft
from whoscounting.census.rules.door import Asked, Written
from whoscounting.lib.actions import Refused
from whoscounting.portal.sheets.reading import read
from whoscounting.portal.sheets.writing import workbook

ASKED = [
    Asked("collects", "1", "Do you record everyone?", "yes_no"),
    Asked("new_cases", "2a", "How many?", "count"),
    Asked("barriers", "5", "What stands in the way?", "text", voluntary=True),
]


def made(written=None, last=None):
    return workbook(
        trust="A Trust", round="A round", rehearsal=True, asked=ASKED, written=written or {}, last=last or {}
    )


def changed(**cells):
    book = load_workbook(io.BytesIO(made()))
    for place, value in cells.items():
        book["Questions"][place] = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def brought(content, name="questions.xlsx"):
    return read(SimpleUploadedFile(name, content), ASKED)


def test_it_comes_with_the_draft_and_last_times_answers_in_a_locked_column():
    content = made({"collects": Written("answered", "yes", "All.")}, {"new_cases": Written("answered", "12")})
    sheet = load_workbook(io.BytesIO(content))["Questions"]
    assert [cell.value for cell in sheet[3]][:6] == ["1", "Do you record everyone?", "Our answer", "Yes", None, "All."]
    assert sheet["G4"].value == "12"
    assert sheet["G4"].protection.locked
    assert sheet.protection.sheet
    assert not sheet["D4"].protection.locked
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert "We do not hold this" in lists["C3 C4 C5"]
    assert lists["D3"] == '"Yes,No,Partly,Neither yes nor no"'
    assert all(len(rule) <= 257 for rule in lists.values())
    assert sheet["A1"].value.startswith("Rehearsal: every answer here is invented.")


@pytest.mark.parametrize("words", ["=1+1", "+44 20", "-x", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_what_looks_like_a_formula_goes_out_and_comes_back_as_text(words):
    said = Written("answered", "yes", words)
    sheet = load_workbook(io.BytesIO(made({"collects": said}, {"collects": said})))["Questions"]
    for place in ("F3", "G3"):
        assert sheet[place].data_type == "s"


def test_what_was_filled_in_comes_back():
    found = brought(
        changed(
            C3="Our answer",
            D3="partly",
            F3="At one site.",
            C4="our answer",
            D4=12,
            C5="We refuse this",
            E5="Section 12: cost of finding it",
            F5="Too dear.",
        )
    )
    assert found.problems == []
    assert found.answers == {
        "collects": Written("answered", "partly", "At one site."),
        "new_cases": Written("answered", "12"),
        "barriers": Written("refused", "", "Too dear.", "s12"),
    }


def test_an_empty_row_leaves_the_draft_as_it_is():
    assert brought(made()).answers == {}


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"D4": "many"}, "Row 4, column “Our answer”: Give a whole number, or ‘fewer than 5’."),
        ({"C3": "Perhaps"}, "Row 3, column “How we answer”: Choose one of: Our answer,"),
        ({"C3": "We refuse this"}, "Row 3, column “Section”: Name the section"),
        ({"D3": "=1+1"}, "Row 3, column “Our answer”: Please write the answer itself, not a formula."),
        ({"E3": "Section 99"}, "Row 3, column “Section”: Choose a section from the list."),
        ({"A3": "99"}, "Row 3, column “Number”: ‘99’ is no question here"),
        ({"F3": "x" * 5001, "D3": "Yes"}, "Row 3, column “Our answer”: That is too long"),
        ({"F3": "Only words"}, "Row 3, column “How we answer”: Something is written here."),
    ],
)
def test_each_mistake_is_named_by_its_cell_and_the_other_rows_are_taken(cells, problem):
    found = brought(changed(**{"C5": "Our answer", "D5": "Staff"} | cells))
    assert [one for one in found.problems if one.startswith(problem)] != []
    assert found.answers["barriers"] == Written("answered", "Staff")


def zipped(**names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in names.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def other_book():
    file = io.BytesIO()
    Workbook().save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"x" * (2 * 1024 * 1024 + 1), "larger than 2 MB"),
        (b"%PDF-1.4", "no Excel file"),
        (zipped(**{"xl__workbook.xml": "<x/>", "xl__vbaProject.bin": "macros"}), "holds macros"),
        (zipped(**{"xl__workbook.xml": b"<x>" + b" " * 30_000_000}), "larger than"),
        (zipped(**{"xl__workbook.xml": "<x/>"}), "can’t be opened"),
        (other_book(), "not the spreadsheet from this page"),
    ],
)
def test_what_is_not_our_spreadsheet_is_refused_with_the_reason(content, why):
    with pytest.raises(Refused, match=why):
        brought(content)


def test_it_goes_into_the_draft_and_is_never_sent(world, client):
    request = with_door()
    content = client.get(address(request, "questions.xlsx")).content
    book = load_workbook(io.BytesIO(content))
    sheet = book["Questions"]
    sheet["C3"], sheet["D3"], sheet["D5"] = "Our answer", "No", "several"
    file = io.BytesIO()
    book.save(file)
    back = SimpleUploadedFile("questions.xlsx", file.getvalue())
    page = client.post(address(request), GOOD | {"seen": 0, "do": "sheet", "sheet": back})
    assert page.status_code == 422
    assert "Row 5, column “Our answer”: Give a whole number" in page.content.decode()
    draft = DoorDraft.objects.get(request=request)
    assert draft.answers["collects"]["value"] == "no"
    assert draft.answers["recurrent_cases"]["disposition"] == "not_held"
    assert draft.name == "A. Clerk"
    request.refresh_from_db()
    assert request.revision == 0
