"""Live figures in prose: true, with their source, or not there at all."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from tests.pages.making import BY, stream, update
from whoscounting.atlas import reading
from whoscounting.census.models import Edition
from whoscounting.pages import figures, models
from whoscounting.pages.actions import publish_page
from whoscounting.pages.figures import Figures, known_figures

pytestmark = pytest.mark.usefixtures("world")


def said(html: str) -> str:
    return str(Figures.now().put_into(html))


def text_of(client, html: str) -> str:
    news = update(body=stream(models.UpdatePage, "body", [("text", html)]))
    return client.get(news.url_path_here).content.decode()


def test_a_figure_is_counted_from_the_edition_says_it_is_invented_and_leads_to_its_source(client):
    edition = reading.state().edition
    counted = edition.findings.filter(verdict="collecting").count()
    page = text_of(client, "<p>So far [[trusts collecting]] trusts.</p>")
    assert f">{counted} (invented)</a> trusts." in page
    link = page.partition('class="figure" href="')[2].partition('"')[0]
    assert link == f"/data/{edition.round_id}/{edition.number}/"
    assert client.get(link).status_code == 200
    assert f"edition {edition.number}" in page.partition('title="Source: ')[2].partition('"')[0]


def test_the_figures_of_all_regions_make_that_of_england():
    now = Figures.now()
    regions = {name.partition(" in ")[2] for name in (one.name for one in now.every()) if " in " in name}
    assert len(regions) > 5
    for kind in ("collecting", "partly collecting", "not collecting", "without a response", "asked"):
        parts = [int(now.value(f"trusts {kind} in {region}")) for region in regions]
        assert sum(parts) == int(now.value(f"trusts {kind}"))


def test_every_figure_in_the_editors_list_can_be_used():
    for one in Figures.now().every():
        known_figures(f"<p>[[{one.name}]]</p>")


def test_spaces_that_do_not_break_and_capitals_make_no_difference():
    assert said("[[Trusts&nbsp;collecting]]") == said("[[trusts collecting]]") == said("[[TRUSTS\xa0COLLECTING]]")


def test_a_figure_within_a_link_is_plain_words():
    html = said('<a href="/map/">All [[trusts asked]]</a>')
    assert html.count("<a") == 1
    assert "(invented)</a>" in html


def test_a_region_that_is_called_otherwise_now_is_not_known_and_never_a_number(monkeypatch):
    html = "<p>[[trusts collecting in the North West]] and [[trusts collecting in Atlantis]]</p>"
    assert "(invented)" in said(html)
    state = reading.state()
    renamed = [replace(one, region_name=f"New {one.region_name}") for one in state.standings]
    shown = str(Figures(replace(state, standings=renamed)).put_into(html))
    assert shown == "<p>not known yet and not known yet</p>"


def test_before_an_edition_nothing_is_known(client):
    state = replace(reading.state(), edition=None)
    now = Figures(state)
    assert str(now.put_into("<p>[[trusts collecting]] [[edition]]</p>")) == "<p>not known yet not known yet</p>"
    assert all(one.value == "" for one in now.every())


REFUSED = "<p>[[trusts winning]]</p>"


@pytest.mark.parametrize("html", [REFUSED, "<p>[[trusts collecting in Atlantis]]</p>", "<p>[[share asked]]</p>"])
def test_an_unknown_name_is_refused_with_the_place_of_the_list(html):
    with pytest.raises(ValidationError, match="All that exist are listed under Figures"):
        known_figures(html)


def test_a_name_torn_by_a_tag_is_refused():
    with pytest.raises(ValidationError, match="whole between"):
        known_figures("<p>[[trusts <b>collecting</b>]]</p>")


@pytest.mark.parametrize(
    ("model", "field", "block"),
    [
        (models.UpdatePage, "body", ("text", REFUSED)),
        (models.ReportsPage, "demands", ("demand", {"actor": "trusts", "text": REFUSED})),
        (
            models.SupportPage,
            "services",
            ("service", {"group": "phone", "name": "A line", "run_by": "Somebody", "text": REFUSED}),
        ),
        (models.HomePage, "body", ("counting", {"heading": "Counting", "note": REFUSED})),
    ],
)
def test_every_block_of_text_refuses_unknown_names(model, field, block):
    with pytest.raises(ValidationError):
        model._meta.get_field(field).stream_block.clean(stream(model, field, [block]))


def test_a_figure_follows_the_newest_edition(client):
    news = update(body=stream(models.UpdatePage, "body", [("text", "<p>[[edition]]</p>")]))
    newest = Edition.objects.filter(round__rehearsal=True).order_by("-published_at").first()
    assert f"{newest.round.name}, edition {newest.number}" in client.get(news.url_path_here).content.decode()


def test_names_are_never_put_into_what_editors_did_not_mark(client):
    publish_page(page=update("A [x] y"), by=BY)
    assert figures.has_figures("A [x] y") is False
