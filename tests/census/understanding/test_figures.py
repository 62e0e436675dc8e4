"""What a reply says to each question, in whatever way it numbers, repeats or tells."""

import pytest

from whoscounting.census.actions.answering import YES_NO
from whoscounting.census.models import Disposition, Exemption
from whoscounting.census.rules.questions import OF_2016
from whoscounting.census.rules.smallnumbers import COUNT, counted
from whoscounting.census.rules.understanding import suggest_figures


def values(text: str, **given) -> dict[str, str]:
    return {figure.question: figure.value for figure in suggest_figures(text, **given)}


@pytest.mark.parametrize(
    "label",
    [
        "2a.", "2a)", "2a:", "2a", "2(a)", "2 (a)", "2.a", "2. (a)", "(2a)", "Q2a", "Q2a:", "Q.2a -", "Q2(a)",
        "Question 2a", "Question 2 (a):", "QUESTION 2A", "Answer to question 2a:", "Answer 2a:", "A2a)",
        "Response to Q2a -", "- 2a.",
    ],
)  # fmt: skip
def test_an_answer_is_known_by_its_number_however_it_is_written(label):
    (figure,) = suggest_figures(f"{label} 14")
    assert (figure.question, figure.value, figure.because) == ("new_cases", "14", "It is numbered 2a.")


@pytest.mark.parametrize(
    "words",
    [
        "14 patients",
        "2 patients in 2025",
        "section 2(a) 14",
        "1(1) Yes",
        "2.5",
        "2nd of June",
        "stage 2a 14",
        "A4 paper",
        "R1K",
    ],
)
def test_what_only_looks_like_a_number_of_ours_is_none(words):
    assert suggest_figures(words) == []


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ("14", "14"),
        ("14 people", "14"),
        ("Fourteen", "14"),
        ("1,204", "1204"),
        ("0", "0"),
        ("None", "0"),
        ("Nil", "0"),
        ("No patients", "0"),
        ("fewer than 5", "fewer than 5"),
        ("Fewer than five patients", "fewer than 5"),
        ("<5", "fewer than 5"),
        ("< 8", "fewer than 8"),
        ("less than 10", "fewer than 10"),
        ("1-7", "fewer than 8"),
        ("1 to 4", "fewer than 5"),
        ("≤5", "fewer than 6"),
        ("5 or fewer", "fewer than 6"),
        ("14 in the 12 months to 31 October 2025", "14"),
        ("14 (2025/26)", "14"),
        ("fewer than 5, and so withheld under section 40(2)", "fewer than 5"),
    ],
)
def test_a_number_of_people_is_given_in_the_terms_in_which_it_is_recorded(answer, value):
    assert values(f"2b. {answer}").get("recurrent_cases") == value
    assert counted(value) is not COUNT.UNCLEAR


@pytest.mark.parametrize(
    "answer",
    [
        "approximately 30", "about 30", "over 30", "more than 30", "20-25", "12 or 13", "14 treatments",
        "14 referrals", "14%", "14 lung cancers", "see above", "unknown", "£14", "14 de novo", "in 2025", "14.5",
        "3 hospitals", "12 months", "tbc",
    ],
)  # fmt: skip
def test_what_is_vague_or_counts_something_else_is_left_to_people(answer):
    assert suggest_figures(f"2b. {answer}") == []


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ("Yes", "yes"),
        ("YES.", "yes"),
        ("Yes, at the weekly meeting.", "yes"),
        ("The Trust records every patient.", "yes"),
        ("No", "no"),
        ("No, this is not recorded.", "no"),
        ("We do not collect this.", "no"),
        ("Not routinely collected.", "no"),
        ("Partly", "partly"),
        ("Partially recorded", "partly"),
        ("Yes, but not routinely", "partly"),
        ("Yes, for new diagnoses", "partly"),
        ("Only patients seen at diagnosis are recorded", "partly"),
        ("Yes. However, the record is incomplete.", "partly"),
        ("This is extrapolated from meetings.", "partly"),
    ],
)
def test_yes_no_and_partly_are_told_apart(answer, value):
    assert values(f"1. {answer}") == {"collects": value}
    assert value in YES_NO


