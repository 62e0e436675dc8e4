"""Share cards promise to be small, quick and whole, and never to pass an invented answer on."""

from __future__ import annotations

import re
import time
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageColor

import whoscounting.ui
from whoscounting.atlas.cards import HEIGHT, WIDTH, Card, paint
from whoscounting.atlas.cards.colours import INK, INK_2, MARKS, PAPER, PLUM, RULE
from whoscounting.atlas.cards.painting import BAND, FOOT, LEFT, RIGHT, TITLE_SIZES
from whoscounting.atlas.cards.type import SANS, SERIF, drawable, fit
from whoscounting.atlas.presenters.cards import REHEARSAL, SAID, home_card, region_card, trust_card
from whoscounting.atlas.presenters.region import region_page
from whoscounting.atlas.reading import State
from whoscounting.census.models import Edition, Round
from whoscounting.census.queries.editions import Standing
from whoscounting.census.rules.tally import SHOWN
from whoscounting.lib.world import World
from whoscounting.register.models import Region, Trust
from whoscounting.register.rules import tables

SITE = "whoscounting.example"
TODAY = date(2026, 6, 1)
LONG = "Sheffield Children’s and Rotherham Doncaster and South Humber Teaching Hospitals NHS Foundation Trust"
HOSTILE = [
    "",
    "   \n\t ",
    "\U0001f3e5\U0001f468‍\U0001f469‍\U0001f467",
    "مستشفى الملك",
    "\u202eevil\u202c Trust \u0000\u0007\ufeff\u200b",
    "<script>alert('card')</script> & <b>Trust</b>",
    "Ysbyty Gŵyr, Łódź, 東京 and Ωmega",
    "Z̴̡̛a̷l̸g̴o̵ " * 12,
    "W" * 160,
    "i" * 160,
    "Foundation" * 16,
    "{{ trust }} %s %(name)s ${HOME}",
    LONG * 3,
]


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png))


def touches_the_edge(png: bytes) -> bool:
    """Whether anything but the band is drawn outside the margins."""
    picture = opened(png).convert("RGB")
    paper = ImageColor.getrgb(PAPER)
    outside = [(BAND, 0, LEFT - 8, HEIGHT), (RIGHT + 4, 0, WIDTH, HEIGHT), (BAND, 0, WIDTH, 40)]
    outside += [(BAND, HEIGHT - 20, WIDTH, HEIGHT), (BAND, FOOT - 16, WIDTH, FOOT)]
    return any(picture.crop(box).getcolors(1) != [((box[2] - box[0]) * (box[3] - box[1]), paper)] for box in outside)


def trust(**parts) -> Trust:
    usual = {"ods_code": "RXX", "name": "Example University Hospitals NHS Foundation Trust", "breast_treatments": 400}
    return Trust(**usual | parts)


def standing(verdict: str, code: str = "RXX") -> Standing:
    return Standing(
        code, f"Trust {code}", "Leeds", "Y63", "North East and Yorkshire", "north", 1, 1, 53.0, -1.0, verdict
    )


def state(*verdicts: str, rehearsal: bool = False, published: bool = True) -> State:
    round = Round(code="2026", name="The census of 2026", year=2026, rehearsal=rehearsal, opened_on=date(2026, 1, 5))
    at = datetime(2026, 3, 31, 23, 30, tzinfo=UTC)
    edition = Edition(round=round, number=2, published_at=at, asked=len(verdicts)) if published else None
    standings = [standing(verdict, f"RX{place}" if place else "RXX") for place, verdict in enumerate(verdicts)]
    return State(rehearsal, edition, round, None, standings)


@pytest.fixture
def launch(world, settings):
    """The same database seen as a launch: nothing real is published, nobody has been asked."""
    settings.WORLD = World.LAUNCH


@pytest.mark.parametrize("verdict", SHOWN)
@pytest.mark.parametrize("name", [trust().name, LONG])
def test_a_trusts_card_is_1200_by_630_under_30_kilobytes_and_keeps_its_margins(verdict, name):
    png = paint(trust_card(state(verdict), trust(name=name), today=TODAY), address=SITE)
    assert opened(png).size == (1200, 630)
    assert opened(png).format == "PNG"
    assert len(png) < 30_000
    assert not touches_the_edge(png)


@pytest.mark.parametrize("count", [1, 26, 118, 300, 2200])
def test_home_and_region_have_a_mark_for_each_trust_while_there_is_room(count):
    now = state(*(SHOWN[place % 5] for place in range(count)))
    for card in (home_card(now), region_card(now, region_page(now, "north"))):
        assert len(card.marks) == count
        png = paint(card, address=SITE)
        assert opened(png).size == (1200, 630)
        assert len(png) < 40_000
        assert not touches_the_edge(png)


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_is_drawn_within_the_margins(name):
    png = paint(Card(title=name, words="Not asked yet", symbol="not_asked"), address=SITE)
    assert not touches_the_edge(png)
    assert len(png) < 40_000


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=160))
def test_no_letter_of_a_name_is_cut(name):
    setting = fit(name, family=SERIF, weight=600, width=RIGHT - LEFT, height=214, sizes=TITLE_SIZES, leading=1.07)
    assert "".join(setting.lines).replace(" ", "") == (drawable(name) or "…").replace(" ", "")
    assert setting.height <= 214
    assert all(setting.font.getlength(line) <= RIGHT - LEFT for line in setting.lines)


