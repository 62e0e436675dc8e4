"""The words of a round's letters: written, looked at for one trust, and tried on oneself."""

import re

from tests.desk.making import opened, planned, signed_in
from whoscounting.census.letters import DEFAULTS
from whoscounting.census.models import LetterText
from whoscounting.mail.models import Message

HERE = "/desk/rounds/trial/letters/"
REQUEST = f"{HERE}request/"


def words(**other):
    standard = DEFAULTS["request"]()
    return {"subject": standard.subject, "body": standard.body, "trust": "RA2"} | other


def test_each_kind_of_letter_is_listed_with_its_subject_and_what_is_wrong(officer):
    opened()
    page = signed_in(officer).get(HERE).content.decode()
    assert page.count("Complete") == 4
    assert "Reminder: freedom of information request" in page


def test_the_fields_are_listed_in_words(officer):
    opened()
    page = signed_in(officer).get(f"{HERE}chaser/").content.decode()
    assert "<code>{due_on}</code> (needed)" in page
    assert "the last day that the law allowed" in page


def test_a_letter_is_shown_as_it_would_go_with_words_for_its_secrets(officer):
    opened()
    page = signed_in(officer).get(f"{REQUEST}?trust=RA2").content.decode()
    shown = page[page.index('id="seen"') :]
    assert "This letter belongs to a rehearsal." in shown
    assert "This is a request to Royal Surrey" in shown
    assert "‹the trust’s own link›" in shown
    assert "/portal/" not in shown
    assert "⟦" not in shown


def test_words_can_be_looked_at_before_they_are_saved(officer):
    opened()
    body = words()["body"].replace("Please tell us:", "Kindly tell us <b>this</b>:")
    page = signed_in(officer).post(REQUEST, words(body=body, look="yes")).content.decode()
    assert "Kindly tell us &lt;b&gt;this&lt;/b&gt;:" in page[page.index('id="seen"') :]
    assert "not saved yet" in page
    assert not LetterText.objects.exists()


def test_a_saved_letter_is_this_rounds_own(officer):
    opened()
    desk = signed_in(officer)
    done = desk.post(REQUEST, words(subject="A request to {trust}", save="yes"), follow=True)
    assert "The letter is saved." in done.content.decode()
    assert LetterText.objects.get().subject == "A request to {trust}"


def test_a_letter_that_lacks_what_the_law_wants_is_refused_and_stays_typed(officer):
    opened()
    typed = words(body="Please answer {trust}, {nonsense}", save="yes")
    page = signed_in(officer).post(REQUEST, typed).content.decode()
    assert "section 16" in page
    assert "There is no field {nonsense} in this letter." in page
    assert "Please answer {trust}, {nonsense}</textarea>" in page
    assert not LetterText.objects.exists()


def test_letters_can_be_written_before_the_round_opens(officer):
    planned()
    page = signed_in(officer).get(f"{REQUEST}?trust=RA2").content.decode()
    assert "As it would go to Royal Surrey" in page


def test_a_test_letter_goes_to_the_address_that_is_typed_and_nowhere_by_itself(officer):
    opened()
    desk = signed_in(officer)
    form = desk.get(f"{REQUEST}test/?trust=RA2").context["form"]
    assert form["recipient"].value() is None
    desk.post(f"{REQUEST}test/?trust=RA2", {"recipient": "me@charity.invalid"})
    letter = Message.objects.get(kind="test")
    assert (letter.recipient, letter.about) == ("me@charity.invalid", "request:0")
    assert re.match("TEST .*Royal Surrey", letter.subject)


def test_a_test_letter_can_be_sent_before_the_round_opens(officer):
    planned()
    signed_in(officer).post(f"{REQUEST}test/?trust=RA2", {"recipient": "me@charity.invalid"})
    assert Message.objects.filter(kind="test").count() == 1


def test_an_unknown_kind_of_letter_is_not_found(officer):
    opened()
    desk = signed_in(officer)
    assert desk.get(f"{HERE}poem/").status_code == 404
    assert desk.get(f"{HERE}poem/test/").status_code == 404


def test_a_reviewer_is_refused_in_words(reviewers):
    opened()
    assert signed_in(reviewers[0]).get(REQUEST).status_code == 403
