"""What a phone with an app for codes does."""

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.conf import settings
from django.test import Client

from whoscounting.accounts.actions import add_staff
from whoscounting.accounts.models import User
from whoscounting.lib.actors import Actor

BY = Actor.system("tests")
PASSWORD = "correct horse battery"
LOGIN, CODE, SET_UP = "/desk/login/", "/desk/login/code/", "/desk/account/second-factor/set-up/"
CODES = "/desk/account/second-factor/codes/"


def anna() -> User:
    return add_staff(username="anna", role="officer", password=PASSWORD, by=BY)


def factor_of(user: User) -> str:
    """Give somebody a second factor; returns the secret that the phone then knows."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def shown(secret: str, steps: int = 0) -> str:
    """The code that the phone shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def recovery_codes(user: User) -> list[str]:
    return Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()


def browser(**headers: str) -> Client:
    return Client(headers={"host": "localhost", **headers})


def sign_in(client: Client, username: str = "anna", password: str = PASSWORD, next: str = "") -> Any:
    return client.post(LOGIN, {"login": username, "password": password} | ({"next": next} if next else {}))


def is_in(client: Client) -> bool:
    """Whether the desk opens."""
    return client.get("/desk/").status_code == 200


def has_session(client: Client) -> bool:
    return settings.SESSION_COOKIE_NAME in client.cookies and "_auth_user_id" in client.session
