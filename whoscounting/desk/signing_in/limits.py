"""How long one has to wait after too many wrong tries. allauth counts them, in the cache that all processes share."""

from __future__ import annotations

import math
import time

from allauth.core.internal.ratelimit import Rate, get_cache_key, get_rates
from django.core.cache import cache
from django.forms import ValidationError
from django.http import HttpRequest

APP, ACTION = "allauth.account", "login_failed"
TOO_MANY = "too_many_tries"


def too_many(request: HttpRequest, key: str) -> ValidationError:
    """The refusal, which is the same for names that exist and names that don't."""
    minutes = minutes_to_wait(request, key)
    wait = "1 minute" if minutes == 1 else f"{minutes} minutes"
    return ValidationError(f"There were too many wrong tries. Please wait {wait}, then try again.", code=TOO_MANY)


def minutes_to_wait(request: HttpRequest, key: str) -> int:
    """Whole minutes until another try is allowed, both for this key and for the address it comes from."""
    waits = [
        seconds_to_wait(rate, cache.get(get_cache_key(request, app=APP, action=ACTION, rate=rate, key=key), []))
        for rate in get_rates(app=APP, action=ACTION)
    ]
    return max(1, math.ceil(max(waits, default=0) / 60))


def seconds_to_wait(rate: Rate, tries: list[float], now: float | None = None) -> float:
    """Seconds until the oldest of so many tries (the newest comes first) no longer counts."""
    if len(tries) < rate.amount:
        return 0
    return max(0.0, tries[rate.amount - 1] + rate.duration - (time.time() if now is None else now))
