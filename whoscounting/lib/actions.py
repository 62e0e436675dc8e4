"""What makes a function an action: the only kind of code that writes."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from django.db import transaction

P = ParamSpec("P")
R = TypeVar("R")


class Refused(Exception):
    """An action will not be done; the message says why in words for the person who asked."""


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Run the function in one transaction, so that it happens whole or not at all.

    An action takes keywords only, among them `by=` (an Actor) and `at=` (when it happened, default now).
    """
    parameters = inspect.signature(function).parameters
    positional = [p.name for p in parameters.values() if p.kind is not p.KEYWORD_ONLY]
    if positional or not {"by", "at"} <= parameters.keys():
        raise TypeError(f"{function.__qualname__} must take keywords only, among them by= and at=")

    @functools.wraps(function)
    def whole(*args: P.args, **kwargs: P.kwargs) -> Any:
        with transaction.atomic():
            return function(*args, **kwargs)

    return whole
