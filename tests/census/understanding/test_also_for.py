"""One reply that answers for several trusts."""

from dataclasses import dataclass

import pytest

from whoscounting.census.rules.understanding import also_for


@dataclass(frozen=True)
class Trust:
    ods_code: str
    name: str


TRUSTS = [
    Trust("RX1", "Southern Example NHS Trust"),
    Trust("RX2", "Southern Example Hospitals NHS Foundation Trust"),
    Trust("RX3", "EASTERN EXAMPLE UNIVERSITY HOSPITALS NHS TRUST"),
    Trust("R0X9A", "Western and Coastal Example NHS Foundation Trust"),
]


def codes(text: str) -> list[str]:
    return [found.ods_code for found in also_for(text, TRUSTS)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("This response is also on behalf of Southern Example NHS Trust.", ["RX1"]),
        ("Please take this as a joint response with Southern Example.", ["RX1"]),
        ("This reply covers both RX1 and RX3.", ["RX1", "RX3"]),
        ("We respond for both trusts: Northern Example and Eastern Example University Hospitals NHS Trust.", ["RX3"]),
        ("The figures include Western & Coastal Example NHS FT.", ["R0X9A"]),
        ("The answer is on behalf of Southern Example Hospitals NHS Foundation Trust.", ["RX2"]),  # the longer name
        (
            "This reply is on behalf of:\n- Southern Example NHS Trust\n- Eastern Example University Hospitals",
            ["RX1", "RX3"],
        ),
    ],
)
def test_a_letter_names_the_trusts_for_which_it_answers(text, found):
    assert codes(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Southern Example NHS Trust is our neighbour.",
        "This response does not cover Southern Example NHS Trust.",
        "Southern Example NHS Trust will respond separately on behalf of its own patients.",
        "This response is made on behalf of the chief executive.",
        "> This response is also on behalf of Southern Example NHS Trust.",
        "",
    ],
)
def test_naming_a_trust_is_not_answering_for_it(text):
    assert codes(text) == []


def test_the_sentence_that_says_so_is_quoted():
    text = "Dear requester\n\nThis response also covers Southern Example NHS Trust. Regards"
    (found,) = also_for(text, TRUSTS)
    assert found.words == "This response also covers Southern Example NHS Trust."
    assert text[found.passages[0].start : found.passages[0].end] == found.words


def test_a_trust_of_the_register_can_be_asked_about():
    from whoscounting.register.models import Trust as Registered

    found = also_for(
        "This reply is also for Southern Example.", [Registered(ods_code="RX1", name="Southern Example NHS Trust")]
    )
    assert [one.ods_code for one in found] == ["RX1"]
