"""What people paste from Word ends as plain paragraphs, lists and links, in what is stored and in what is read.

The editor sends text apart from its marks. Whatever marks a browser lets through, only those that a text may have are
made into tags here.
"""

import json

import pytest
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.test.utils.form_data import nested_form_data, streamfield

from tests.pages.editing import person, sent, signed_in, story
from tests.pages.making import agreed, update
from whoscounting.pages import models

pytestmark = pytest.mark.usefixtures("world")
WORD = """
<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]--><!--StartFragment-->
<p class=MsoNormal style='mso-margin-top-alt:auto;color:red'><b><span lang=EN-GB style='mso-fareast-language:EN-GB'>
Every trust<o:p></o:p></span></b> was <font face="Comic Sans MS" size=5>asked</font>.<o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><i style='mso-bidi-font-style:normal'>Nobody</i>
<a href="javascript:alert(1)" onclick="alert(2)">was</a>
<a href="https://www.nhs.uk/" style="color:red">ranked</a>.</p>
<img src="data:image/png;base64,iVBORw0KGgo=" onerror="alert(3)" /><iframe src="https://example.invalid/"></iframe>
<!--EndFragment-->"""
NEVER = (
    *("<o:p", "&lt;o:p", "mso-", "Mso", "style=", "<font", "<span", "Comic", "<!--", "StartFragment", "WordDocument"),
    *("javascript:", "script:", "alert(", "onclick", "onerror", "<script", "<img", "data:image", "<iframe"),
)


def pasted(html: str) -> str:
    """As the editor sends it."""
    return DraftailRichTextArea(features=["bold", "italic", "link", "ul"]).format_value(html)


def with_marks_of_its_own() -> str:
    """As a browser might send it that lets everything through: styles, pictures and addresses of all kinds."""
    text = "Every trust was asked. [] <>"
    entities = [
        {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "java\tscript:alert(1)"}},
        {"type": "IMAGE", "mutability": "IMMUTABLE", "data": {"src": "data:image/png;base64,iVBORw0KGgo="}},
        {"type": "mso-field", "mutability": "MUTABLE", "data": {"onclick": "alert(2)"}},
    ]
    marks = {
        "inlineStyleRanges": [
            {"offset": 0, "length": 5, "style": "BOLD"},
            {"offset": 6, "length": 5, "style": "mso-bidi-font-weight:normal"},
        ],
        "entityRanges": [{"offset": at, "length": 2, "key": key} for key, at in enumerate((12, 23, 26))],
    }
    blocks = [
        {"key": "a", "type": "unstyled", "depth": 0, "text": text, **marks},
        {"key": "b", "type": "MsoTitle", "depth": 0, "text": "A title", "inlineStyleRanges": [], "entityRanges": []},
    ]
    return json.dumps({"blocks": blocks, "entityMap": dict(enumerate(entities))})


def unclean(html: str) -> list[str]:
    return [sign for sign in NEVER if sign in html]


def prose(client, page) -> str:
    """The running text, as a reader gets it."""
    return client.get(page.url_path_here).content.decode().partition('<div class="prose">')[2].partition("</div>")[0]


def body(text: str) -> dict[str, str]:
    return nested_form_data({"body": streamfield([("text", text)])})


def saved(**fields: str) -> models.UpdatePage:
    """An update whose form was sent with these fields, then published."""
    publisher = person("publisher")
    page = update(live=False)
    sent(signed_in(publisher), page, "action-publish", **fields)
    return models.UpdatePage.objects.get(pk=page.pk)


@pytest.mark.parametrize("text", [pasted(WORD), with_marks_of_its_own()], ids=["pasted", "with marks of its own"])
def test_a_pasted_text_is_clean_where_it_is_kept_and_where_it_is_read(client, text):
    page = saved(**body(text))
    kept = [page.body[0].value.source, json.dumps(page.get_latest_revision().content)]
    read = prose(client, page)
    assert "trust" in read
    assert [unclean(html) for html in (*kept, read)] == [[], [], []]


def test_bold_italic_and_whole_links_stay():
    kept = saved(**body(pasted(WORD))).body[0].value.source
    assert "<b>Every trust</b> was asked." in kept
    assert "<i>Nobody</i>" in kept
    assert '<a href="https://www.nhs.uk/">ranked</a>' in kept
    assert "<a>was</a>" in kept


def test_a_story_pasted_from_word_is_clean_too(client):
    publisher = person("publisher")
    page = story(publisher)
    agreed(page)
    sent(signed_in(publisher), page, "action-publish", words=pasted(WORD))
    told = models.StoryPage.objects.get(pk=page.pk)
    read = prose(client, told)
    assert "Every trust" in read
    assert unclean(told.words) == unclean(read) == []


def test_signs_that_look_like_tags_are_words(client):
    block = {"key": "a", "type": "unstyled", "depth": 0, "text": "<script>alert(1)</script>"}
    page = saved(**body(json.dumps({"blocks": [block], "entityMap": {}})))
    assert "&lt;script&gt;" in prose(client, page)
