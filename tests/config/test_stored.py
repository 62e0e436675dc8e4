"""Pages are stored once for everyone, and never stale, half, or somebody else's."""

import gzip
import re
from datetime import date

import brotli
import pytest
from django.db import connection
from django.db.models import Value
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from whoscounting.accounts.models import User
from whoscounting.atlas import addresses, freshness
from whoscounting.atlas.addresses import canonical
from whoscounting.census import actions
from whoscounting.census.models import FoiRequest, Round
from whoscounting.lib.actors import Actor
from whoscounting.lib.world import World
from whoscounting.rehearsal import invented


def publish_a_change():
    """One more answer, decided and published."""
    by = Actor.system("test")
    round = Round.objects.get(code="rehearsal-b")
    request = FoiRequest.objects.filter(round=round, in_scope=True, revision=1).first()
    letter = request.filings.latest("filed_at").inbound
    said = invented.reply("not_collecting", year=2026, random=invented.Random(1))
    drafts = [invented.found_in(letter, draft) for draft in said]
    request = actions.take_reply(
        request=request, answered_on=date(2026, 11, 9), answers=drafts, expected_revision=1, by=by
    )
    for reviewer in User.objects.filter(username__startswith="reviewer"):
        actions.assess(
            request=request, revision=2, reviewer=reviewer, verdict="not_collecting", reasons="It says so.", by=by
        )
    actions.publish_edition(round=round, by=by)


def test_a_page_is_drawn_once_and_then_answered_with_one_query_for_the_key(site):
    first = site.get("/map/")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert site.get("/map/") == first
    assert site.drawn == ["/map/"]
    assert len(queries) == 1


def test_another_process_answers_from_the_same_files(site):
    first = site.get("/trusts/RA2/")
    site.restart()
    assert site.get("/trusts/RA2/") == first
    assert site.drawn == ["/trusts/RA2/"]


def test_every_encoding_holds_the_same_page(site):
    _, _, plain = site.get("/map/")
    _, br, small = site.get("/map/", HTTP_ACCEPT_ENCODING="gzip, deflate, br")
    _, gz, smaller = site.get("/map/", HTTP_ACCEPT_ENCODING="gzip")
    assert brotli.decompress(small) == gzip.decompress(smaller) == plain
    assert (br["content-encoding"], gz["content-encoding"]) == ("br", "gzip")
    assert br["etag"] != gz["etag"]
    assert br["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("", None),
        ("identity", None),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.1, gzip;q=0.9", "gzip"),
        ("*", "br"),
        ("*;q=0", None),
        ("GZIP", "gzip"),
        ("br;q=abc, \x00;;;,,", None),
        ("zstd, sdch", None),
        ("x" * 100_000, None),
    ],
)
def test_an_odd_accept_encoding_gets_what_it_can_read(site, header, encoding):
    status, headers, body = site.get("/methodology/", HTTP_ACCEPT_ENCODING=header)
    assert status == 200
    assert headers.get("content-encoding") == encoding
    assert int(headers["content-length"]) == len(body)


def test_who_has_the_page_is_told_so_and_a_forged_tag_is_no_key(site):
    _, headers, _ = site.get("/", HTTP_ACCEPT_ENCODING="br")
    assert site.get("/", HTTP_IF_NONE_MATCH=f'"x", W/{headers["etag"]}')[0] == 304
    for forged in ('"x"', "rubbish", '"' + headers["etag"], headers["etag"][:-6] + '"', "\x00", '","' * 1000):
        assert site.get("/", HTTP_IF_NONE_MATCH=forged)[0] == 200


def test_head_says_the_same_without_the_page(site):
    status, headers, body = site.get("/", "HEAD")
    assert (status, body) == (200, b"")
    assert headers["content-length"] == site.get("/")[1]["content-length"]


def test_what_is_published_is_seen_at_once_and_the_old_pages_are_gone(site):
    before = site.get("/map/")[2]
    old = list(site.folder.iterdir())
    publish_a_change()
    assert site.get("/map/")[2] != before
    assert not set(old) & set(site.folder.iterdir())


def test_a_page_during_which_something_was_published_is_drawn_again(site):
    site.meanwhile.append(publish_a_change)
    page = site.get("/")[2]
    assert site.drawn == ["/", "/"]
    assert page == site.get("/")[2]


