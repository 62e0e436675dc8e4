"""A story, from the first word to its end: written, stopped without consent, approved, read, and taken back."""

import re
import sqlite3
from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.desk import key_of

pytestmark = pytest.mark.browser
NAME, WORDS = "Placeholder of the journey", "Nobody said this: it shows where her words will stand."
SEEN = "A drawn outline of a person, made for this journey."
STORY = "/stories/placeholder-of-the-journey/"


def test_a_story_is_told_only_with_consent_and_goes_when_it_is_taken_back(sign_in, page, rehearsal):
    reader = Reader(page, rehearsal)
    editor = sign_in("editor")
    write(editor)
    hand_in(editor)
    expect(editor.get_by_text("no consent to it is in force")).to_be_visible()
    assert editor.locator("#id_quotation").input_value() == WORDS
    record_the_consent(editor)
    hand_in(editor)
    expect(editor.locator(".messages")).to_contain_text("submitted for moderation")
    assert not reader.finds_it()

    approve(sign_in("publisher"))
    face = reader.reads_it()
    assert reader.finds_it()

    take_back(editor)
    assert not reader.finds_it()
    assert reader.status(STORY) == 404
    assert reader.status(face) == 404
    assert traces(rehearsal) == []


def write(page) -> None:
    page.goto(f"/desk/pages/add/pages/storypage/{key_of(page, 'Stories')}/")
    page.locator("#id_title").fill(NAME)
    page.locator("#id_first_name").fill("Placeholder")
    page.get_by_role("button", name="Choose an image").click()
    page.get_by_role("tab", name="Upload").click()
    page.locator("#id_image-chooser-upload-file").set_input_files(portrait())
    page.locator("#id_image-chooser-upload-title").fill("Portrait for the journey")
    upload = page.locator("#tab-upload").get_by_role("button", name="Upload")
    upload.click()
    expect(page.get_by_text("Say in a sentence what the picture shows").first).to_be_visible()
    page.locator("#id_image-chooser-upload-file").set_input_files(portrait())
    page.locator("#id_image-chooser-upload-description").fill(SEEN)
    upload.click()
    expect(page.locator("#id_portrait-chooser")).to_contain_text("Portrait for the journey")
    page.locator("#id_quotation").fill(WORDS)
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_url("**/edit/")
    page.wait_for_load_state()


def portrait() -> dict:
    """A picture that is nobody's, as a phone would hand it over."""
    file = BytesIO()
    Image.new("RGB", (900, 1200), "#7a1450").save(file, "JPEG")
    return {"name": "IMG 0001.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def hand_in(page) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Hand in for approval").click()
    page.wait_for_load_state()


def record_the_consent(page) -> None:
    page.get_by_role("link", name="Record the consent").click()
    page.get_by_label("Who agreed").fill("Nobody: a placeholder")
    page.get_by_label("How to reach them").fill("none")
    page.get_by_label("Agreed on").fill(f"{date.today():%Y-%m-%d}")
    page.get_by_role("button", name="Record the consent").click()
    page.wait_for_url("**/edit/")
    page.wait_for_load_state()


def approve(page) -> None:
    page.get_by_role("link", name=NAME).first.click()
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name=re.compile("^Approve")).first.click()
    expect(page.locator(".messages")).to_contain_text("has been updated")


def take_back(page) -> None:
    page.goto("/desk/consents/")
    row = page.get_by_role("row", name=re.compile(NAME))
    row.get_by_text("Take it back", exact=True).click()
    row.get_by_role("button", name="Take it back now").click()
    expect(page.get_by_text("The story was taken back")).to_be_visible()


class Reader:
    """Somebody who reads the site and knows nothing of the desk."""

    def __init__(self, page, site):
        self.page, self.site = page, site

    def reads_it(self) -> str:
        """The story on its page, and the address of its portrait."""
        self.page.goto(f"{self.site.address}{STORY}")
        expect(self.page.locator("blockquote")).to_contain_text(WORDS)
        shown = self.page.get_by_role("img", name=SEEN)
        expect(shown).to_be_visible()
        return shown.get_attribute("src")

    def finds_it(self) -> bool:
        """In the list of stories and in the search; it is in both or in none."""
        self.page.goto(f"{self.site.address}/stories/")
        listed = WORDS in self.page.locator("main").inner_text()
        self.page.goto(f"{self.site.address}/search/?q=journey+placeholder")
        found = NAME in self.page.locator("main").inner_text()
        assert listed == found
        return listed

    def status(self, path) -> int:
        return self.page.request.get(f"{self.site.address}{path}").status


def traces(site) -> list[str]:
    """Tables that still know the story's words, and files that are still its portrait."""
    folder = site.folder / "rehearsal"
    with sqlite3.connect(f"file:{folder / 'db.sqlite3'}?mode=ro", uri=True) as database:
        found = [
            table
            for table, column in (("pages_storypage", "quotation"), ("wagtailcore_revision", "content"))
            if database.execute(f"SELECT 1 FROM {table} WHERE {column} LIKE ?", [f"%{WORDS}%"]).fetchone()  # noqa: S608
        ]
        kept = {name for (name,) in database.execute("SELECT file FROM pages_picture")}
    files = {str(path.relative_to(folder / "media")) for path in (folder / "media" / "originals").iterdir()}
    return found + sorted(files - kept)
