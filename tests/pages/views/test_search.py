"""Whatever is typed into the search is words to look for, never a command to the index."""

import pytest

pytestmark = pytest.mark.usefixtures("world")


def found(client, typed) -> str:
    return client.get("/search/", {"q": typed}).content.decode().partition("<main")[2].partition("</main")[0]


@pytest.mark.parametrize(
    "typed",
    [
        "\x00'\"<script>",
        '"',
        "'",
        "AND",
        "report OR",
        "NEAR(a b)",
        "re*",
        "title:report",
        "a-b",
        "(((",
        "😀",
        "&|!:*",
        "--",
    ],
)
def test_any_text_has_an_answer(client, typed):
    response = client.get("/search/", {"q": typed})
    assert response.status_code == 200
    assert "<script>" not in response.content.decode().partition("<main")[2]


@pytest.mark.parametrize("typed", ["reports", "report", '"reports"', "REPORTS?", "(reports)"])
def test_a_page_is_found_whatever_stands_around_its_word(client, typed):
    assert 'href="/reports/"' in found(client, typed)


def test_words_that_fit_a_page_are_no_misspelt_hospital(client):
    assert "Ellesmere Port" not in found(client, "report")
    assert "Ellesmere Port" in found(client, "ellesmere port")


@pytest.mark.parametrize("typed", ["Adenbrooks", "Addenbrooke’s", "addenb"])
def test_a_hospital_is_found_as_people_spell_it_where_no_page_fits(client, typed):
    assert "Addenbrooke" in found(client, typed)
