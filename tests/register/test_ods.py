"""A broken extract is told from a good one, with the line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.register.extracts import BRISTOL, ROYAL_SURREY, extract, row
from whoscounting.lib.csvfiles import LARGEST
from whoscounting.register.rules import ods

NO_YEAR = "can't be right: it is not from 1948 to 2100."


def problems(content):
    return [str(problem) for problem in ods.read(content).problems]


def test_a_good_extract_gives_its_rows_with_their_lines():
    read = ods.read(extract(ROYAL_SURREY, BRISTOL))
    assert [(one.line, one.code, one.postcode) for one in read.entries] == [
        (1, "RA2", "GU2 7XX"),
        (2, "RA7", "BS1 3NU"),
    ]
    assert read.problems == ()


def test_a_byte_order_mark_and_unix_line_ends_are_fine():
    content = b"\xef\xbb\xbf" + extract(ROYAL_SURREY, BRISTOL).replace(b"\r\n", b"\n")
    assert len(ods.read(content).entries) == 2
    assert problems(content) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty."),
        (b"\r\n\r\n", "The file is empty."),
        (b"\xff\xfeR\x00A\x00", "Line 1: This is UTF-16 text. Please save the file as UTF-8."),
        (extract(ROYAL_SURREY, row("ZZ1", "CAF\x00")), "Line 2: There is a NUL byte, so this is not a text file."),
        (
            extract(ROYAL_SURREY) + row("ZZ1", "CAFÉ").encode("latin-1"),
            "Line 2: Byte 0xC9 is not UTF-8. Please save the file as UTF-8.",
        ),
        (b"x" * (LARGEST + 1), "The file is larger than 20 MB, so it can't be the right one."),
        (extract(ROYAL_SURREY, "a,b"), "Line 2: 2 columns, where 27 belong."),
        (extract(ROYAL_SURREY + ',"one more"'), "Line 1: 28 columns, where 27 belong."),
        (extract(ROYAL_SURREY, row("ZZ1", "X", opened="20240231")), "Line 2: 20240231 is not a day of the calendar."),
        (
            extract(row("ZZ1", "X", opened="99990101")),
            "Line 1: The year 9999 can't be right: it is not from 1948 to 2100.",
        ),
        (
            extract(ROYAL_SURREY, row("ZZ1", "X", opened="00010101")),
            f"Line 2: The year 0001 {NO_YEAR}",
        ),
        (
            extract(row("ZZ1", "X", closed="99991231")),
            "Line 1: The year 9999 can't be right: it is not from 1948 to 2100.",
        ),
        (extract(row("ZZ1", "X", closed="1 May")), "Line 1: '1 May' is not a date like 20240401."),
        (extract(row("ZZ1", "X", opened="٢٠٢٤٠٤٠١")), "Line 1: '٢٠٢٤٠٤٠١' is not a date like 20240401."),
        (
            extract(row("ZZ1", "X", opened="20240401", closed="20230401")),
            "Line 1: ZZ1 closes on 2023-04-01, before it opens on 2024-04-01.",
        ),
        (extract(ROYAL_SURREY, BRISTOL, ROYAL_SURREY), "Line 3: RA2 is already in line 1."),
        (extract(row("ra2; DROP TABLE", "X")), "Line 1: 'ra2; DROP TABLE' is not an ODS code."),
        (extract(row("ZZ1", "")), "Line 1: The name is missing."),
        (extract(row("ZZ1", "X" * 10_000)), "Line 1: The name is longer than 160 characters."),
        (extract(row("ZZ1", "RIGHT \u202eTO LEFT")), "Line 1: There is an invisible character (U+202E)."),
        (extract(row("ZZ1", "X", postcode="NOWHERE")), "Line 1: 'NOWHERE' is not a postcode."),
    ],
)
def test_what_is_wrong_is_said_with_its_line(content, message):
    assert problems(content) == [message]


def test_a_quotation_mark_that_never_closes_is_said_with_the_line_where_it_opens():
    assert problems(extract(ROYAL_SURREY) + b'"RA7","BRIS\r\nTOL')[0].startswith("Line 2: The row can't be read as CSV")


def test_all_problems_of_a_file_are_said_at_once():
    content = extract(row("ZZ1", ""), "short", ROYAL_SURREY, row("ZZ2", "X", opened="yesterday"))
    assert [problem.line for problem in ods.read(content).problems] == [1, 2, 4]


@given(st.binary(max_size=400))
def test_any_bytes_give_rows_or_problems_but_never_an_error(content):
    read = ods.read(content)
    assert read.entries or read.problems


@given(st.lists(st.text(max_size=20), min_size=27, max_size=27))
def test_any_cells_give_a_row_or_problems_but_never_an_error(cells):
    read = ods.read(",".join(f'"{cell}"' for cell in cells).encode("utf-8", "replace"))
    assert read.entries or read.problems
