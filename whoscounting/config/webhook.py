"""/webhook/mail/…: where a mail provider hands over letters.

Only the raw message is taken out of what is posted, and kept; the worker reads it later, in a process of its own. The
answer is 200 only when it is kept, so that the provider tries again otherwise.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anymail.exceptions import AnymailWebhookValidationFailure
from anymail.webhooks.base import AnymailBaseWebhookView
from anymail.webhooks.mailgun import MailgunInboundWebhookView
from anymail.webhooks.postmark import PostmarkInboundWebhookView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from whoscounting.lib.actors import Actor
from whoscounting.lib.addresses import of_reply
from whoscounting.lib.posted import posted
from whoscounting.lib.vault import PIECE, passing
from whoscounting.mail.models import Inbound
from whoscounting.mail.transport.arriving import take_in

BY = Actor.system("webhook")
MB = 1024 * 1024
log = logging.getLogger(__name__)


class SendGrid(AnymailBaseWebhookView):
    """Checks its sender by the secret in the address; anymail's own view for it is no longer maintained."""

    esp_name = "SendGrid"


@dataclass(frozen=True)
class Provider:
    """How a provider proves who it is, and where the raw message stands in what it posts."""

    view: Callable[..., Any]
    secret: str  # the name under which anymail knows the secret
    raw: str
    recipient: Callable[[dict[str, str]], str]
    hint: str
    largest: int = 40 * MB
    # False: the proof stands in the body itself, so that it must come in first.
    proved_by_heading: bool = True


def _of_envelope(fields: dict[str, str]) -> str:
    """SendGrid: {"to": [...], "from": "..."}; the first that is a secret address of ours, or else the first."""
    try:
        named = [str(one) for one in json.loads(fields.get("envelope", ""))["to"]]
    except (ValueError, KeyError, TypeError):
        return ""
    return next((one for one in named if of_reply([one])), next(iter(named), ""))


PROVIDERS = {
    "postmark": Provider(
        PostmarkInboundWebhookView,
        secret="webhook_secret",  # noqa: S106
        raw="RawEmail",
        recipient=lambda fields: fields.get("OriginalRecipient", ""),
        hint="Turn on ‘Include raw email content in JSON payload’ at Postmark.",
        largest=120 * MB,  # it takes 35 MB of attachments, and posts them twice: raw, and taken apart
    ),
    "mailgun": Provider(
        MailgunInboundWebhookView,
        secret="webhook_signing_key",  # noqa: S106
        raw="body-mime",
        recipient=lambda fields: fields.get("recipient", ""),
        hint="Let Mailgun’s route forward to the address that ends with /mime.",
        proved_by_heading=False,
    ),
    "sendgrid": Provider(
        SendGrid,
        secret="webhook_secret",  # noqa: S106
        raw="email",
        recipient=_of_envelope,
        hint="Turn on ‘Post the raw, full MIME message’ at SendGrid.",
    ),
}


@csrf_exempt
@never_cache
@require_http_methods(["POST", "HEAD"])
def receive(request: HttpRequest, provider: str) -> HttpResponse:
    """Keep one letter. 404 where this provider is not set up, 401 without the secret, 413 if it is too large.

    Not 403 for a wrong secret: at that, Postmark would give the letter up, and perhaps only our setting is wrong.
    """
    ours = PROVIDERS.get(provider) if provider == settings.WEBHOOK_PROVIDER and settings.WEBHOOK_SECRET else None
    if ours is None:
        raise Http404
    if request.method == "HEAD":  # some ask once whether the address is there
        return HttpResponse()
    if ours.proved_by_heading and not _is_proved(ours, request):
        return HttpResponse("The secret is missing or wrong.", status=401)
    with passing(settings.EVIDENCE_ROOT) as folder:
        if not _spooled(request, folder / "body", ours.largest):
            return HttpResponse("This is too large.", status=413)
        return _kept(ours, request, folder / "body")


def _kept(provider: Provider, request: HttpRequest, file: Path) -> HttpResponse:
    body = posted(file, request.META.get("CONTENT_TYPE", ""))
    fields = body.short()
    if not provider.proved_by_heading and not _is_proved(provider, request, fields):
        return HttpResponse("The signature is missing or wrong.", status=401)
    if provider.raw not in body.spans:
        log.warning("The mail provider posted no raw message. %s", provider.hint)
        return HttpResponse(provider.hint, status=400)
    recipient = provider.recipient(fields)
    take_in(body.content(provider.raw), source=Inbound.Source.WEBHOOK, envelope_to=recipient, by=BY)
    return HttpResponse("Kept.")


def _spooled(request: HttpRequest, body: Path, largest: int) -> bool:
    """Bring the body into the file; False where there is more of it than we take."""
    length = 0
    with body.open("wb") as file:
        for piece in iter(lambda: request.read(PIECE), b""):
            length += len(piece)
            if length > largest:
                return False
            file.write(piece)
    return True


def _is_proved(provider: Provider, request: HttpRequest, fields: dict[str, str] | None = None) -> bool:
    """Ask anymail's own checks; what they would look up in a parsed form is handed to them."""
    view = provider.view(**{provider.secret: settings.WEBHOOK_SECRET})
    if fields is not None:
        if request.content_type == "application/json":
            return False  # how it reports on letters that went out; a letter that came in is a form
        request.POST = fields  # type: ignore[assignment]
    try:
        view.run_validators(request)
    except (AnymailWebhookValidationFailure, UnicodeError):
        return False
    return True
