"""What we mean by each question, for those who answer it."""

from __future__ import annotations

from whoscounting.census.rules.door import Asked

BY_CODE = {
    "collects": "‘Routinely’ means as a matter of course, for every patient, and not only for an audit or a study.",
    "all_hospitals": "If it is so at some of them only, choose ‘Partly’ and say at which.",
    "new_cases": (
        "People whose breast cancer had already spread when it was first found. An actual number is fine, and so is "
        "‘fewer than 5’. We never publish a small number."
    ),
    "recurrent_cases": (
        "People who had breast cancer before, and in whom it has come back in another part of the body. An actual "
        "number is fine, and so is ‘fewer than 5’."
    ),
    "period": "For example ‘April 2025 to March 2026’. If the two numbers cover different periods, give both.",
    "recurrence_in_cosd": "COSD is the Cancer Outcomes and Services Data set that trusts send to NHS England.",
    "data_lead": "For example ‘Cancer data manager’. Please give no name: we publish your answer.",
    "barriers": "Staff, software, the way it is done, not our task, something else: in your own words.",
}
BY_KIND = {
    "yes_no": "Choose what fits best. You can explain it in your own words.",
    "count": "A whole number, or ‘fewer than 5’.",
    "period": "For example ‘April 2025 to March 2026’.",
    "text": "Some words are enough.",
}
DID = {
    "saved": "Your draft is saved. Nothing is sent yet.",
    "taken": "We put in what you told us last time. Check that it is still so. Nothing is sent yet.",
    "file": "The file is added, and your draft is saved. Nothing is sent yet.",
    "withdrawn": "The file is taken away again.",
    "sheet": "What your spreadsheet says is in the answers below. Look through them. Nothing is sent yet.",
}


def help_for(asked: Asked) -> str:
    """A sentence or two beneath a question."""
    return BY_CODE.get(asked.code) or BY_KIND[asked.kind]