def test_random_queries_mean_the_same_page_and_store_nothing_more(site):
    page = site.get("/map/?view=table&status=partial")[2]
    kept = sum(1 for _ in site.folder.rglob("*"))
    for query in (
        "status=partial&x=1&view=table",
        "view=table&status=partial&region=nowhere",
        "view=table&status=partial&view=",
    ):
        site.get(f"/map/?{query}")
    with CaptureQueriesContext(connection) as queries:
        for number in range(50):
            assert site.get(f"/map/?view=table&status=partial&{number}={number}")[2] == page
    assert sum(1 for _ in site.folder.rglob("*")) <= kept + 1
    assert len(queries) == 50


BOGUS = [
    "/nothing/{}/",
    "/nothing/{}",
    "/trusts/Z{}/",
    "/trusts/Z{}",
    "/trusts/Z{}/card.png",
    "/trusts/Z{}/changes.atom",
    "/embed/trusts/Z{}/",
    "/embed/{}/",
    "/regions/r{}/",
    "/regions/r{}/card.png",
    "/data/r{}/1/",
    "/data/rehearsal-b/9{}/",
    "/data/rehearsal-b/9{}/findings.csv",
    "/data/rehearsal-b/9{}/datapackage.json",
    "/data/rehearsal-b/1/x{}.csv",
    "/data/rehearsal-b/1/nothing.csv?{}",
    "/data/latest/nothing.csv?{}",
    "/data/register/nothing.json?{}",
    "/data/rehearsal-b/{}0000/",
    "/compare/r{}/1/rehearsal-b/1/",
    "/compare/rehearsal-a/{}1/rehearsal-b/1/",
    "/compare/rehearsal-b/1/rehearsal-b/1/?{}",
    "/static/{}/",
    "/media/{}/",
    "/find/{}/",
    "/healthz{}/",
    "/ui/{}/",
    "/%ff/{}/",
    "/{}" + "x" * 5000 + "/",
]


def test_bogus_addresses_cost_no_query_beyond_the_key_and_are_one_page(site):
    site.get("/trusts/RA2/")
    site.get("/data/rehearsal-b/1/")
    site.get("/nothing/")
    kept, site.drawn = sum(1 for _ in site.folder.rglob("*")), []
    with CaptureQueriesContext(connection) as queries:
        for number in range(3):
            for address in BOGUS:
                assert site.get(address.format(number))[0] == 404, address
    assert {query["sql"].split("FROM")[1].split()[0] for query in queries} == {'"ledger_event"'}
    assert len(queries) == 3 * len(BOGUS)
    assert sum(1 for _ in site.folder.rglob("*")) == kept
    assert site.drawn == []


def test_what_is_not_there_never_turns_into_what_the_reader_has(site):
    for _ in range(2):
        status, headers, page = site.get("/nothing/", HTTP_IF_NONE_MATCH="*")
        assert (status, "etag" in headers, b"This page is not here" in page) == (404, False, True)
    assert site.get("/nothing/", "HEAD")[2] == b""


def test_one_edition_has_one_comparison_address_for_each_other(site):
    """Zeros before a number would make as many addresses as anybody likes."""
    assert site.get("/compare/rehearsal-a/1/rehearsal-b/1/")[0] == 200
    assert site.get("/compare/rehearsal-a/001/rehearsal-b/1/")[0] == 404
    assert site.get("/data/rehearsal-b/1/")[0] == 200
    assert site.get("/data/rehearsal-b/0001/")[0] == 404


@pytest.mark.parametrize(
    ("address", "status", "leads_to"),
    [
        ("/map?view=table", 301, "/map/?view=table"),
        ("/trusts/RA2", 301, "/trusts/RA2/"),
        ("/trusts/ra2/", 301, "/trusts/RA2/"),
        ("/embed/trusts/ra2/", 301, "/embed/trusts/RA2/"),
        ("/trusts/", 302, "/map/?view=table"),
        ("/find?q=M13", 301, "/find/?q=M13"),
        ("/desk", 301, "/desk/"),
        ("/compare/rehearsal-b/1/rehearsal-a/1/", 301, "/compare/rehearsal-a/1/rehearsal-b/1/"),
        ("/favicon.ico", 302, "/static/ui/favicon.ico"),
    ],
)
def test_what_leads_elsewhere_still_does(site, address, status, leads_to):
    for _ in range(2):
        found, headers, _ = site.get(address)
        assert (found, headers["location"]) == (status, leads_to)


