"""A sender's domain suggests a trust, unless many share it."""

import pytest

from whoscounting.census.rules.domains import domain_of_address, domain_of_website, upwards


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("foi@royalsurrey.nhs.uk", "royalsurrey.nhs.uk"),
        ("rsch.foi@NHS.net", ""),
        ("foi@nhs.uk", ""),
        ("somebody@gmail.com", ""),
        ("", ""),
        ("nobody", ""),
        ("a@localhost", ""),
    ],
)
def test_the_domain_of_an_address(address, domain):
    assert domain_of_address(address) == domain


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.royalsurrey.nhs.uk/foi", "royalsurrey.nhs.uk"),
        ("https://trust.nhs.uk", "trust.nhs.uk"),
        ("https://www.nhs.uk/", ""),
        ("", ""),
        ("http://[broken", ""),
    ],
)
def test_the_domain_of_a_website(url, domain):
    assert domain_of_website(url) == domain


def test_mail_from_below_a_domain_is_that_domains_too_but_never_everybodys():
    assert upwards("foi.royalsurrey.nhs.uk") == ["foi.royalsurrey.nhs.uk", "royalsurrey.nhs.uk"]
    assert upwards("nhs.net") == []
