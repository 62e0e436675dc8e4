"""Who may see a rehearsal, what robots are told, and which content policy a page has."""

import pytest
from django.test import override_settings

from whoscounting.lib.world import World

LOCAL = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:8000"}
VISITORS = {
    "another machine": {"REMOTE_ADDR": "192.0.2.7", "HTTP_HOST": "127.0.0.1:8000"},
    "another name": {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "census.example"},
    "a proxy here that says for whom": {**LOCAL, "HTTP_X_FORWARDED_FOR": "192.0.2.7"},
    "another proxy header": {**LOCAL, "HTTP_FORWARDED": "for=192.0.2.7"},
}
SCRIPTS = "script-src 'self' 'unsafe-inline'"


@pytest.fixture(autouse=True)
def _another_name(settings):
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "census.example"]


@pytest.mark.django_db
@pytest.mark.parametrize("visitor", VISITORS.values(), ids=VISITORS.keys())
@pytest.mark.parametrize("path", ["/", "/map/", "/nothing-here/", "/data/latest/findings.csv"])
def test_a_rehearsal_wants_a_sign_in_from_everyone_who_is_not_on_this_machine(client, visitor, path):
    response = client.get(path, **visitor)
    assert response.status_code == 302
    assert response["Location"] == f"/desk/login/?next={path}"
    assert "private" in response["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000"])
def test_a_rehearsal_is_open_on_its_own_machine(client, host):
    assert client.get("/nothing-here/", REMOTE_ADDR="127.0.0.1", HTTP_HOST=host).status_code == 404


@pytest.mark.django_db
def test_who_has_signed_in_sees_the_rehearsal_from_elsewhere_and_no_shared_cache_keeps_it(client, django_user_model):
    client.force_login(django_user_model.objects.create(username="officer-elsewhere"))
    response = client.get("/nothing-here/", **VISITORS["another machine"])
    assert response.status_code == 404
    assert "private" in response["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/desk/login/"])
def test_the_sign_in_and_the_health_page_are_open_to_all(client, path):
    assert client.get(path, **VISITORS["another machine"]).status_code == 200


@pytest.mark.django_db
@override_settings(WORLD=World.LAUNCH)
def test_the_launch_is_open_to_all_and_to_robots(client):
    response = client.get("/nothing-here/", **VISITORS["another machine"])
    assert response.status_code == 404
    assert "X-Robots-Tag" not in response


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/nothing-here/", "/healthz", "/desk/login/", "/static/wagtailadmin/css/core.css"])
def test_robots_are_kept_out_of_every_page_of_a_rehearsal(client, path):
    assert client.get(path, **LOCAL)["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/desk/login/", "/desk/account/password/", "/nothing-here/"])
def test_only_the_desk_may_have_inline_scripts(client, path):
    assert SCRIPTS in client.get("/desk/")["Content-Security-Policy"]
    policy = client.get(path)["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/desk/login/code/", "/desk/account/password/", "/desk/account/second-factor/set-up/"]
)
def test_what_follows_the_sign_in_is_not_open_to_all(client, path):
    assert client.get(path, **VISITORS["another machine"]).url.startswith("/desk/login/")
