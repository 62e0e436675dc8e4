"""What live figures are called, and where in a text they are put in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoscounting.pages.rules.figures import Name, all_names, broken_in, names_in, parse, put_in

UK = ["East of England", "London", "Yorkshire and The Humber"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("trusts collecting", Name("trusts", "collecting")),
        ("Trusts  Collecting", Name("trusts", "collecting")),
        ("trusts\xa0partly collecting", Name("trusts", "partial")),
        ("trusts&nbsp;not collecting", Name("trusts", "not_collecting")),
        ("share not collecting in the North West", Name("share", "not_collecting", "north west")),
        ("trusts collecting in London", Name("trusts", "collecting", "london")),
        ("trusts asked", Name("trusts")),
        ("trusts asked in Yorkshire and The Humber", Name("trusts", "", "yorkshire and the humber")),
        ("trusts collecting in Bath &amp; Wells", Name("trusts", "collecting", "bath & wells")),
        ("edition", Name("edition")),
        ("trusts changed since last round", Name("trusts changed since last round")),
    ],
)
def test_a_name_means_one_figure_however_it_is_typed(written, meant):
    assert parse(written) == meant


@pytest.mark.parametrize(
    "written",
    ["", "share asked", "trusts", "trusts winning", "trusts collecting in", "hospitals collecting", "edition 2"],
)
def test_other_words_mean_nothing(written):
    assert parse(written) is None


def test_every_name_in_the_list_means_something():
    names = all_names(UK)
    assert len(names) == len(set(names))
    assert all(parse(name) for name in names)


def shown(name: str, within_link: bool) -> str:
    return f"<{'in' if within_link else 'out'}:{name}>"


@pytest.mark.parametrize(
    ("html", "result"),
    [
        ("<p>[[edition]]</p>", "<p><out:edition></p>"),
        ("<p>[[ edition ]] and [[trusts asked]]</p>", "<p><out:edition> and <out:trusts asked></p>"),
        ('<p title="[[edition]]">no</p>', '<p title="[[edition]]">no</p>'),
        (
            '<a href="/x?[[edition]]">[[edition]]</a> [[edition]]',
            '<a href="/x?[[edition]]"><in:edition></a> <out:edition>',
        ),
        ("<abbr>[[edition]]</abbr>", "<abbr><out:edition></abbr>"),
        ("<a href='#'><b>[[edition]]</b></a>", "<a href='#'><b><in:edition></b></a>"),
        ("[edition] [[]] [[ ]] ]][[", "[edition] [[]] [[ ]] ]][["),
    ],
)
def test_a_figure_stands_in_text_never_in_a_tag_and_never_as_a_link_within_a_link(html, result):
    assert put_in(html, shown) == result


@given(st.text(alphabet="[]<>a/ \"='x", max_size=60))
def test_nothing_but_names_is_ever_changed(html):
    assert put_in(html, lambda name, within: f"[[{name}]]").replace(" ", "") == html.replace(" ", "")
    list(names_in(html))


@pytest.mark.parametrize(
    "html",
    [
        "<p>[[trusts <b>collecting</b>]]</p>",
        "<p>[[trusts collecting</p><p>]]</p>",
        '<p><a href="/map/?[[edition]]">map</a></p>',
        "[[ ]]",
    ],
)
def test_brackets_without_a_name_that_can_be_read_are_seen(html):
    assert broken_in(html)


@pytest.mark.parametrize("html", ["", "<p>[[edition]]</p>", "<p>[1] and [sic]</p>", "a]] b"])
def test_others_are_let_through(html):
    assert not broken_in(html)
