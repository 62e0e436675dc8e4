"""What holds for every public page."""

import re

import pytest
from django.test.utils import override_settings

pytestmark = pytest.mark.usefixtures("world")

PAGES = [
    "/",
    "/map/",
    "/map/?view=map",
    "/map/?view=tiles",
    "/map/?view=table&status=collecting",
    "/map/?view=regions&region=london",
    "/regions/london/",
    "/trusts/RA2/",
    "/trusts/RVJ/",
    "/trusts/G6V2S/",
    "/find/",
    "/find/?q=M13+9WL",
    "/find/?q=christie",
    "/find/?q=zzzzzz",
    "/find/?q=",
    "/methodology/",
    "/sources/",
    "/data/",
    "/data/dictionary/",
]
FILES = [f"/data/latest/findings.{ending}" for ending in ("csv", "json", "geojson")]


@pytest.mark.parametrize("address", [*PAGES, *FILES, "/robots.txt", "/sitemap.xml"])
def test_a_public_page_makes_at_most_eight_queries(client, address, django_assert_max_num_queries):
    client.get(address)  # the first page after a change gathers the names of all trusts for its process
    with django_assert_max_num_queries(8):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_one_heading_of_the_first_rank_a_description_and_the_nurses(client, address):
    page = client.get(address).content.decode()
    assert page.count("<h1") == 1
    assert re.search(r'<meta name="description" content="[^"]{20,}">', page)
    assert "0808 800 6000" in page


@pytest.mark.parametrize("address", PAGES)
def test_a_page_says_in_the_rehearsal_that_its_answers_are_invented_and_keeps_robots_out(client, address):
    response = client.get(address)
    page = response.content.decode()
    assert "<title>Rehearsal: " in page
    assert "noindex" in page
    assert "every answer here is invented" in page


@pytest.mark.parametrize("address", PAGES)
def test_no_verdict_stands_anywhere_without_the_word_invented(client, address):
    """The methodology explains what the words mean; everywhere else they are said of a trust."""
    if address == "/methodology/":
        return
    page = client.get(address).content.decode()
    for words in ("Collecting", "Partly collecting", "Not collecting", "Replied, no clear answer", "No response"):
        assert f">{words}<" not in page
        assert f'"{words}' not in page


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_no_style_attribute_no_inline_script_and_no_other_host(client, address):
    page = client.get(address).content.decode()
    assert " style=" not in page
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)", page)
    assert not re.search(r'(?:src|srcset|action)="https?://', page)


@pytest.mark.parametrize("address", PAGES)
def test_every_link_of_a_page_leads_somewhere(client, address):
    page = client.get(address).content.decode()
    links = {link.partition("#") for link in re.findall(r'href="([/#][^"]*)"', page)}
    for path, _, anchor in sorted(links):
        if path.startswith(("/static/", "/trusts/")) and path != "/trusts/RA2/":
            continue
        response = client.get(path.replace("&amp;", "&"), follow=True) if path else None
        assert response is None or response.status_code == 200, path
        if anchor and not path.endswith(".csv"):
            there = response.content.decode() if response else page
            assert f'id="{anchor}"' in there, f"{path}#{anchor}"


@pytest.mark.parametrize("address", ["/", "/map/", "/trusts/RA2/", "/find/?q=M13", "/data/latest/findings.csv"])
def test_a_page_sets_no_cookie_and_does_not_vary_by_one(client, address):
    response = client.get(address)
    assert not response.cookies
    assert "cookie" not in response.headers.get("Vary", "").lower()


@pytest.mark.parametrize("address", ["/", "/map/", "/trusts/RA2/", "/find/", "/data/", "/data/latest/findings.csv"])
def test_a_page_answers_head_and_refuses_post(client, address):
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "/?x=1&x=2",
        "/map/?view=nonsense&status=nonsense&region=nonsense",
        "/map/?view=&status=%00&region=%F0%9F%92%A9",
        "/map/?view=map&view=table&status=collecting%27--",
        "/trusts/RA2/?utm_source=x",
        "/find/?q=%00%FF&other=1",
        "/data/latest/findings.csv?x=1",
    ],
)
def test_unknown_and_broken_parameters_are_ignored(client, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/trusts/ZZZ/", "/regions/atlantis/", "/nothing/", "/trusts/%F0%9F%92%A9/"])
def test_an_unknown_address_gives_404_with_a_search_box(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert 'action="/find/"' in response.content.decode()


@pytest.mark.parametrize(
    "address",
    ["/data/latest/findings.xml", "/data/rehearsal-b/9/findings.csv", "/data/nix/1/findings.csv"],
)
def test_an_unknown_file_gives_404(client, address):
    assert client.get(address).status_code == 404


def test_every_trust_has_its_page(client):
    from whoscounting.register.models import Trust

    for code in Trust.objects.values_list("ods_code", flat=True):
        assert client.get(f"/trusts/{code}/").status_code == 200, code


def test_the_canonical_address_has_no_query(client):
    with override_settings(PUBLIC_URL="https://counting.example"):
        page = client.get("/map/?view=table&utm_source=x").content.decode()
    assert '<link rel="canonical" href="https://counting.example/map/">' in page


def test_hostile_text_in_an_answer_is_shown_as_text(client):
    from whoscounting.census.models import PublishedAnswer

    answer = PublishedAnswer.objects.filter(quotation__contains="<script>").select_related("finding__edition").last()
    page = client.get(f"/trusts/{answer.finding.trust_id}/").content.decode()
    assert "&lt;script&gt;alert(&quot;counted&quot;)&lt;/script&gt;" in page
    assert "<script>alert" not in page
