"""allauth's forms in our words. A label stands above each field, and nothing is written inside one."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from django.core.cache import cache
from django.forms import ValidationError

from whoscounting.desk.signing_in.limits import too_many

# A code counts in its own half minute and in those before and after it (MFA_TOTP_TOLERANCE), so we remember it longer.
REMEMBERED = 120
LIMITED = {"too_many_login_attempts", "rate_limited"}
EITHER = "Six digits from the app on your phone, or one of your recovery codes."


class Plain:
    """Without texts inside the fields, which vanish when one begins to type."""

    fields: dict[str, Any]
    labels: dict[str, str] = {}
    hints: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")


class SignInForm(Plain, account.LoginForm):
    labels = {"login": "Username"}


class PasswordAgainForm(Plain, account.ReauthenticateForm):
    labels = {"password": "Your password"}


class NewPasswordForm(Plain, account.ChangePasswordForm):
    labels = {
        "oldpassword": "Your password now",
        "password1": "The new password",
        "password2": "The new password once more",
    }
    hints = {"password1": "At least 12 characters. Three or four words that don’t belong together are good."}

    def clean_oldpassword(self) -> str:
        """As at the sign-in, wrong ones are counted: an open desk must be no place to guess."""
        password: str = self.cleaned_data["oldpassword"]
        adapter = get_adapter()
        if not adapter.reauthenticate(self.user, password):
            raise adapter.validation_error("enter_current_password")
        return password


class Code(Plain):
    """A form with a code: it says how long to wait after too many wrong ones, and takes each code only once."""

    user: Any
    labels = {"code": "Code"}
    hints = {"code": EITHER}

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except ValidationError as error:
            if getattr(error, "code", None) in LIMITED:
                raise too_many(context.request, f"mfa-auth-user-{self.user.pk}") from None
            raise
        used: Authenticator | None = getattr(self, "authenticator", None)
        if used:
            remember(used, code)
        return code


class CodeForm(Code, mfa.AuthenticateForm):
    """The second half of a sign-in."""


class CodeAgainForm(Code, mfa.ReauthenticateForm):
    """A code instead of the password, before something that matters."""


class SetUpForm(Code, totp.ActivateTOTPForm):
    """The first code, which shows that the app was set up."""

    labels = {"code": "The six digits that the app shows"}
    hints: dict[str, str] = {}


def remember(used: Authenticator, code: str) -> None:
    """Keep an app's code as used for as long as it would count. Recovery codes are struck out for good anyway."""
    if used.type == Authenticator.Type.TOTP:
        cache.touch(used.wrap()._get_used_cache_key(code), REMEMBERED)
