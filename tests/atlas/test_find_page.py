"""Find my hospital: each outcome has its own helpful words."""

import pytest

pytestmark = pytest.mark.usefixtures("world")


def found(client, query: str) -> str:
    response = client.get("/find/", {"q": query})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("query", ["GU2 7XX", "gu27xx", "  gU2  7xX "])
def test_a_postcode_in_any_spelling_gives_five_hospitals_with_distance_trust_and_verdict(client, query):
    page = found(client, query)
    assert "The nearest hospitals to GU2 7XX" in page
    assert page.count(" away<") == 5
    assert "miles (" in page or "mile (" in page
    assert 'href="/trusts/RA2/"' in page
    assert page.count("Invented: ") >= 5


def test_the_first_half_of_a_postcode_is_enough_and_the_page_says_so(client):
    assert "With the whole postcode we can look closer." in found(client, "GU2")


@pytest.mark.parametrize("query", ["christie", "The Chrisite"])
def test_a_name_even_misspelt_leads_to_the_trust(client, query):
    assert 'href="/trusts/RBV/"' in found(client, query)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "Type a postcode, or the name of a hospital"),
        ("   ", "Type a postcode, or the name of a hospital"),
        ("x" * 200, "This is too long"),
        ("qqqqqqqq", "We found no hospital called ‘qqqqqqqq’"),
        ("ZZ99 9ZZ", "We do not know the postcode"),
        ("EH1 1AA", "is in Scotland"),
        ("CF10 1AA", "is in Wales"),
        ("BT1 1AA", "is in Northern Ireland"),
        ("IM1 1AA", "is in the Isle of Man, and"),
        ("JE2 3AB", "is in Jersey, and"),
        ("GY1 1AA", "is in Guernsey, and"),
        ("BFPO 61", "belongs to the British Forces, and"),
    ],
)
def test_what_does_not_lead_to_a_hospital_is_said_in_a_summary_that_leads_to_the_field(client, query, words):
    page = found(client, query)
    assert "<title>Rehearsal: Error: " in page
    summary = page[page.index('class="error-summary"') :]
    assert words in summary[: summary.index("</div>")]
    assert 'href="#q"' in summary
    assert 'aria-invalid="true"' in page


def test_a_search_costs_one_query(client, django_assert_num_queries):
    found(client, "GU2 7XX")
    found(client, "royal surey")
    for query in ("GU2 7XX", "royal surey", "EH1 1AA"):
        with django_assert_num_queries(1):
            found(client, query)


def test_the_name_of_a_closed_trust_leads_to_who_came_after_it(client):
    page = found(client, "North Bristol NHS Trust")
    assert "North Bristol NHS Trust has closed" in page
    assert "Its hospitals now belong to:" in page


def test_before_a_search_there_is_no_complaint(client):
    page = client.get("/find/").content.decode()
    assert "error-summary" not in page
    assert "<title>Rehearsal: Find my hospital" in page


@pytest.mark.parametrize(
    "query", ['"><script>alert(1)</script>', "{{ 7*7 }} {text}", "'; DROP TABLE register_trust;--"]
)
def test_hostile_text_in_the_field_is_shown_as_text(client, query):
    page = found(client, query)
    assert "<script>alert" not in page
    assert "49" not in page.partition("<main")[2].partition("</main>")[0]