@pytest.mark.parametrize(
    "answer",
    [
        "Yes, although this varies",
        "No, but the team records some by hand",
        "Please see attached",
        "N/A",
        "We believe so",
        "Maybe",
    ],
)
def test_an_answer_that_could_mean_either_is_left_to_people(answer):
    assert suggest_figures(f"1. {answer}") == []


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ("Yes", "yes"),
        ("Yes, at both hospitals", "yes"),
        ("At all our hospitals", "yes"),
        ("All sites", "yes"),
        ("No", "no"),
        ("Only at our main site", "no"),
        ("At one of our two hospitals", "no"),
        ("Not yet at our second hospital", "no"),
    ],
)
def test_whether_it_is_so_at_all_hospitals(answer, value):
    assert values(f"1b. {answer}") == {"all_hospitals": value}


def test_where_this_is_so_may_stand_in_the_first_answer():
    assert values("1. Yes, across all sites") == {"collects": "yes", "all_hospitals": "yes"}


@pytest.mark.parametrize(
    ("answer", "role"),
    [
        ("Cancer Data Manager", "Cancer Data Manager"),
        ("the cancer data manager", "Cancer data manager"),
        ("[name], Lead Cancer Nurse, ext. 1234", "Lead Cancer Nurse"),
        ("This sits with the Head of Cancer Services.", "Head of Cancer Services"),
        ("[name]", None),
        ("Manager", None),
    ],
)
def test_the_data_lead_is_a_role_and_never_a_name(answer, role):
    assert values(f"4. {answer}").get("data_lead") == role


@pytest.mark.parametrize(
    ("answer", "disposition", "exemption"),
    [
        ("Not held", "not_held", ""),
        ("The Trust does not hold this information.", "not_held", ""),
        ("This is not recorded.", "not_held", ""),
        ("Exempt under section 40(2)", "refused", "s40"),
        ("This would exceed the cost limit, and section 12 applies", "refused", "s12"),
        ("We rely on section 43", "refused", "other"),
    ],
)
def test_a_number_may_be_refused_or_not_held(answer, disposition, exemption):
    (figure,) = suggest_figures(f"2a. {answer}")
    assert (figure.disposition, figure.exemption, figure.value) == (disposition, exemption, "")
    assert figure.disposition in Disposition.values
    assert figure.exemption in Exemption.values


@pytest.mark.parametrize(
    ("words", "new", "recurrent"),
    [
        ("New: 14  Recurrent: 12", "14", "12"),
        ("De novo 14, recurrent 12", "14", "12"),
        ("14 de novo and 12 recurrent", "14", "12"),
        ("Of 26 people, 14 were new and 12 had a recurrence.", "14", "12"),
        ("Total 26: new 14, recurrent 12", "14", "12"),
        ("12 patients had an earlier breast cancer", None, "12"),
        ("14 were diagnosed with metastatic disease at first presentation", "14", None),
        ("There were no recurrences", None, "0"),
        ("Recurrent | 1-7", None, "fewer than 8"),
        ("26 new and recurrent", None, None),
        ("14 recurrent 12 new 9", None, None),
        ("30 new referrals", None, None),
    ],
)
def test_words_tell_which_number_counts_whom(words, new, recurrent):
    found = values(words)
    assert (found.get("new_cases"), found.get("recurrent_cases")) == (new, recurrent)


def test_each_figure_quotes_its_whole_sentence_and_its_page():
    text = "Northern Example NHS Trust\n\f1. Yes, as a matter of routine.\f\n2a. 14 people\n"
    first, second = suggest_figures(text)
    assert (first.words, first.page) == ("1. Yes, as a matter of routine.", 2)
    assert (second.words, second.page) == ("2a. 14 people", 3)
    assert [figure.page for figure in suggest_figures("1. Yes\n2a. 14", pages=[0, 5])] == [1, 2]


def test_two_different_answers_to_one_question_are_none():
    assert suggest_figures("2a. 14\n\n2a. 15") == []


def test_a_number_under_its_question_is_surer_than_one_in_a_sentence():
    assert values("In 2024/25 there were 9 new cases.\n\n2a. 14")["new_cases"] == "14"


def test_a_number_by_itself_belongs_to_no_question_and_two_years_leave_a_doubt():
    assert suggest_figures("14") == []
    assert suggest_figures("2024/25: 14 de novo.\n2025/26: 15 de novo.") == []


def test_the_questions_of_2016_are_known_too():
    text = """1. Does the trust routinely collect data on secondary (metastatic) breast cancer? No.
2a. How many people were diagnosed in the last 12 months with secondary breast cancer at their first diagnosis? 9
1b. Yes"""
    assert values(text, questions=OF_2016) == {"collects": "no", "new_cases": "9"}


def test_the_voluntary_question_is_never_read():
    assert suggest_figures("5. Staff time. It will be done by March 2027.") == []
