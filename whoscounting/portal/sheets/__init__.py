"""The trust's questions as a spreadsheet: one row for each, the same columns out and in."""

from __future__ import annotations

from whoscounting.census.rules.door import DISPOSITIONS

SHEET = "Questions"
FIRST_ROW = 3  # row 1 says what to do, row 2 names the columns
COLUMNS = ("Number", "Question", "How we answer", "Our answer", "Section", "In our own words", "Last time you said")
NUMBER, QUESTION, WAY, ANSWER, SECTION, WORDS, LAST = range(len(COLUMNS))
WAYS = {code: words for code, words in DISPOSITIONS.items() if code != "silent"}
