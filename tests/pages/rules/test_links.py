"""Where a link may lead."""

import pytest

from whoscounting.pages.rules.links import is_link


@pytest.mark.parametrize(
    "link",
    ["/map/", "/find/?q=a", "#act", "https://a.example/b", "http://a.example", "mailto:?subject=A", "tel:111"],
)
def test_a_link_leads_somewhere(link):
    assert is_link(link)


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example",
        "/\\evil.example",
        "https:/evil",
        "https://",
        "map",
        "#a b",
        "/a\nb",
        "/a\u202eb",
        "ftp://a.example",
    ],
)
def test_what_could_do_something_else_is_none(link):
    assert not is_link(link)