def test_every_real_trusts_name_is_set_large_and_its_words_unbroken():
    for row in tables.rows("trusts"):
        setting = fit(
            row["name"], family=SERIF, weight=600, width=RIGHT - LEFT, height=214, sizes=TITLE_SIZES, leading=1.07
        )
        assert " ".join(setting.lines) == row["name"]
        assert setting.font.size >= 56


def test_letters_that_our_fonts_lack_lose_their_accent_or_become_dots():
    assert drawable("Ysbyty Gŵyr é") == "Ysbyty Gwyr é"
    assert drawable("St \U0001f3e5 Mary’s 東京") == "St Mary’s …"
    assert drawable("\u202eabc\n def") == "abc def"
    assert drawable("مستشفى") == ""


def test_a_heading_with_signs_that_the_serif_lacks_is_set_in_the_sans():
    usual = {"weight": 600, "width": 1000, "height": 200, "sizes": (40,), "leading": 1.1}
    assert "Newsreader" in fit("Leeds & York", family=SERIF, **usual).font.getname()[0]
    assert "Atkinson" in fit("<b>Leeds</b>", family=SERIF, **usual).font.getname()[0]
    assert "Atkinson" in fit("Leeds", family=SANS, **usual).font.getname()[0]


def test_a_card_says_verdict_round_edition_and_the_day_in_london():
    card = trust_card(state("not_collecting"), trust(), today=TODAY)
    assert (card.title, card.words, card.symbol) == (trust().name, "Not collecting", "not_collecting")
    assert card.details == (SAID["not_collecting"], "The census of 2026, edition 2, 1 April 2026")
    assert card.alt == (
        "Who’s Counting? Is your hospital counting? Example University Hospitals NHS Foundation Trust. Not collecting. "
        "It says it does not record who has secondary breast cancer. The census of 2026, edition 2, 1 April 2026."
    )


def test_before_an_edition_a_card_says_only_that_we_will_ask():
    card = trust_card(state("not_asked", published=False), trust(), today=TODAY)
    assert (card.words, card.details) == ("Not asked yet", ("We have not asked this trust yet. We will.",))


def test_closed_trusts_and_those_out_of_scope_have_cards_without_a_mark():
    closed = trust_card(state("partial"), trust(ods_code="ROLD", closed=date(2020, 4, 1)), today=TODAY)
    outside = trust_card(state("partial"), trust(ods_code="RSML"), today=TODAY)
    assert (closed.words, closed.symbol) == ("This trust has closed", "")
    assert (outside.words, outside.symbol) == ("We do not ask this trust", "")
    assert not touches_the_edge(paint(closed, address=SITE))


def test_every_verdict_has_a_sentence_and_none_speaks_of_deaths():
    assert set(SAID) == set(SHOWN)
    spoken = " ".join([*SAID.values(), REHEARSAL.alt, home_card(state(*SHOWN)).alt])
    assert not re.search(r"\b(die[sd]?|dying|death|dead|kill)", spoken, re.IGNORECASE)


def test_a_long_address_stays_inside():
    assert not touches_the_edge(paint(REHEARSAL, address="counting." * 12 + "example:8000"))


def test_the_colours_are_those_of_the_sites_light_theme():
    css = (Path(whoscounting.ui.__file__).parent / "static" / "ui" / "site.css").read_text(encoding="utf-8")
    light = re.search(r":root \{(.*?)\}", css, re.DOTALL)
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", light.group(1)))
    found = {"paper": PAPER, "ink": INK, "ink-2": INK_2, "rule": RULE, "action": PLUM}
    found |= {verdict.replace("_", "-"): colour for verdict, colour in MARKS.items() if colour != INK}
    assert found == {name: tokens[name] for name in found}


def test_a_card_takes_less_than_60_milliseconds():
    card = trust_card(state("undecided"), trust(name=LONG), today=TODAY)
    paint(card, address=SITE)  # the fonts are read once
    spent = []
    for _ in range(5):
        paint.cache_clear()
        begun = time.process_time()
        paint(card, address=SITE)
        spent.append(time.process_time() - begun)
    assert min(spent) < 0.06


def test_in_a_rehearsal_all_cards_are_the_same_and_name_nobody(world, client):
    codes = Trust.objects.order_by("?").values_list("ods_code", flat=True)[:8]
    paths = [f"/trusts/{code}/card.png" for code in codes]
    paths += [f"/regions/{region.slug}/card.png" for region in Region.objects.all()] + ["/card.png"]
    answers = [client.get(path) for path in paths]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert "Rehearsal: every answer here is invented" in REHEARSAL.alt


def test_a_launch_names_the_trust(launch, client):
    one, other = client.get("/trusts/RA2/card.png"), client.get("/trusts/RHQ/card.png")
    assert one.headers["Content-Type"] == "image/png"
    assert one.content != other.content
    assert not touches_the_edge(one.content)


def test_a_card_that_is_still_fresh_is_not_sent_again(launch, client):
    first = client.get("/card.png")
    again = client.get("/card.png", headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["/trusts/NOBODY/card.png", "/regions/nowhere/card.png"])
def test_there_is_no_card_of_what_does_not_exist(world, client, path):
    assert client.get(path).status_code == 404


def test_codes_in_small_letters_lead_to_the_one_address(world, client):
    answer = client.get("/trusts/ra2/card.png")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/trusts/RA2/card.png")
