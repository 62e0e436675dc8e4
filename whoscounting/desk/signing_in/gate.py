"""What every request to the desk passes through: the second factor, and the note of when somebody was last here."""

from __future__ import annotations

import time
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from whoscounting.desk.signing_in.urls import SET_UP, addresses

Answer = Callable[[HttpRequest], HttpResponse]
NOTED, EVERY = "noted_at", 300  # seconds; a note is a write, so not every click makes one


def second_factor(answer: Answer) -> Answer:
    """Where a second factor is required, those who have none can set one up or sign out, and nothing else."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.SECOND_FACTOR_REQUIRED and _is_inside(request) and not _has_one(request):
            return redirect("mfa_activate_totp")
        return answer(request)

    return middleware


def unkept(answer: Answer) -> Answer:
    """No cache keeps anything of the sign-in: neither its pages nor its redirects and refusals."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if request.path_info in addresses():
            add_never_cache_headers(response)
        return response

    return middleware


def last_seen(answer: Answer) -> Answer:
    """Note now and then that a session is in use. That also puts off its end, which comes after so long without use."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if _is_at_the_desk(request) and request.user.is_authenticated:
            now = time.time()
            if now - request.session.get(NOTED, 0) > EVERY:
                request.session[NOTED] = now
                UserSession.objects.create_from_request(request)
        return answer(request)

    return middleware


def _is_at_the_desk(request: HttpRequest) -> bool:
    return request.path_info.startswith(reverse("wagtailadmin_home"))


def _is_inside(request: HttpRequest) -> bool:
    return _is_at_the_desk(request) and request.path_info not in addresses(SET_UP) and request.user.is_authenticated


def _has_one(request: HttpRequest) -> bool:
    return is_mfa_enabled(request.user, [Authenticator.Type.TOTP])
