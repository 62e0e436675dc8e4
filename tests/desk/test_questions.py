"""The questions of a planned round: carried over, reworded, added and removed until it opens."""

from datetime import date

import pytest

from tests.desk.making import BY, opened, planned, signed_in
from whoscounting.census.actions import open_round, reword_question
from whoscounting.census.models import Question, Round
from whoscounting.census.queries.questions import asked_in, questions_to_carry

HERE = "/desk/rounds/trial/questions/"


def question(code, round="trial"):
    return Question.objects.get(round=round, code=code)


def next_round(desk):
    """Another round, planned at the desk after the one of the test."""
    desk.post("/desk/plan-a-round/", {"name": "Next", "code": "next", "year": "2027"})
    return Round.objects.get(pk="next")


@pytest.fixture
def last_of_all(world):
    """A round that opened after those of the rehearsal, and whose fourth question was put in its own words."""
    round = planned()
    reword_question(question=question("data_lead"), number="4", wording="Which role leads?", by=BY)
    open_round(round=round, on=date(2026, 11, 20), by=BY)
    round.refresh_from_db()
    return round


def test_a_new_round_takes_the_last_rounds_questions_as_that_put_them(officer, last_of_all):
    desk = signed_in(officer)
    assert "carried over from Trial" in desk.get("/desk/plan-a-round/").content.decode()
    new = next_round(desk)
    assert question("data_lead", new).wording == "Which role leads?"
    assert question("data_lead", new).previous == question("data_lead")


def test_where_no_round_was_the_standard_questions_are_carried(world):
    assert len(questions_to_carry(rehearsal=False)) == 8


def test_a_reworded_question_keeps_its_code_and_shows_how_it_was_asked(officer, last_of_all):
    desk = signed_in(officer)
    next_round(desk)
    here = "/desk/rounds/next/questions/"
    desk.post(f"{here}data_lead/", {"number": "4", "wording": "Who leads on data? A role, please."})
    page = desk.get(here).content.decode()
    assert "Who leads on data? A role, please." in page
    assert "In Trial as ‘Which role leads?’" in page
    assert "Asked since 2026" in page or "Asked since 2025" in page


def test_the_lineage_goes_back_to_the_first_round_that_asked(officer, last_of_all):
    new = next_round(signed_in(officer))
    by_code = {one.question.code: one for one in asked_in(new)}
    first = question("collects", new)
    while first.previous:
        first = first.previous
    assert by_code["collects"].since == first.round.year
    assert not by_code["collects"].is_reworded


def test_a_question_is_added_at_the_end_and_removed_again(officer):
    planned()
    desk = signed_in(officer)
    said = {"code": "Nurses", "number": "6", "kind": "count", "wording": "How many specialist nurses?"}
    desk.post("/desk/rounds/trial/add-a-question/", said)
    assert question("nurses").position == 9
    again = desk.post("/desk/rounds/trial/add-a-question/", said).content.decode()
    assert "This round has a question ‘nurses’ already." in again
    desk.post(f"{HERE}nurses/remove/")
    assert not Question.objects.filter(round="trial", code="nurses").exists()


def test_what_the_rubric_decides_by_can_not_be_removed(officer):
    planned()
    desk = signed_in(officer)
    assert "Remove question 1" not in desk.get(HERE).content.decode().replace("Remove question 1b", "")
    page = desk.post(f"{HERE}collects/remove/", follow=True).content.decode()
    assert "every round asks it" in page
    assert question("collects")


def test_once_the_round_is_open_its_questions_stand(officer):
    opened()
    desk = signed_in(officer)
    assert "Reword" not in desk.get(HERE).content.decode()
    page = desk.post(f"{HERE}collects/", {"number": "1", "wording": "Else?"}).content.decode()
    assert "The round is open: its questions stand." in page


def test_a_question_needs_words(officer):
    planned()
    page = signed_in(officer).post(f"{HERE}collects/", {"number": "1", "wording": " "}).content.decode()
    assert "This field is required." in page


def test_a_reviewer_is_refused_in_words(reviewers):
    planned()
    assert signed_in(reviewers[0]).get(HERE).status_code == 403


def test_a_question_of_another_round_is_not_found(officer):
    planned()
    assert signed_in(officer).get(f"{HERE}never/").status_code == 404
