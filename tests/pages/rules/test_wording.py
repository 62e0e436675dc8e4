"""Words we avoid: found in what we write, never in what people said."""

import pytest

from whoscounting.pages import models
from whoscounting.pages.rules.wording import AVOIDED, hints, ours
from whoscounting.pages.texts import texts


def words(text):
    return [hint.word for hint in hints(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She lost her battle with cancer.", ["lost her battle"]),
        ("Fighting for every victim", ["Fighting", "victim"]),
        ("She suffers from it, as other sufferers do", ["suffers from", "sufferers"]),
        ("A brave journey", ["brave", "journey"]),
        ("The countdown of a terminal illness", ["countdown", "terminal illness"]),
        ("11,600 patients, and hundreds of new patients", ["11,600 patients", "hundreds of new patients"]),
        ("Feel guilty and ashamed", ["guilty", "ashamed"]),
    ],
)
def test_a_word_to_avoid_is_found(text, found):
    assert words(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "People living with secondary breast cancer are treated for years.",
        "The determined counting of braveness",  # whole words only
        "Ask your patients’ group.",
        "",
    ],
)
def test_kind_words_raise_no_hint(text):
    assert words(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "She said: “I fight on.”",
        "She said: ‘It’s my battle.’",
        'He said "my journey" twice.',
        "<blockquote><p>My battle</p><p>my journey</p></blockquote>",
        "<p>It says &ldquo;victims&rdquo; there.</p>",
    ],
)
def test_what_somebody_said_is_never_looked_at(text):
    assert words(text) == []


def test_a_hint_shows_the_words_around_it_and_what_to_write_instead():
    (hint,) = hints("<p>Before it.</p><p>In <b>this</b> fight for data we ask.</p>")
    assert (hint.before, hint.after) == ("In this ", " for data we ask.")
    assert hint.instead
    assert hint.why


def test_words_do_not_run_together_over_paragraphs():
    assert ours("<p>One</p><p>two &amp; three</p>") == "One\ntwo & three"


def test_every_word_says_what_to_write_instead_and_why():
    assert all(instead and why for _, instead, why in AVOIDED)


def test_our_own_first_pages_raise_no_hint(world):
    pages = models.HomePage.objects.first().get_descendants(inclusive=True).specific()
    assert [
        (page.title, text.where, hint.word) for page in pages for text in texts(page) for hint in hints(text.text)
    ] == []


def test_a_text_knows_its_field_and_block(world):
    block = models.TextPage._meta.get_field("body").stream_block
    page = models.TextPage(
        title="A title",
        body=block.to_python(
            [
                {"type": "heading", "value": "A heading"},
                {"type": "text", "value": "<p>A text</p>"},
                {"type": "quotation", "value": {"words": "My battle", "who": "Somebody"}},
                {"type": "film", "value": {"title": "A film", "address": "https://film.invalid/", "length": ""}},
            ]
        ),
    )
    found = {text.where: text.text for text in texts(page)}
    assert found["Title"] == "A title"
    assert "A heading" in found["Body, block 1 (Heading)"]
    assert found["Body, block 2 (Text)"] == "<p>A text</p>"
    assert "My battle" not in found.values()
    assert not any("film.invalid" in text for text in found.values())


def test_the_words_of_a_story_are_never_ours():
    story = models.StoryPage(title="Title", first_name="Ann", quotation="My battle", words="<p>My journey</p>")
    assert [text.text for text in texts(story)] == ["Title"]
