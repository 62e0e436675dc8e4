"""What must be green before letters go out, without a database."""

from dataclasses import replace
from datetime import date

from whoscounting.census.rules.preflight import Machine, Office, checks

TODAY = date(2026, 11, 23)
READY = Machine("A Charity", sends=True, reply_domain="reply.example", receives=True, loop_proved_on=date(2026, 11, 20))
GOOD = Office("AAA", "A Trust", "foi@a.example", date(2026, 11, 1))
OTHER = Office("BBB", "B Trust", "foi@b.example", date(2025, 11, 24))


def listed(*offices, machine=READY, letter=(), until=date(2028, 12, 31)):
    found = checks(offices, letter_objections=letter, machine=machine, holidays_until=until, today=TODAY)
    return {check.code: check for check in found}


def red(*offices, **rest):
    return sorted(code for code, check in listed(*offices, **rest).items() if not check.green)


def test_all_is_green_when_all_is_there():
    assert red(GOOD, OTHER) == []


def test_a_missing_address_names_its_trust():
    assert listed(GOOD, Office("CCC", "C Trust"))["addresses"].trusts == ("CCC",)


def test_an_address_holds_for_a_year_after_it_was_verified():
    assert red(replace(OTHER, verified_on=date(2025, 11, 23))) == []
    assert red(replace(OTHER, verified_on=date(2025, 11, 22))) == ["verified"]
    assert red(replace(OTHER, verified_on=None)) == ["verified"]


def test_two_trusts_that_share_an_address_are_both_named():
    twin = replace(OTHER, email="FOI@a.example")
    assert listed(GOOD, twin)["duplicates"].trusts == ("AAA", "BBB")


def test_an_address_from_which_a_letter_came_back_is_red():
    assert red(replace(GOOD, bounced_on=date(2026, 3, 1))) == ["bounced"]


def test_no_day_is_named_beyond_the_holidays_that_are_known():
    assert red(GOOD, until=date(2026, 12, 19)) == ["clock"]
    assert "22 December 2026" in listed(GOOD)["clock"].words  # 30 November is a holiday in Scotland


def test_the_letter_says_what_is_wrong_with_it():
    assert listed(GOOD, letter=["No section 16."])["letter"].words == "No section 16."


def test_without_server_name_or_way_back_nothing_is_sent():
    assert red(GOOD, machine=Machine("", sends=False, reply_domain="", receives=False, loop_proved_on=None)) == [
        "charity",
        "replies",
        "sends",
    ]


def test_a_way_back_counts_once_our_own_letter_came_through_it():
    assert red(GOOD, machine=replace(READY, receives=False)) == ["replies"]
    assert red(GOOD, machine=replace(READY, loop_proved_on=None)) == ["replies"]
    assert red(GOOD, machine=replace(READY, loop_proved_on=date(2026, 10, 1))) == ["replies"]
