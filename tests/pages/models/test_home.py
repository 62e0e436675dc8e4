"""The first page: its blocks can be hidden, and no death stands in its hero."""

import pytest

from tests.pages.making import BY, NAME, stream, told
from whoscounting.pages import actions, models

pytestmark = pytest.mark.usefixtures("world", "ours")


def home(client) -> str:
    return client.get("/").content.decode()


def hide(*names: str) -> None:
    page = models.HomePage.objects.get()
    for block in page.body:
        block.value["shown"] = block.block_type not in names
    actions.publish_page(page=page, by=BY)


def test_the_seven_blocks_stand_in_their_order(client):
    page = home(client)
    places = [page.index(f'id="{anchor}"') for anchor in ("map", "support", "about", "act", "facts", "updates")]
    assert places == sorted(places)
    assert page.count("Back to top") >= len(places)


def test_a_hidden_block_is_gone_with_the_buttons_that_led_to_it(client):
    hide("act", "counting")
    main = home(client).partition("<main")[2].partition("</main>")[0]
    assert 'href="#act"' not in main
    assert 'href="#map"' not in main
    assert 'id="act"' not in main


def test_without_its_hero_the_page_still_has_one_heading_above_all(client):
    hide("hero")
    assert home(client).count("<h1") == 1


def test_a_story_stands_in_the_hero_but_never_one_in_memory(client):
    story = told()
    assert NAME in home(client).partition('id="map"')[0]
    actions.change_consent(consent=story.consent, state=models.Consent.State.IN_MEMORY, by=BY)
    page = home(client)
    assert NAME not in page.partition('id="map"')[0]
    assert "In memory" in page


def test_the_next_edition_is_told_until_its_day(client, time_machine):
    page = models.HomePage.objects.get()
    block = next(block for block in page.body if block.block_type == "counting")
    value = dict(block.block.get_prep_value(block.value)) | {"next_edition": "2027-03-12"}
    rest = [(one.block_type, one.block.get_prep_value(one.value)) for one in page.body if one.block_type != "counting"]
    page.body = stream(models.HomePage, "body", [("counting", value), *rest])
    actions.publish_page(page=page, by=BY)
    assert "The next edition is planned for 12 March 2027." in home(client)
    time_machine.move_to("2027-03-13 12:00 +0000")
    assert "The next edition is planned" not in home(client)
