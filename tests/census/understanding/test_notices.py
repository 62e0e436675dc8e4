"""What the suggestions tell beside their kind: sections, days, other bodies, links, and why."""

from datetime import date

import pytest

from tests.census.understanding.letter import OURS, RECEIVED
from whoscounting.census import letters, models
from whoscounting.census.rules.letters import listed, merged
from whoscounting.census.rules.questions import OF_2026
from whoscounting.census.rules.understanding import Notice, NoticeKind, suggest_figures, suggest_notices
from whoscounting.census.rules.understanding.notices import _RULES


def all_of(text: str, **given) -> list[Notice]:
    return suggest_notices(text, **({"received_on": RECEIVED, "automatic": False} | given))


def only(text: str, **given) -> Notice:
    (notice,) = all_of(text, **given)
    return notice


def test_the_kinds_are_those_that_a_person_can_confirm():
    assert set(NoticeKind) == set(models.NoticeKind.values)


@pytest.mark.parametrize(
    ("words", "exemption", "section"),
    [
        ("We refuse this under section 12(1).", "s12", "12(1)"),
        ("Your request is refused under s.14 of the Act.", "s14", "14"),
        ("This is exempt under Section 21.", "s21", "21"),
        ("Section 22 applies, so we withhold this.", "s22", "22"),
        ("We have applied s40 (2) and redacted the names.", "s40", "40(2)"),
        ("It was given in confidence and is exempt under section 41.", "other", "41"),
        ("We rely on section 43(2).", "other", "43(2)"),
        ("This is withheld under section 22A.", "other", "22a"),
    ],
)
def test_a_refusal_names_its_section_and_the_ground_that_an_answer_records(words, exemption, section):
    notice = only(words)
    assert (notice.kind, notice.exemption, notice.section) == (NoticeKind.REFUSAL, exemption, section)
    assert exemption in models.Exemption.values


def test_two_sections_are_two_refusals_and_a_list_of_sections_is_read_to_its_end():
    found = all_of("The report is exempt under sections 40(2) and 43(2) of the Act.")
    assert [(notice.exemption, notice.section) for notice in found] == [("s40", "40(2)"), ("other", "43(2)")]


def test_a_refusal_on_cost_needs_no_section():
    notice = only("To find this would exceed the appropriate limit.")
    assert (notice.exemption, notice.section) == ("s12", "")
    assert notice.because == "It says that finding it would cost more than the Act’s limit."


@pytest.mark.parametrize(
    "words",
    [
        "We do not consider section 12 applies.",
        "Section 40 does not apply here.",
        "No exemption has been applied under section 43.",
        "If the cost exceeds the appropriate limit, section 12 applies.",
        "We may refuse requests under section 14.",
        "An authority is not obliged to comply where section 12 applies.",
        "Where a fee is due, section 9 applies.",
        "The search would not exceed the cost limit.",
        "We considered whether section 36 was engaged.",
        "Section 1(1) gives you the right to be told, and section 16 the right to advice.",
        "This reply is sent under section 10 of the Freedom of Information Act.",
    ],
)
def test_a_section_that_is_denied_doubted_or_explained_refuses_nothing(words):
    assert all_of(words) == []


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("We need to extend the time limit to 3 July 2026.", date(2026, 7, 3)),
        ("We need more time, and will reply by the 3rd of July.", date(2026, 7, 3)),
        ("We need more time, and will reply by 5 January.", date(2027, 1, 5)),
        ("We need more time, until 03/07/2026.", date(2026, 7, 3)),
        ("We need more time. You will hear from us by July 3, 2026.", date(2026, 7, 3)),
        ("Our response of 1 June 2026 was a holding reply; we need more time.", None),
        ("We need more time, until 31 February 2027.", None),
    ],
)
def test_more_time_tells_until_when_if_the_letter_names_a_day_to_come(words, until):
    assert only(words).until == until


def test_more_time_counted_in_days_says_so_and_leaves_the_counting_to_people():
    notice = only("We are extending the deadline by a further 15 working days.")
    assert (notice.until, notice.because) == (None, "It takes more time. It names 15 working days.")


def test_the_public_interest_is_told_apart_from_mere_lateness():
    assert "public interest" in only("We need to extend the time for the public interest test.").because
    assert "late" in only("We are sorry for the delay in answering you.").because


@pytest.mark.parametrize(
    ("words", "kind", "body"),
    [
        ("We have transferred your request to NHS England.", "transferred", "NHS England"),
        (
            "Your enquiry was forwarded to the Northern Example Integrated Care Board.",
            "transferred",
            "Northern Example Integrated Care Board",
        ),
        ("Please direct your questions to Southern Example NHS Trust.", "redirect", "Southern Example NHS Trust"),
        ("You may wish to try the Example Cancer Alliance.", "redirect", "Example Cancer Alliance"),
        ("Please redirect your request to the relevant authority.", "redirect", "relevant authority"),
    ],
)
def test_another_body_is_named(words, kind, body):
    notice = only(words)
    assert (notice.kind, notice.body) == (kind, body)


