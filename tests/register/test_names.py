"""Official capitals become names that read well."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoscounting.register.rules import tables
from whoscounting.register.rules.names import display


@pytest.mark.parametrize(
    ("official", "name"),
    [
        ("ROYAL SURREY NHS FOUNDATION TRUST", "Royal Surrey NHS Foundation Trust"),
        ("ST GEORGE'S UNIVERSITY HOSPITALS NHS TRUST", "St George's University Hospitals NHS Trust"),
        ("GUY'S AND ST THOMAS' NHS FOUNDATION TRUST", "Guy's and St Thomas' NHS Foundation Trust"),
        ("THE QUEEN ELIZABETH HOSPITAL, KING'S LYNN", "The Queen Elizabeth Hospital, King's Lynn"),
        ("STOKE-ON-TRENT", "Stoke-on-Trent"),
        ("  ISLE  OF WIGHT ", "Isle of Wight"),
        ("Written with Care at McIndoe", "Written with Care at McIndoe"),
        ("", ""),
    ],
)
def test_a_name_reads_well(official, name):
    assert display(official) == name


def test_it_gives_every_trust_of_the_bundled_table_the_name_it_has_there():
    for trust in tables.rows("trusts"):
        assert display(trust["official_name"]) == trust["name"]


@given(st.text(alphabet="ABCÉ' -&,NHSOF", max_size=60))
def test_only_case_and_spaces_change(official):
    assert display(official).upper() == " ".join(official.split())
    assert display(display(official)) == display(official)
