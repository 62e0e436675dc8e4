"""The local mail box of a rehearsal, read in the browser. A launch has none."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from whoscounting.desk.access import needs
from whoscounting.desk.frame import StaffRequest, in_rehearsal, page
from whoscounting.mail.queries import mailbox

PER_PAGE = 50
DOOR = re.compile(r"/portal/[A-Za-z0-9_-]+/")


@needs("mail.send_letters")
def listing(request: StaffRequest) -> HttpResponse:
    _only_in_a_rehearsal()
    words = request.GET.get("q", "").strip()[:100]
    folder = settings.MAILBOX_DIR
    landed = mailbox.names(folder)
    all_: list[Any] = mailbox.found(folder, landed, words) if words else landed
    letters = Paginator(all_, PER_PAGE).get_page(request.GET.get("page"))
    heads = list(letters) if words else mailbox.heads(folder, list(letters))
    shown: dict[str, Any] = {"letters": letters, "heads": heads, "words": words, "all": len(landed)}
    capped = bool(words) and len(landed) > mailbox.MOST_SEARCHED
    return page(request, "desk/mailbox.html", title="Local mail box", capped=capped, **shown)


@needs("mail.send_letters")
@never_cache
def letter(request: StaffRequest, name: str) -> HttpResponse:
    _only_in_a_rehearsal()
    found = mailbox.opened(settings.MAILBOX_DIR, name)
    if found is None:
        raise Http404
    door = DOOR.search(found.text)
    trail = (("Local mail box", reverse("desk:mailbox")),)
    shown: dict[str, Any] = {"letter": found, "name": name, "door": door[0] if door else ""}
    return page(request, "desk/landed.html", title=found.subject or "A letter without a subject", trail=trail, **shown)


@needs("mail.send_letters")
@never_cache
def download(request: StaffRequest, name: str) -> FileResponse:
    _only_in_a_rehearsal()
    if not mailbox.NAME.fullmatch(name) or not (settings.MAILBOX_DIR / name).is_file():
        raise Http404
    file = (settings.MAILBOX_DIR / name).open("rb")
    response = FileResponse(file, as_attachment=True, filename=name, content_type="message/rfc822")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _only_in_a_rehearsal() -> None:
    if not in_rehearsal():
        raise Http404
