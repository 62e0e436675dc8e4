"""What readers see."""

from django.urls import path, re_path
from django.views.generic import RedirectView

from whoscounting.atlas.views import cards, embed, feeds, printing
from whoscounting.atlas.views.compare import compare, compare_editions
from whoscounting.atlas.views.data import (
    data,
    dictionary,
    edition,
    edition_file,
    edition_package,
    register_file,
    register_package,
)
from whoscounting.atlas.views.find import find
from whoscounting.atlas.views.machines import favicon, robots, sitemap
from whoscounting.atlas.views.map import region, the_map
from whoscounting.atlas.views.trusts import trust
from whoscounting.atlas.views.words import methodology, sources

EDITION = r"data/(?:latest|(?P<round_code>[\w-]+)/(?P<number>[0-9]{1,4}))/"
FILE = r"[a-z]+\.(?:csv|json|geojson)"

urlpatterns = [
    path("card.png", cards.home, name="home_card"),
    path("map/", the_map, name="map"),
    path("trusts/", RedirectView.as_view(url="/map/?view=table")),
    path("trusts/<slug:ods_code>/", trust, name="trust"),
    path("trusts/<slug:ods_code>/changes.atom", feeds.trust, name="trust_feed"),
    path("trusts/<slug:ods_code>/card.png", cards.trust, name="trust_card"),
    path("regions/", RedirectView.as_view(url="/map/?view=regions")),
    path("regions/<slug:slug>/", region, name="region"),
    path("regions/<slug:slug>/changes.atom", feeds.region, name="region_feed"),
    path("regions/<slug:slug>/card.png", cards.region, name="region_card"),
    path("find/", find, name="find"),
    path("compare/", compare, name="compare"),
    path(
        "compare/<slug:earlier_round>/<int:earlier>/<slug:later_round>/<int:later>/",
        compare_editions,
        name="compare_editions",
    ),
    path("map.svg", printing.svg, name="map_svg"),
    path("map.png", printing.png, name="map_png"),
    path("embed/", embed.embed, name="embed"),
    path("embed/map/", embed.the_map, name="embed_map"),
    path("embed/trusts/<slug:ods_code>/", embed.trust, name="embed_trust"),
    path("methodology/", methodology, name="methodology"),
    path("sources/", sources, name="sources"),
    path("data/", data, name="data"),
    path("data/dictionary/", dictionary, name="dictionary"),
    path("data/editions.atom", feeds.editions, name="editions_feed"),
    path("data/register/datapackage.json", register_package, name="register_package"),
    re_path(rf"^data/register/(?P<path>{FILE})$", register_file, name="register_file"),
    re_path(rf"^{EDITION}$", edition, name="edition"),
    re_path(rf"^{EDITION}datapackage\.json$", edition_package, name="edition_package"),
    re_path(rf"^{EDITION}(?P<path>(?:register/)?{FILE})$", edition_file, name="edition_file"),
    path("robots.txt", robots),
    path("sitemap.xml", sitemap),
    path("favicon.ico", favicon),
]
