"""The launch: nobody has been asked yet, so the promise leads."""

from datetime import date

import pytest
from wagtail.models import Page

from whoscounting.atlas import reading
from whoscounting.atlas.facts import facts
from whoscounting.census import actions
from whoscounting.census.models import FoiRequest, Round
from whoscounting.census.rules.questions import OF_2026
from whoscounting.lib.actors import Actor
from whoscounting.lib.world import World
from whoscounting.register.models import Trust
from whoscounting.register.queries import gazetteer

BY = Actor.system("test")
SENT = date(2026, 12, 1)
# Asked, split in two, merged, out of scope; found by postcode, by name, by the name of a closed trust.
ADDRESSES = [
    "/",
    "/map/",
    "/regions/london/",
    "/trusts/RA2/",
    "/trusts/RW6/",
    "/trusts/RVJ/",
    "/trusts/G6V2S/",
    "/find/?q=M13+9WL",
    "/find/?q=christie",
    "/find/?q=North+Bristol+NHS+Trust",
    "/sitemap.xml",
]


@pytest.fixture
def launch(world, settings):
    """The true beginning, beside the rehearsal's rounds, which must not show through."""
    settings.WORLD = World.LAUNCH
    return actions.plan_round(
        code="2026", name="The census of 2026", year=2026, questions=OF_2026, rehearsal=False, by=BY
    )


@pytest.fixture
def cold():
    """A process that has just begun: it remembers neither how things stand nor the names of trusts."""

    def forget() -> None:
        reading._kept = None
        gazetteer._kept = None

    forget()
    yield forget
    forget()


def plan(round, state: str) -> None:
    """Bring a planned round to a state."""
    if state == "planned":
        return
    actions.open_round(round=round, on=SENT, by=BY)
    if state == "asked":
        actions.record_sending(round=round, on=SENT, by=BY)
        actions.record_delivery(round=round, on=SENT, proof="A receipt.", by=BY)