@pytest.mark.parametrize(
    "words",
    [
        "We have passed your request to our cancer services team.",
        "We sent Northern Example NHS Trust a request on 9 June 2026.",
        "If you need national data, please contact NHS England.",
        "Please contact the Information Commissioner.",
        "NHS England collects these data from Northern Example NHS Trust.",
    ],
)
def test_naming_a_body_is_not_sending_us_there(words):
    assert {notice.kind for notice in all_of(words)} <= {NoticeKind.ACKNOWLEDGEMENT}


def test_a_locked_message_tells_its_link_and_when_it_expires():
    notice = only(
        "You have received a secure message.\n"
        "Open it at https://secure.example.invalid/m/1.\nThe link expires in 30 days."
    )
    assert (notice.kind, notice.link) == (NoticeKind.SECURE_LINK, "https://secure.example.invalid/m/1")
    assert notice.until == date(2026, 7, 10)


def test_a_disclosure_log_counts_with_its_link_only():
    words = "We have answered the same question before: see our disclosure log"
    assert only(f"{words} at www.example.invalid/log.").link == "www.example.invalid/log"
    assert all_of(f"{words}.") == []


def test_what_a_letter_says_twice_is_told_once_with_both_sentences():
    notice = only("We do not hold this information. As said, it is not held.")
    assert notice.words == "We do not hold this information.\nAs said, it is not held."


def test_the_page_is_told_where_the_text_has_pages():
    text = "Dear requester\fWe do not hold this."
    assert only(text).page == 2
    assert only("We do not hold this.").page is None
    assert only("x" * 60 + ".\n\nWe do not hold this.", pages=[0, 20, 40]).page == 3


def test_a_machine_decides_nothing_unless_it_answers_our_questions():
    words = (
        "This is an automated reply. Your email has been received. We do not hold medical records or section 12 data."
    )
    assert [notice.kind for notice in all_of(words, automatic=True)] == [NoticeKind.ACKNOWLEDGEMENT]
    assert [notice.kind for notice in all_of("1. Yes", automatic=True)] == [NoticeKind.ANSWER]


FIELDS = {
    "trust": "Northern Example NHS Trust",
    "charity": "Example Charity",
    "questions": listed([(question.number, question.wording) for question in OF_2026 if not question.voluntary]),
    "voluntary": listed([(question.number, question.wording) for question in OF_2026 if question.voluntary]),
    "sent_on": "9 June 2026",
    "due_on": "7 July 2026",
    "words": "Routinely means whenever it is found.",
}


@pytest.mark.parametrize("name", letters.DEFAULTS)
def test_our_own_letters_do_nothing_even_when_they_come_back_without_a_mark(name):
    ours = merged(letters.DEFAULTS[name](), FIELDS).body
    assert all_of(ours) == all_of(ours, letter=ours) == []
    assert suggest_figures(ours) == []


@pytest.mark.parametrize("before", ["", "We do not hold this.\n\n"])
@pytest.mark.parametrize(
    "head",
    [
        "On Tue, 9 Jun 2026 at 10:02, Example Charity wrote:",
        "On Tue, 9 Jun 2026 at 10:02, Example Charity\n<round@example.invalid> wrote:",
        "From: Example Charity\nSent: 09 June 2026 10:02\nTo: FOI\nSubject: Counting",
        "*From:* Example Charity\n*Date:* Tuesday 9 June 2026\n*To:* FOI",
        "-----Original Message-----",
    ],
)
def test_history_beneath_a_reply_says_nothing(before, head):
    """The trust wrote above it, or nothing at all."""
    written = "We refuse this under section 14.\nWe need clarification.\n1. Yes"
    history = f"{head}\n\n{written}" if before else "\n".join(f"> {line}" for line in f"{head}\n{written}".splitlines())
    assert [notice.kind for notice in all_of(before + history)] == ([NoticeKind.NOT_HELD] if before else [])
    assert suggest_figures(before + history) == []


def test_an_answer_between_our_unmarked_lines_is_found_when_our_letter_is_known():
    text = OURS.replace("spread when it was first found?\n", "spread when it was first found?\nFourteen patients\n")
    notice = only(text, letter=OURS)
    assert (notice.kind, notice.words) == (NoticeKind.ANSWER, "Fourteen patients")


def test_a_rule_is_tried_wherever_its_pattern_would_be_found():
    """The quick look for a rule's words must never hide what its pattern would find."""
    from tests.census.understanding.test_letters import LETTERS
    from whoscounting.census.rules.understanding.sentences import lines, sentences

    plain = [sentence.plain for letter in LETTERS for sentence in sentences(letter.text, lines(letter.text))]
    for rule in _RULES:
        hidden = [words for words in plain if rule.says.search(words) and not any(word in words for word in rule.needs)]
        assert hidden == [], rule.because
