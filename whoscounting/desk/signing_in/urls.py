"""The addresses of the sign-in, below /desk/ and before Wagtail's. No more of allauth's than these."""

from __future__ import annotations

from functools import cache

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path, reverse

from whoscounting.desk.signing_in import views

VIEWS = {
    "account_login": ("login/", views.SignIn.as_view()),
    "mfa_authenticate": ("login/code/", mfa.authenticate),
    "account_inactive": ("login/closed/", account.account_inactive),
    "account_logout": ("logout/", account.logout),
    "account_reauthenticate": ("account/check/", account.reauthenticate),
    "mfa_reauthenticate": ("account/check/code/", mfa.reauthenticate),
    "account_change_password": ("account/password/", account.password_change),
    "usersessions_list": ("account/sessions/", views.Places.as_view()),
    "mfa_index": ("account/second-factor/", mfa.index),
    "mfa_activate_totp": ("account/second-factor/set-up/", views.SetUp.as_view()),
    "mfa_deactivate_totp": ("account/second-factor/switch-off/", totp.deactivate_totp),
    "mfa_view_recovery_codes": ("account/second-factor/codes/", codes.view_recovery_codes),
    "mfa_generate_recovery_codes": ("account/second-factor/codes/new/", codes.generate_recovery_codes),
}
# What one needs to sign in and out, and to set up a second factor where there must be one.
SIGN_IN = ("account_login", "mfa_authenticate", "account_inactive", "account_logout")
SET_UP = (*SIGN_IN, "account_reauthenticate", "mfa_activate_totp")

urlpatterns = [path(route, view, name=name) for name, (route, view) in VIEWS.items()]


@cache
def addresses(names: tuple[str, ...] = tuple(VIEWS)) -> frozenset[str]:
    """The paths of these pages."""
    return frozenset(reverse(name) for name in names)
