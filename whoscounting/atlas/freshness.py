"""One key says how fresh every public page is. It changes exactly when a page might."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db.models.expressions import Combinable
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import condition, require_safe

from whoscounting.ledger.queries import at_one_moment, last_public

View = Callable[..., HttpResponseBase]
_others: dict[str, Combinable] = {}


def also(parts: Mapping[str, Combinable]) -> None:
    """Announce what else makes public pages of a room above look different: each a value that the database finds.

    While a page is drawn, `ledger.queries.asked` has them.
    """
    for name, part in parts.items():
        _others[name] = part


def key() -> str:
    """The same in every process: release, world, our address, London's date, the newest public line of the ledger, and
    what rooms above announced. One query."""
    day = timezone.localdate().isoformat()
    moment = last_public(_others)
    parts = (settings.RELEASE, settings.WORLD, settings.PUBLIC_URL, day, *(moment[name] for name in sorted(moment)))
    return sha256("|".join(map(str, parts)).encode()).hexdigest()[:20]


def of_one_moment(view: View) -> View:
    """A page that is drawn anew each time: what is newest is asked once, with what rooms above announced."""

    @wraps(view)
    def drawn(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with at_one_moment():
            last_public(_others)
            return view(request, *args, **kwargs)

    return drawn


def etag(request: HttpRequest, *args: Any, **kwargs: Any) -> str | None:
    """No tag while we work on templates: there the code changes without a release."""
    return None if settings.DEBUG else f'"{key()}"'


def public(view: View) -> View:
    """A page for everyone: read only. Browsers keep it, ask each time, and get it anew only when it has changed."""
    checked = require_safe(condition(etag_func=etag)(view))

    @wraps(view)
    def fresh(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with at_one_moment():
            response = checked(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "public, max-age=0, must-revalidate")
        return response

    return csrf_exempt(fresh)  # it changes nothing, and who posts to it is told so by 405
