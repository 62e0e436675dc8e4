"""What allauth asks us: who may join, where to go, what to say, and when a password must be typed again."""

from __future__ import annotations

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.forms import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from whoscounting.desk.signing_in.limits import too_many

WRONG_CODE = "This code is not right, or it was used already. Wait for the next one in your app, and type that."


class StaffAdapter(DefaultAccountAdapter):
    """Sign-in with a user name and a password that somebody here was given."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "The username or the password is not right. Please check both.",
        "incorrect_password": "This password is not right.",
        "enter_current_password": "This is not your current password.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False  # accounts are made with manage.py add_staff

    def is_safe_url(self, url: str) -> bool:
        """After the sign-in one goes to a page of ours: an address without a host."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("wagtailadmin_account")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            raise too_many(request, self._get_login_attempts_cache_key(request, **credentials)) from None

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """By name alone. allauth adds the host as the browser names it: with ever new ports, none would add up."""
        return f"staff:{credentials.get('username', '').lower()}"

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """A password typed a minute ago will do for setting up the first second factor; all else asks for it again."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        request = context.request
        since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
        fresh = any(record["at"] > since for record in get_authentication_records(request, request.user))
        return not fresh or is_mfa_enabled(request.user)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Codes from an app, and recovery codes."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def get_totp_label(self, user: Any) -> str:
        return str(user.get_username())
