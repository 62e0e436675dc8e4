"""The addresses of the sign-in, below /desk/ and before Wagtail's. No more of allauth's than these."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.utils.module_loading import import_string

OURS, ACCOUNT, MFA = "whoscounting.desk.signing_in.views", "allauth.account.views", "allauth.mfa"
VIEWS = {
    "account_login": ("login/", f"{OURS}.sign_in"),
    "mfa_authenticate": ("login/code/", f"{MFA}.base.views.authenticate"),
    "account_inactive": ("login/closed/", f"{ACCOUNT}.account_inactive"),
    "account_logout": ("logout/", f"{ACCOUNT}.logout"),
    "account_reauthenticate": ("account/check/", f"{ACCOUNT}.reauthenticate"),
    "mfa_reauthenticate": ("account/check/code/", f"{MFA}.base.views.reauthenticate"),
    "account_change_password": ("account/password/", f"{ACCOUNT}.password_change"),
    "usersessions_list": ("account/sessions/", f"{OURS}.places"),
    "mfa_index": ("account/second-factor/", f"{MFA}.base.views.index"),
    "mfa_activate_totp": ("account/second-factor/set-up/", f"{OURS}.set_up"),
    "mfa_deactivate_totp": ("account/second-factor/switch-off/", f"{MFA}.totp.views.deactivate_totp"),
    "mfa_view_recovery_codes": ("account/second-factor/codes/", f"{MFA}.recovery_codes.views.view_recovery_codes"),
    "mfa_generate_recovery_codes": (
        "account/second-factor/codes/new/",
        f"{MFA}.recovery_codes.views.generate_recovery_codes",
    ),
}
# What one needs to sign in and out, and to set up a second factor where there must be one.
SIGN_IN = ("account_login", "mfa_authenticate", "account_inactive", "account_logout")
SET_UP = (*SIGN_IN, "account_reauthenticate", "mfa_activate_totp")


def _later(view: str) -> Callable[..., HttpResponseBase]:
    """A view that is imported when somebody first signs in: allauth's bring 11 MB that no reader needs."""

    def imported(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = import_string(view)(request, *args, **kwargs)
        return answer

    return imported


urlpatterns = [path(route, _later(view), name=name) for name, (route, view) in VIEWS.items()]


@cache
def addresses(names: tuple[str, ...] = tuple(VIEWS)) -> frozenset[str]:
    """The paths of these pages."""
    return frozenset(reverse(name) for name in names)
