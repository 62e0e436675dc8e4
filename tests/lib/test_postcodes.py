"""What people type as a postcode, and what is none."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoscounting.lib.postcodes import Postcode, read

POSTCODE = st.from_regex(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{2}", fullmatch=True).filter(
    lambda text: not text.startswith("BF")
)


@pytest.mark.parametrize(
    "text", ["gu27xx", " GU2  7XX ", "GU2 7XX", "gU2-7xX", "g u 2 7 x x", "\u200eGU2 7XX\u200f", "ＧＵ２ ７ＸＸ"]
)
def test_a_postcode_is_read_in_any_spacing_and_case(text):
    assert read(text) == Postcode("GU2", "GU2 7", "GU2 7XX")


@pytest.mark.parametrize(("text", "outward"), [("gu2", "GU2"), ("ec1v", "EC1V"), ("M1", "M1"), ("GU27", "GU27")])
def test_an_outward_code_alone_is_read(text, outward):
    assert read(text) == Postcode(outward)


def test_a_sector_alone_is_read_when_its_space_is_there():
    assert read("gu2 7") == Postcode("GU2", "GU2 7")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "Guildford",
        "GU",
        "2",
        "GU2 7XXX",
        "GU2 7CI",
        "GU2 XX7",
        "💙",
        "\0",
        "GU2\x007XX",
        "' OR 1=1 --",
    ],
)
def test_what_is_no_postcode_is_none(text):
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "nation"),
    [
        ("BT9 7AB", "Northern Ireland"),
        ("im1 1ag", "Isle of Man"),
        ("JE1", "Jersey"),
        ("GY1 1AA", "Guernsey"),
        ("BFPO 61", "British Forces"),
        ("bfpo61", "British Forces"),
        ("BF1 3AA", "British Forces"),
        ("B1 1AA", ""),
        ("EH1 1AA", ""),
    ],
)
def test_letters_that_belong_to_one_nation_tell_it(text, nation):
    assert read(text).nation == nation


@given(POSTCODE)
def test_reading_what_was_read_changes_nothing(text):
    once = read(text)
    assert once.full == text
    assert read(str(once)) == once


@given(POSTCODE, st.sampled_from([str.lower, str.title, lambda t: t.replace(" ", ""), lambda t: f"\t{t}\n"]))
def test_case_and_spaces_never_matter(text, way):
    assert read(way(text)) == read(text)


@given(st.text(max_size=40))
def test_any_text_is_a_postcode_or_none_but_never_an_error(text):
    found = read(text)
    assert found is None or re.fullmatch(r"[A-Z0-9 ]{2,8}", str(found))


@pytest.mark.parametrize("typed", ["M139WL.", "M13.9WL", "m13\u20119wl", "M13 OWL", "M13-9WL", " m13 , 9wl "])
def test_what_phones_and_people_add_to_a_postcode_is_no_obstacle(typed):
    assert read(typed).sector in {"M13 9", "M13 0"}


def test_a_postcode_that_is_not_finished_is_read_as_far_as_it_goes():
    assert read("M13 9W").sector == "M13 9"