def test_every_page_that_the_site_knows_is_answered(site):
    """The sitemap, the desk's door, the health check: nothing that is there is taken for bogus."""
    paths = re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", site.get("/sitemap.xml")[2].decode())
    assert len(paths) > 200
    assert {canonical(path, "", key="test") for path in paths} == {(path, "") for path in paths}
    for path in ("/healthz", "/robots.txt", "/map.svg", "/data/latest/", "/data/latest/register/trusts.csv"):
        assert site.get(path)[0] == 200, path


def test_another_room_announces_pages_and_what_they_depend_on(site, monkeypatch):
    """A room above mounts its pages after ours; those that it knows are drawn, kept, and given their slash."""
    monkeypatch.setattr(addresses, "_others", [lambda path, key: path == "/stories/"])
    monkeypatch.setattr(freshness, "_others", {"edited": Value("1")})
    assert canonical("/stories/", "page=2", key="test") == ("/stories/", "")
    assert canonical("/stories", "", key="test") is None
    assert canonical("/stories/x/", "", key="test") == (addresses.NO_SUCH_PAGE, "")
    before = site.get("/map/")[1]["etag"]
    monkeypatch.setattr(freshness, "_others", {"edited": Value("2")})
    assert site.get("/map/")[1]["etag"] != before


def test_another_room_announces_what_is_never_kept(world, monkeypatch):
    monkeypatch.setattr(addresses, "NEVER_KEPT", ["/desk/"])
    addresses.never_kept("/act/", "/join/")
    assert canonical("/act/write/RA2/", "a=b", key="test") is None
    assert canonical("/join", "", key="test") is None


def test_no_door_of_the_site_is_forgotten():
    """Each pattern of the root is the atlas, a door that is never kept, or what takes all that is left over: the
    addresses behind that are announced one by one."""
    for pattern in get_resolver().url_patterns:
        beginning = str(pattern.pattern).lstrip("^")
        if getattr(pattern, "name", "") == "wagtail_serve":
            continue
        if getattr(pattern, "urlconf_name", None) is get_resolver(addresses.OURS).urlconf_module or not beginning:
            continue
        assert canonical(f"/{beginning}", "", key="test") is None, beginning


def test_a_door_announced_in_no_way_is_not_found_and_so_noticed(site):
    assert canonical("/join/", "", key="test") == (addresses.NO_SUCH_PAGE, "")


def test_searches_and_the_desk_pass_by(site):
    site.get("/find/?q=GU2+7XX")
    site.get("/find/?q=GU2+7XX")
    site.get("/desk/login/")
    assert site.drawn == ["/find/", "/find/", "/desk/login/"]
    assert not site.folder.exists() or not list(site.folder.rglob("*"))


def test_staff_who_have_signed_in_pass_by(site, settings):
    site.get("/")
    site.get("/", HTTP_COOKIE=f"a=b; {settings.SESSION_COOKIE_NAME}=x")
    assert site.drawn == ["/", "/"]


def test_a_page_is_drawn_for_nobody_in_particular(site):
    _, _, page = site.get("/", HTTP_COOKIE="a=b", HTTP_ACCEPT_LANGUAGE="fr", HTTP_RANGE="bytes=0-1")
    assert page.endswith(b"</html>\n")


def test_a_foreign_host_gets_nothing_from_the_store(site):
    site.get("/")
    assert site.get("/", HTTP_HOST="evil.example")[0] == 400
    assert site.get("/", HTTP_X_FORWARDED_HOST="evil.example")[0] == 302


def test_a_rehearsal_is_not_read_from_the_store_by_another_machine(site):
    site.get("/")
    assert site.get("/", REMOTE_ADDR="192.0.2.7")[0] == 302


def test_the_launch_is(site, settings):
    settings.WORLD = World.LAUNCH
    site.get("/methodology/")
    assert site.get("/methodology/", REMOTE_ADDR="192.0.2.7")[0] == 200
    assert site.drawn == ["/methodology/"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda old: b"",
        lambda old: old[:-1],
        lambda old: b"{}\n" + old,
        lambda old: old.replace(b"text/html", b"text/htmX"),
        lambda old: old + b"x",
    ],
)
def test_a_damaged_file_is_drawn_again(site, damage):
    page = site.get("/methodology/")
    (file,) = (path for path in site.folder.rglob("*") if path.is_file())
    file.write_bytes(damage(file.read_bytes()))
    site.restart()
    assert site.get("/methodology/") == page
    assert len(site.drawn) == 2


def test_a_full_or_forbidden_disk_only_means_that_nothing_is_kept(site):
    site.folder.write_text("a file where the folder should be")
    assert site.get("/methodology/")[0] == 200
