"""No number small enough to point at a person is ever published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoscounting.census.rules.smallnumbers import COUNT, HIDDEN, counted, published_count, published_words


@pytest.mark.parametrize(
    ("recorded", "published"),
    [
        ("0", "0"),
        ("1", "1 to 7"),
        ("7", "1 to 7"),
        ("8", "about 10"),
        ("12", "about 10"),
        ("13", "about 15"),
        ("fewer than 5", "fewer than 8"),
        ("<5", "fewer than 8"),
        ("fewer than 10", "fewer than 10"),  # the trust's own rule is stricter
        ("lots", ""),
    ],
)
def test_a_count_is_published_as_a_range_or_rounded(recorded, published):
    assert published_count(recorded) == published


@given(st.integers(1, 7))
def test_small_counts_cannot_be_told_apart(number):
    assert published_count(str(number)) == published_count("1")


@given(st.integers(8, 999_999))
def test_other_counts_stay_within_half_a_step(number):
    shown = int(published_count(str(number)).removeprefix("about "))
    assert shown % 5 == 0
    assert abs(shown - number) <= 2


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("31 patients April 2015 to March 2016", f"{HIDDEN} patients April 2015 to March 2016"),
        ("Three women were diagnosed in 2025/26.", f"{HIDDEN} women were diagnosed in 2025/26."),
        ("We had <5 cases, see section 40(2).", f"We had {HIDDEN} cases, see section 40(2)."),
        ("Recorded at all three hospitals.", "Recorded at all three hospitals."),
        ("Since 14 March 2025: 1,204 people.", f"Since 14 March 2025: {HIDDEN} people."),
        ("The Trust's 3 patients", f"The Trust's {HIDDEN} patients"),
        ("this year’s 4 patients", f"this year’s {HIDDEN} patients"),
        ("Of these, 3 may be counted twice.", f"Of these, {HIDDEN} may be counted twice."),
        ("Of these, 3 May be counted twice.", f"Of these, {HIDDEN} May be counted twice."),
        ("2 (two)", f"{HIDDEN} ({HIDDEN})"),
        ("five diagnosed", f"{HIDDEN} diagnosed"),
        ("there were three", f"there were {HIDDEN}"),
        ("Four", HIDDEN),
        ("four newly diagnosed metastatic breast patients", f"{HIDDEN} newly diagnosed metastatic breast patients"),
        ("a single patient", f"a {HIDDEN} patient"),
        ("one newly diagnosed person", f"{HIDDEN} newly diagnosed person"),
        ("thirteen patients, twenty-one in all", f"{HIDDEN} patients, {HIDDEN} in all"),
        ("01/04/2025-31/03/2026", "01/04/2025-31/03/2026"),
        ("the 12 months to 31 March 2026", "the 12 months to 31 March 2026"),
        ("2025 patients", f"{HIDDEN} patients"),
        ("s. 40 and page 3", "s. 40 and page 3"),
        ("No one records this at our second site.", "No one records this at our second site."),
        ("3rd", HIDDEN),
        ("٣ patients", f"{HIDDEN} patients"),
    ],
)
def test_a_quotation_is_published_without_its_counts(said, shown):
    assert published_words(said) == shown


PEOPLE = st.sampled_from(
    ["patients", "people", "women", "new cases", "were diagnosed", "", "may be counted", "in April"]
)
BEFORE = st.sampled_from(
    ["", "We had ", "The Trust's ", "this year’s ", "In 2025/26: ", "(", "fewer than ", "see s. 40; "]
)


@given(BEFORE, st.integers(1, 99), PEOPLE)
def test_no_count_of_people_survives_in_a_quotation(before, number, after):
    assert published_words(f"{before}{number} {after}") == f"{before}{HIDDEN} {after}"


@given(st.text(max_size=200))
def test_hiding_twice_hides_no_more(text):
    once = published_words(text)
    assert published_words(once) == once


def test_what_is_no_number_is_not_counted():
    assert counted("about thirty") is COUNT.UNCLEAR
    assert counted("-5") is COUNT.UNCLEAR
    assert counted("９") is COUNT.UNCLEAR