def page_of(client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_first_page_says_what_was_promised_and_what_we_will_do(client, launch):
    page = page_of(client, "/")
    assert "In 2016, two in three hospital trusts in England did not know" in page
    assert "In 2026 the Government promised to count" in page
    assert "nobody can yet look up their own hospital" in page
    assert "We will ask all 118 trusts" in page
    assert "nvented" not in page
    assert "noindex" not in page


@pytest.mark.parametrize("address", ["/", "/map/", "/map/?view=regions", "/regions/london/", "/trusts/RA2/", "/data/"])
def test_no_invented_answer_shows_through_within_eight_queries(client, launch, address, django_assert_max_num_queries):
    client.get(address)  # the first page after a change gathers the names of all trusts for its process
    with django_assert_max_num_queries(8):
        page = page_of(client, address)
    assert "nvented" not in page
    assert "Rehearsal" not in page
    assert "v-partial" not in page.partition("<main")[2]


MOST = {"/": 12}  # the whole campaign stands there


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("state", ["planned", "opened", "asked"])
def test_a_process_that_has_just_begun_needs_eight_queries_too(
    client, launch, cold, state, address, django_assert_max_num_queries
):
    plan(launch, state)
    cold()
    with django_assert_max_num_queries(MOST.get(address, 8)):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_so_does_one_that_begins_after_an_edition(client, world, cold, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST.get(address, 8)):
        assert client.get(address).status_code == 200


def test_a_round_that_is_open_but_not_sent_still_says_that_we_will_ask(client, launch):
    plan(launch, "opened")
    assert "We will ask all 118 trusts" in page_of(client, "/")
    assert "we will ask 17 trusts" in page_of(client, "/regions/london/")
    page = page_of(client, "/trusts/RA2/")
    assert "We have not asked Royal Surrey NHS Foundation Trust yet. We will." in page
    assert "What it will be asked" in page


def test_one_letter_of_118_is_not_118_letters(client, launch):
    plan(launch, "opened")
    FoiRequest.objects.filter(round=launch, trust="RA2").update(sent_on=SENT)
    page = page_of(client, "/")
    assert "We have asked 1 of 118 trusts. So far 0 of 1 have answered." in page
    assert "The other letters have not gone out yet." in page
    assert "We have asked Royal Surrey NHS Foundation Trust. We are waiting for its answer." in page_of(
        client, "/trusts/RA2/"
    )
    assert "What we asked it" in page_of(client, "/trusts/RA2/")
    assert "yet. We will." in page_of(client, "/trusts/RBV/")


def test_an_answer_that_nobody_has_decided_is_being_read(client, launch):
    plan(launch, "asked")
    FoiRequest.objects.filter(round=launch, trust="RA2").update(revision=1)
    page = page_of(client, "/trusts/RA2/")
    assert (
        "Royal Surrey NHS Foundation Trust has answered. Two people are reading its answer, each on their own." in page
    )
    assert "So far 1 of 118 have answered." in page_of(client, "/")
    assert "Answer being read" in page_of(client, "/map/?view=table&status=being_read")
    assert "Read what it was asked" in page_of(client, "/find/?q=Royal+Surrey+NHS+Foundation+Trust")


@pytest.mark.parametrize("address", ["/", "/trusts/RA2/"])
def test_planned_days_are_told_until_they_have_come(client, launch, address, time_machine):
    time_machine.move_to("2026-12-01 12:00")
    assert "The letters go out" not in page_of(client, address)
    Round.objects.filter(pk=launch.pk).update(opens_on=date(2027, 1, 12), closes_on=date(2027, 3, 31))
    reading._kept = None
    assert "The letters go out on 12 January 2027. Answers are due by 31 March 2027." in page_of(client, address)
    time_machine.move_to("2027-01-13 12:00")
    assert "The letters go out" not in page_of(client, address)


def test_search_promises_no_answer_where_there_is_none(client, launch):
    for query in ("christie", "North+Bristol", "North+London+NHS+Foundation+Trust", "M13+9WL"):
        assert "what it answered" not in page_of(client, f"/find/?q={query}")


def test_the_figures_of_the_first_page_are_those_of_the_table_of_facts(client, launch):
    page = page_of(client, "/")
    for fact in (facts()["living-with-it-england-2021"], facts()["promise-to-count"], facts()["recording-required"]):
        assert fact.source in page
    assert ">57,215<" in page
    assert "2020 to 2021. Source:" in page
    assert ">2013<" in page


def test_a_trust_shows_the_questions_it_will_get_and_the_answer_of_2016_as_history(client, launch):
    page = page_of(client, "/trusts/RA2/")
    assert "We have not asked Royal Surrey NHS Foundation Trust yet. We will." in page
    for question in OF_2026:
        assert question.wording.replace("’", "’").split("?")[0] in page
    assert "still have to read it and decide what it says" in page


@pytest.mark.parametrize("ending", ["csv", "json", "geojson"])
def test_nothing_is_published_so_latest_says_so(client, launch, ending):
    response = client.get(f"/data/latest/findings.{ending}")
    assert response.status_code == 404
    assert response.content.decode().startswith("Nothing is published here.")


def test_a_rehearsals_edition_is_no_file_of_the_launch(client, launch):
    assert client.get("/data/rehearsal-b/2/findings.csv").status_code == 404


def test_once_the_letters_are_out_the_first_page_counts_answers_and_names_the_date(client, launch):
    actions.open_round(round=launch, on=date(2026, 12, 1), by=BY)
    actions.record_sending(round=launch, on=date(2026, 12, 1), by=BY)
    actions.record_delivery(round=launch, on=date(2026, 12, 1), proof="A receipt.", by=BY)
    page = page_of(client, "/")
    assert "We have asked 118 trusts. So far 0 of 118 have answered." in page
    assert "The law asks them to answer by 31 December 2026." in page


def test_robots_may_come_and_find_every_page_in_the_sitemap(client, launch):
    assert "Disallow: /\n" not in page_of(client, "/robots.txt")
    sitemap = page_of(client, "/sitemap.xml")
    written = Page.objects.live().filter(depth__gt=2)
    assert sitemap.count("<loc>") == 8 + 7 + Trust.objects.count() + written.count()
    for path in ("/trusts/RA2/", "/trusts/RVJ/", "/trusts/G6V2S/", "/compare/", "/embed/"):
        assert f"{path}</loc>" in sitemap
        assert client.get(path).status_code == 200


def test_robots_stay_out_of_a_rehearsal(client, world):
    assert page_of(client, "/robots.txt") == "User-agent: *\nDisallow: /\n"
