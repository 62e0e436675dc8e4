"""The gallery of components, which only those who build pages see, has no barriers either."""

import pytest

from tools.measure.barriers import barriers
from tools.measure.kinds import Kind
from tools.measure.visits import visit
from tools.measure.worlds import sites

pytestmark = pytest.mark.browser
GALLERY = Kind("gallery", "/ui/")


@pytest.fixture(scope="module")
def developing(launched):
    """The launch's world once more, as someone who builds pages starts it."""
    with sites(launched.folder.parent, ["launch"], DEBUG="1") as running:
        yield running["launch"]


def test_no_component_is_a_barrier_in_any_state(browser, developing):
    """But that it shows three searches, which no other page does."""
    found = {words for mode in barriers(browser, developing, GALLERY).values() for words in mode}
    assert [words for words in found if not words.startswith('landmark-unique (1): <form class="search"')] == []


def test_the_gallery_keeps_to_the_content_policy(browser, developing):
    assert visit(browser, developing, GALLERY).complaints == ()


def test_the_gallery_fits_a_phone(browser, developing):
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(f"{developing.address}{GALLERY.path}")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.close()
