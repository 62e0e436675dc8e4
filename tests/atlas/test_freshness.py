"""A page that has not changed is not drawn again."""

from datetime import date

import pytest
from django.test.utils import override_settings

from whoscounting.census.models import FoiRequest, Hold
from whoscounting.lib.actors import Actor

pytestmark = pytest.mark.usefixtures("world")
ADDRESSES = ["/", "/map/", "/regions/london/", "/trusts/RA2/", "/methodology/", "/data/latest/findings.csv"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_fresh_page_is_answered_with_304_and_one_query(client, address, django_assert_num_queries):
    tag = client.get(address).headers["ETag"]
    with django_assert_num_queries(1):
        response = client.get(address, headers={"if-none-match": tag})
    assert response.status_code == 304
    assert response.headers["ETag"] == tag
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_the_tag_changes_with_what_is_public_the_release_and_the_day(client, time_machine):
    from whoscounting.census.actions import put_on_hold

    def tag() -> str:
        return client.get("/").headers["ETag"]

    time_machine.move_to("2026-11-30 12:00")
    seen = [tag()]
    request = FoiRequest.objects.filter(round="rehearsal-b", in_scope=True).first()
    put_on_hold(request=request, hold=Hold.FEES, on=date(2026, 11, 30), seen=request.hold, by=Actor.system("test"))
    seen.append(tag())
    with override_settings(RELEASE="next"):
        seen.append(tag())
    time_machine.move_to("2026-12-01 00:30")
    seen.append(tag())
    assert len(set(seen)) == 4


def test_a_search_is_never_kept_never_passed_on_and_has_no_tag(client):
    response = client.get("/find/?q=M13+9WL")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert "ETag" not in response.headers


def test_a_search_leaves_no_trace_in_the_log(client, caplog):
    with caplog.at_level("DEBUG"):
        client.get("/find/?q=GU2+7XX")
        client.get("/find/?q=" + "x" * 5000)
    assert "GU2" not in caplog.text.replace("GU2 7'", "").replace("'GU2'", "") or all(
        record.name.startswith("django.db") for record in caplog.records if "GU2" in record.getMessage()
    )
