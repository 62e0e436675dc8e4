"""An editor pastes a page out of Word, as Word puts it on the clipboard, and readers get clean text."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import key_of
from tests.pages.views.test_pasting import WORD, unclean

pytestmark = pytest.mark.browser
# Word puts its page on the clipboard as HTML, with what it calls a plain text beside it.
PASTE = """(editor, html) => {
    const clipboard = new DataTransfer();
    clipboard.setData("text/html", html);
    clipboard.setData("text/plain", "Every trust was asked.");
    editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
}"""


def test_what_is_pasted_from_word_is_read_as_plain_paragraphs(sign_in, page, rehearsal):
    publisher = sign_in("publisher")
    publisher.goto(f"/desk/pages/{key_of(publisher, 'Facts')}/edit/")
    editor = publisher.locator("#panel-child-content-intro-content [contenteditable=true]")
    editor.click()
    editor.press("Control+a")
    editor.evaluate(PASTE, WORD)
    expect(editor).to_contain_text("Every trust was asked")
    sent = publisher.locator("input[name=intro]")
    expect(sent).to_have_value(re.compile("Every trust"))  # the editor fills it a moment later
    assert unclean(sent.input_value()) == []
    publisher.get_by_role("button", name="More actions").click()
    publisher.get_by_role("button", name="Publish without approval").click()
    expect(publisher.locator(".messages")).to_contain_text("published")

    page.goto(f"{rehearsal.address}/facts/")
    read = page.locator("main .lead").inner_html()
    assert "<b>Every trust</b> was asked." in read
    assert '<a href="https://www.nhs.uk/">ranked</a>' in read
    assert unclean(read) == []
