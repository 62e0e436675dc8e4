"""That no page is forgotten: every public address that shows a page is among the kinds that are looked at."""

import pytest
from django.urls import URLPattern, resolve
from wagtail.models import Page

from tools.measure.kinds import KINDS
from whoscounting.atlas.urls import urlpatterns

pytestmark = pytest.mark.browser
SAME = {"compare_editions"}  # looks like `compare`, which shows two editions too
# What is fetched but not read as a page of its own.
FILES = {
    *("home_card", "trust_card", "region_card", "map_svg", "map_png"),
    *("edition", "edition_file", "edition_package", "register_file", "register_package"),
    *("editions_feed", "trust_feed", "region_feed"),
}
NAMELESS = {"trusts/", "regions/", "robots.txt", "sitemap.xml", "favicon.ico"}  # redirections and machines' files


def test_every_public_page_is_among_the_kinds():
    looked_at = {resolve(kind.path.partition("?")[0]).url_name for kind in KINDS}
    looked_at -= {"wagtail_serve", "home", "search"}  # not the atlas’
    assert all(isinstance(pattern, URLPattern) for pattern in urlpatterns)
    named = {pattern.name for pattern in urlpatterns if pattern.name}
    assert named - FILES - SAME == looked_at


def test_what_has_no_name_is_no_page():
    assert {str(pattern.pattern) for pattern in urlpatterns if not pattern.name} == NAMELESS


def test_every_sort_of_page_that_editors_write_is_among_the_kinds(world):
    looked_at = {f"/home{kind.path}" for kind in KINDS}
    written = Page.objects.live().filter(depth__gt=1).specific()
    assert {type(page) for page in written} == {type(page) for page in written if page.url_path in looked_at}
