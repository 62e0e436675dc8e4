"""Where each line of the list before the start is mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from whoscounting.census.models import Round
from whoscounting.census.rules.preflight import Check
from whoscounting.register.models import Trust

# These lines are about trusts, and there are none before the round opens.
OF_TRUSTS = frozenset({"addresses", "verified", "bounced", "duplicates"})
CONTACTS = {"addresses": "missing", "verified": "unverified", "bounced": "bounced"}
SET_UP = "Whoever runs this site can set this."


@dataclass(frozen=True)
class Line:
    """One check, with the trusts that it concerns and the screen on which it is mended."""

    check: Check
    trusts: list[Any]
    href: str
    where: str


def mended(checks: Sequence[Check], round: Round) -> list[Line]:
    """The list as the desk shows it. One query for the trusts of all lines."""
    shown = [check for check in checks if round.opened_on is not None or check.code not in OF_TRUSTS]
    trusts = Trust.objects.in_bulk({code for check in shown for code in check.trusts})
    return [_line(check, [trusts[code] for code in check.trusts], round) for check in shown]


def _line(check: Check, trusts: list[Any], round: Round) -> Line:
    if check.green:
        return Line(check, [], "", "")
    if check.code in OF_TRUSTS:
        show = CONTACTS.get(check.code)
        return Line(check, trusts, reverse("desk:contacts") + (f"?show={show}" if show else ""), "Mend the contacts")
    if check.code == "letter":
        return Line(check, [], reverse("desk:letter", args=[round.pk, "request"]), "Mend the letter")
    if check.code == "replies" and settings.REPLY_DOMAIN and (settings.IMAP_URL or settings.WEBHOOK_PROVIDER):
        test = reverse("desk:test_letter", args=[round.pk, "request"])
        return Line(check, [], test, "Send a test letter to yourself, and answer it")
    return Line(check, [], "", SET_UP)
