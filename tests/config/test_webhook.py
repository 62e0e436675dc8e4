"""A mail provider hands over letters: only the raw message is taken, and 200 is said only when it is kept."""

import base64
import hashlib
import hmac
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.mail.receiving import arrived_mail, empty_vault, letter, secret
from whoscounting.config import webhook
from whoscounting.lib import vault

pytestmark = pytest.mark.django_db
PASSWORD = "provider:a-long-secret"
RAW = letter().as_bytes() + "Grüße, café\r\n".encode()
LATIN = RAW + "café".encode("latin-1")
BASIC = {"Authorization": "Basic " + base64.b64encode(PASSWORD.encode()).decode()}


@pytest.fixture(autouse=True)
def evidence(db, settings, tmp_path):
    return empty_vault(settings, tmp_path)


@pytest.fixture
def strict() -> Client:
    """A client that Django would refuse for want of a form's secret."""
    return Client(headers={"host": "localhost"}, enforce_csrf_checks=True)


@pytest.fixture
def provider(settings):
    def choose(name: str) -> str:
        settings.WEBHOOK_PROVIDER, settings.WEBHOOK_SECRET = name, PASSWORD
        return f"/webhook/mail/{name}/"

    return choose


def kept(evidence) -> bytes:
    inbound = arrived_mail().get()
    assert (inbound.source, inbound.state) == ("webhook", "kept")
    return vault.path_of(evidence, inbound.sha256).read_bytes()


def signed(**fields) -> dict[str, object]:
    """As Mailgun signs: the time and a token with its key."""
    token, timestamp = "t" * 50, "1772445600"
    signature = hmac.new(PASSWORD.encode(), f"{timestamp}{token}".encode(), hashlib.sha256).hexdigest()
    return {"token": token, "timestamp": timestamp, "signature": signature} | fields


def test_postmark_posts_json_with_the_raw_message_in_it(strict, provider, evidence):
    body = {"FromFull": {"Email": "x"}, "OriginalRecipient": secret(7), "TextBody": "no", "RawEmail": RAW.decode()}
    answer = strict.post(provider("postmark"), json.dumps(body), content_type="application/json", headers=BASIC)
    assert answer.status_code == 200
    assert kept(evidence) == RAW
    assert arrived_mail().get().envelope_to == secret(7)


def test_postmark_without_the_raw_message_is_told_what_to_turn_on(strict, provider, caplog):
    body = json.dumps({"TextBody": "personal words"})
    answer = strict.post(provider("postmark"), body, content_type="application/json", headers=BASIC)
    assert answer.status_code == 400
    assert "Include raw email content" in caplog.text
    assert "personal" not in caplog.text


@pytest.mark.parametrize("raw", [RAW, LATIN])
@pytest.mark.parametrize("kind", ["multipart", "pairs"])
def test_mailgun_posts_a_form_to_the_address_that_ends_with_mime(strict, provider, evidence, raw, kind):
    fields = signed(sender="foi@trust.example", recipient=secret(7))
    address = provider("mailgun") + "mime"
    if kind == "pairs":
        from urllib.parse import urlencode

        body = urlencode(fields | {"body-mime": raw})
        answer = strict.post(address, body, content_type="application/x-www-form-urlencoded")
    else:
        answer = strict.post(address, fields | {"body-mime": SimpleUploadedFile("message", raw)})
    assert answer.status_code == 200
    assert kept(evidence) == raw
    assert arrived_mail().get().envelope_to == secret(7)


@pytest.mark.parametrize("raw", [RAW, LATIN])
def test_sendgrid_posts_a_form_with_the_raw_message_as_a_field(strict, provider, evidence, raw):
    envelope = json.dumps({"to": ["census@charity.example", secret(7)], "from": "foi@trust.example"})
    fields = {"email": SimpleUploadedFile("message", raw), "envelope": envelope, "spam_score": "1"}
    assert strict.post(provider("sendgrid"), fields, headers=BASIC).status_code == 200
    assert kept(evidence) == raw
    assert arrived_mail().get().envelope_to == secret(7)


