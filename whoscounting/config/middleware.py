"""What every request passes through that no room of ours could own: the content policies and the rehearsal's gate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.request import split_domain_port
from django.urls import reverse
from django.utils.cache import patch_cache_control

from whoscounting.desk.signing_in.urls import SIGN_IN, addresses
from whoscounting.lib.world import World

Answer = Callable[[HttpRequest], HttpResponse]
LOOPBACK_ADDRESSES = {"127.0.0.1", "::1"}
# A proxy on this machine connects over loopback too, but says whom it speaks for.
FORWARDED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP")


class ContentPolicy(CSPMiddleware):
    """The strict policy for all pages, also the sign-in's, and the desk's own for Wagtail's admin with its scripts."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        at_the_desk = request.path_info.startswith(reverse("wagtailadmin_home"))
        if at_the_desk and request.path_info not in addresses():
            parts.replace = settings.DESK_POLICY | (parts.replace or {})
        return parts


def robots_stay_out(answer: Answer) -> Answer:
    """Ask search engines to keep nothing of a rehearsal: its answers are invented."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if settings.WORLD is World.REHEARSAL:
            response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return middleware


def rehearsal_gate(answer: Answer) -> Answer:
    """A rehearsal is open to its own machine only; from anywhere else, every page wants a staff sign-in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.WORLD is not World.REHEARSAL or is_local(request.META) or _needs_no_sign_in(request):
            return answer(request)
        if not request.user.is_authenticated:
            response: HttpResponse = redirect_to_login(request.get_full_path())
        else:
            response = answer(request)
        patch_cache_control(response, private=True)  # no shared cache may hand it to those who haven't signed in
        return response

    return middleware


def is_local(meta: dict[str, Any]) -> bool:
    """Whether a request was made on this machine, to this machine, for this machine."""
    host, _ = split_domain_port(meta.get("HTTP_HOST") or meta.get("SERVER_NAME", ""))
    came_from_here = meta.get("REMOTE_ADDR") in LOOPBACK_ADDRESSES
    return host in settings.LOOPBACK and came_from_here and not any(name in meta for name in FORWARDED)


def _needs_no_sign_in(request: HttpRequest) -> bool:
    """The sign-in itself, and what says whether we are well. (Static files never come this far.)"""
    return request.path_info in addresses(SIGN_IN) or request.path_info == reverse("healthz")
