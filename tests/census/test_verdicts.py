"""Rubric version 1, case by case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoscounting.census.rules.verdicts import Said, suggest

YES, NO = Said("answered", "yes"), Said("answered", "no")
NUMBER, PERIOD = Said("answered", "31"), Said("answered", "April 2025 to March 2026")
COST = Said("refused", exemption="s12")
NOT_ROUTINE = {"collects": Said("answered", "partly")}
NOTHING = {"new_cases": Said("silent"), "recurrent_cases": Said("not_held")}
FULL = {"collects": YES, "all_hospitals": YES, "new_cases": NUMBER, "recurrent_cases": NUMBER, "period": PERIOD}


@pytest.mark.parametrize(
    ("case", "changes", "verdict"),
    [
        ("routine everywhere, both numbers, a period", {}, "collecting"),
        ("fewer than five is a number held", {"new_cases": Said("answered", "fewer than 5")}, "collecting"),
        ("withheld as personal data is held", {"new_cases": Said("refused", exemption="s40")}, "collecting"),
        ("only the new cases", {"recurrent_cases": Said("not_held")}, "partial"),
        ("only the recurrences", {"new_cases": Said("not_held")}, "partial"),
        ("silent about one number, which tells nothing", {"new_cases": Said("silent")}, None),
        ("some hospitals only", {"all_hospitals": NO}, "partial"),
        ("partly at its hospitals", {"all_hospitals": Said("answered", "partly")}, "partial"),
        ("not routine, and a number refused on cost", NOT_ROUTINE | {"new_cases": COST}, None),
        (
            "not routine, and a number withheld",
            NOT_ROUTINE | {"new_cases": Said("refused", exemption="s40")},
            "partial",
        ),
        ("not routine", {"collects": Said("answered", "partly")}, "partial"),
        ("no period", {"period": Said("silent")}, "partial"),
        ("says no", NOTHING | {"collects": NO}, "not_collecting"),
        ("not held to question 1", NOTHING | {"collects": Said("not_held")}, "not_collecting"),
        ("says no, yet holds a number", {"collects": NO}, None),
        ("not held, yet holds a number", {"collects": Said("not_held")}, None),
        ("refused", {"collects": Said("refused", exemption="s12")}, None),
        ("numbers refused on cost", {"new_cases": Said("refused", exemption="s12")}, None),
        ("unclear", {"collects": Said("answered", "unclear")}, None),
        ("unclear about its hospitals", {"all_hospitals": Said("silent")}, None),
        ("yes, but neither number", {"new_cases": Said("not_held"), "recurrent_cases": Said("not_held")}, None),
        ("an acknowledgement", {code: Said("silent") for code in FULL}, None),
    ],
)
def test_the_rubric_says(case, changes, verdict):
    suggestion = suggest(FULL | changes)
    assert suggestion.verdict == verdict, case
    assert all(suggestion.reasons)


def test_the_request_of_2016_had_no_question_about_all_hospitals():
    answers = {code: said for code, said in FULL.items() if code != "all_hospitals"}
    assert suggest(answers).verdict == "collecting"


def test_nothing_at_all_is_left_to_people():
    assert suggest({}).verdict is None


SAID = st.builds(
    Said,
    st.sampled_from(["answered", "refused", "not_held", "silent"]),
    st.sampled_from(["", "yes", "no", "partly", "unclear", "0", "31", "fewer than 5", "lots"]),
    st.sampled_from(["", "s12", "s40"]),
)


@given(st.dictionaries(st.sampled_from(list(FULL)), SAID))
def test_the_machine_never_finds_silence_nor_decides_a_refused_main_question(answers):
    suggestion = suggest(answers)
    assert suggestion.verdict in {None, "collecting", "partial", "not_collecting"}
    if answers.get("collects", Said("silent")).disposition in {"refused", "silent"}:
        assert suggestion.verdict is None