@pytest.mark.parametrize("envelope", ["", "no json", "[]", '{"to": 5}', '{"to": []}'])
def test_an_envelope_that_makes_no_sense_costs_no_letter(strict, provider, envelope):
    fields = {"email": RAW.decode(), "envelope": envelope}
    assert strict.post(provider("sendgrid"), fields, headers=BASIC).status_code == 200
    assert arrived_mail().get().envelope_to == ""


@pytest.mark.parametrize("name", ["postmark", "sendgrid", "mailgun"])
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Basic " + base64.b64encode(b"provider:wrong").decode()}])
def test_without_the_secret_nothing_is_kept(strict, provider, name, headers):
    body = {"RawEmail": RAW.decode(), "email": RAW.decode(), **signed(**{"body-mime": RAW.decode(), "token": "other"})}
    assert strict.post(provider(name), body, headers=headers).status_code == 401
    assert not arrived_mail().exists()


def test_the_body_is_not_even_read_without_the_secret(strict, provider, monkeypatch):
    monkeypatch.setattr(webhook, "_spooled", lambda *_: pytest.fail("It was read."))
    assert strict.post(provider("postmark"), "{}", content_type="application/json").status_code == 401


def test_a_signature_of_strange_letters_is_a_wrong_one(strict, provider):
    assert strict.post(provider("mailgun"), signed(token="é", **{"body-mime": "A: b"})).status_code == 401


def test_mailgun_with_json_has_no_signature_where_it_belongs(strict, provider):
    answer = strict.post(provider("mailgun"), json.dumps(signed()), content_type="application/json")
    assert answer.status_code == 401


@pytest.mark.parametrize(("configured", "asked"), [("", "postmark"), ("postmark", "mailgun"), ("other", "other")])
def test_a_provider_that_is_not_set_up_has_no_address(strict, provider, configured, asked):
    provider(configured)
    assert strict.post(f"/webhook/mail/{asked}/", {}, headers=BASIC).status_code == 404


def test_without_a_secret_in_the_settings_the_door_is_closed(strict, provider, settings):
    address = provider("postmark")
    settings.WEBHOOK_SECRET = ""
    assert strict.post(address, {}, headers=BASIC).status_code == 404


def test_what_is_too_large_is_refused_before_it_fills_the_disk(strict, provider, monkeypatch, settings):
    monkeypatch.setattr(
        webhook,
        "PROVIDERS",
        webhook.PROVIDERS
        | {
            "sendgrid": webhook.Provider(
                webhook.SendGrid, "webhook_secret", "email", lambda fields: "", "", largest=1000
            )
        },
    )
    assert strict.post(provider("sendgrid"), {"email": "x" * 2000}, headers=BASIC).status_code == 413
    assert list(settings.EVIDENCE_ROOT.iterdir()) == []
    assert not arrived_mail().exists()


def test_the_same_letter_handed_over_twice_is_one(strict, provider):
    for _ in range(2):
        assert strict.post(provider("sendgrid"), {"email": RAW.decode()}, headers=BASIC).status_code == 200
    assert arrived_mail().count() == 1


def test_the_web_process_never_takes_a_message_apart(strict, provider, monkeypatch):
    import email.feedparser

    import anymail.inbound

    monkeypatch.setattr(email.feedparser.FeedParser, "feed", lambda *_: pytest.fail("It was parsed."))
    monkeypatch.setattr(anymail.inbound.AnymailInboundMessage, "parse_raw_mime", lambda *_: pytest.fail("Parsed."))
    body = json.dumps({"RawEmail": RAW.decode()})
    assert strict.post(provider("postmark"), body, content_type="application/json", headers=BASIC).status_code == 200


def test_a_provider_may_ask_whether_the_address_is_there_but_nobody_reads_there(strict, provider):
    assert strict.head(provider("postmark")).status_code == 200
    assert strict.get(provider("postmark")).status_code == 405


def test_no_answer_of_it_is_ever_stored(site, settings):
    settings.WEBHOOK_PROVIDER, settings.WEBHOOK_SECRET = "postmark", PASSWORD
    for _ in range(2):
        status, headers, _body = site.get("/webhook/mail/postmark/")
        assert status == 405
        assert "no-store" in headers["cache-control"]
    assert len(site.drawn) == 2
