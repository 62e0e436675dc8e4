"""Which links open, what the others find, and what no answer lacks."""

from __future__ import annotations

import io
import logging
from datetime import date, timedelta

import pytest
from django.test import override_settings
from django.urls import path

from tests.desk.making import BY, DAY
from tests.portal.making import GOOD, address, office, reader, with_door
from whoscounting.atlas.addresses import NO_SUCH_PAGE, canonical
from whoscounting.census.actions import close_door, close_round, renew_door
from whoscounting.census.models import Door, DoorDraft
from whoscounting.census.queries.doors import opened
from whoscounting.config import urls
from whoscounting.lib.masking import Masked, masked
from whoscounting.mail.models import Message

pytestmark = pytest.mark.usefixtures("world")
BOGUS = ("/portal/1-1-" + "a" * 26 + "/", "/portal/x/", "/portal/x/check/", "/portal/" + "9" * 300 + "/")


@pytest.fixture
def request_():
    return with_door()


def expired(request_) -> str:
    Door.objects.filter(request=request_).update(expires_on=date(2020, 1, 1))
    return address(request_)


@pytest.mark.parametrize("bogus", BOGUS)
def test_a_bogus_link_finds_the_ordinary_404(client, bogus):
    response = client.get(bogus)
    assert response.status_code == 404
    assert "This page is not here" in response.content.decode()
    assert canonical(bogus, "", key="k") == (NO_SUCH_PAGE, "")


def test_a_bogus_link_is_known_without_a_single_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert opened("1-1-" + "a" * 26, on=date(2026, 1, 1)) is None
        assert opened("", on=date(2026, 1, 1)) is None


def test_a_true_link_is_never_kept_with_the_public_pages(request_):
    for rest in ("", "check/", "sent/", "questions.xlsx"):
        assert canonical(address(request_, rest), "", key="k") is None
    assert canonical(address(request_)[:-1], "", key="k") is None


def test_a_link_opens_without_its_last_slash(client, request_):
    assert client.get(address(request_)[:-1]).status_code == 200


def test_every_answer_is_kept_by_nobody_and_told_to_nobody(client, request_):
    answers = [client.get(address(request_, rest)) for rest in ("", "check/", "sent/", "questions.xlsx")]
    answers += [client.post(address(request_), GOOD | {"seen": 0}), client.get(expired(request_))]
    answers += [reader(enforce_csrf_checks=True).post(address(request_))]
    for answer in answers:
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "same-origin"
        assert "noindex" in answer["X-Robots-Tag"]
        assert "default-src 'self'" in answer["Content-Security-Policy"]


def test_no_title_holds_the_link(client, request_):
    client.post(address(request_), GOOD | {"seen": 0})
    secret = address(request_).split("/")[2]
    for rest in ("", "check/"):
        head = client.get(address(request_, rest)).content.decode().split("</head>")[0]
        assert secret not in head


def test_an_expired_link_finds_a_kind_page_and_a_new_one_goes_to_the_office_alone(client, request_):
    office(request_, verified_on=date(2026, 1, 2))
    old = expired(request_)
    page = client.get(old)
    assert page.status_code == 410
    assert "Send our office a new link" in page.content.decode()
    said = client.post(old, {"email": "thief@elsewhere.invalid"})
    assert said.status_code == 410
    assert "A new link is on its way." in said.content.decode()
    letter = Message.objects.get(kind="link")
    assert letter.recipient == "foi@trust.invalid"
    assert "foi@trust.invalid" not in said.content.decode()
    assert "rehearsal" in letter.body
    assert client.get(address(request_)).status_code == 200
    assert client.get(old).status_code == 410


def test_a_new_link_can_be_asked_for_once_a_day(client, request_):
    office(request_, verified_on=date(2026, 1, 2))
    old = expired(request_)
    client.post(old)
    assert "went out today already" in client.post(old).content.decode()
    assert Message.objects.filter(kind="link").count() == 1
    assert Door.objects.get(request=request_).generation == 2


def test_who_has_an_old_link_cannot_end_a_colleagues(client, request_):
    office(request_, verified_on=date(2026, 1, 2))
    old = address(request_)
    renew_door(request=request_, by=BY)
    new = address(request_)
    assert "Your trust has a newer one" in client.get(old).content.decode()
    client.post(old)
    assert client.get(new).status_code == 200


def test_no_link_goes_to_an_address_that_nobody_checked(client, request_):
    office(request_)
    page = client.post(expired(request_))
    assert "no checked address" in page.content.decode()
    assert Message.objects.filter(kind="link").count() == 0


def test_a_closed_link_and_a_closed_round_say_that_mail_is_as_good(client, request_):
    close_door(request=request_, by=BY)
    page = client.get(address(request_))
    assert page.status_code == 410
    assert "replying to our letter" in page.content.decode()
    renew_door(request=request_, by=BY)
    close_round(round=request_.round, on=request_.round.opened_on + 90 * DAY, by=BY)
    late = client.get(address(request_))
    assert late.status_code == 410
    assert "An answer that comes late still counts" in late.content.decode()
    client.post(address(request_), GOOD | {"seen": 0})
    assert not DoorDraft.objects.filter(request=request_).exists()


def test_the_rehearsals_gate_stands_before_the_door_too(client, request_):
    away = {"REMOTE_ADDR": "192.0.2.7", "HTTP_HOST": "localhost"}
    assert client.get(address(request_), **away).status_code == 302
    assert "Rehearsal: every answer here is invented." in client.get(address(request_)).content.decode()


def broken(request, token):
    raise RuntimeError(f"no room at {request.path}")


urlpatterns = [path("portal/<str:token>/", broken), *urls.urlpatterns]


@override_settings(ROOT_URLCONF=__name__)
def test_a_page_that_breaks_leaves_no_link_in_the_log(client, settings):
    client.raise_request_exception = False
    printed = io.StringIO()
    handler = logging.StreamHandler(printed)
    handler.setFormatter(Masked())
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        assert client.get("/portal/12-1-secretsecretsecretsecretab/?x=1").status_code == 500
    finally:
        root.removeHandler(handler)
    assert "/portal/‹link›/" in printed.getvalue()
    assert "no room at" in printed.getvalue()
    assert "secretsecret" not in printed.getvalue()
    assert settings.LOGGING["handlers"]["console"]["formatter"] == "masked"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("GET /portal/12-1-abc/check/ 200", "GET /portal/‹link›/check/ 200"),
        ("?next=%2Fportal%2F12-1-abc%2F", "?next=%2Fportal%2F‹link›%2F"),
        ("('/portal/12-1-abc',)", "('/portal/‹link›',)"),
        ("nothing to hide", "nothing to hide"),
    ],
)
def test_a_link_is_masked_wherever_it_stands(line, kept):
    assert masked(line) == kept


def test_links_end_after_a_year(request_):
    door = Door.objects.get(request=request_)
    link = address(request_).split("/")[2]
    assert opened(link, on=door.expires_on).knock == "open"
    assert opened(link, on=door.expires_on + timedelta(days=1)).knock == "expired"
