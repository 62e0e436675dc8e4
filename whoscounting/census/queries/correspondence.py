"""What passed between us and the trusts, as the mail room keeps it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Max, Q
from django.utils import timezone

from whoscounting.census.models import FoiRequest, Round
from whoscounting.census.queries.preflight import PROBE
from whoscounting.lib.workingdays import working_days_between
from whoscounting.mail.models import Message
from whoscounting.mail.queries.outbox import GOING

PREFIX = "request:"
DAYS_FOR_A_BOUNCE = 2


def key_of(about: str) -> int | None:
    """The request that a letter's subject in the ledger's manner names."""
    number = about.removeprefix(PREFIX)
    return int(number) if about.startswith(PREFIX) and number.isdecimal() and about != PROBE else None


def unnoted_letters(limit: int) -> list[tuple[int, Message]]:
    """Letters about requests that went out and that the census has not taken note of, oldest first; locked."""
    gone = Message.objects.filter(state__in=["sent", "bounced"], noted_at__isnull=True, about__startswith=PREFIX)
    found = gone.exclude(about=PROBE).select_for_update(of=("self",))
    keyed = ((key_of(letter.about), letter) for letter in found.order_by("id")[:limit])
    return [(key, letter) for key, letter in keyed if key is not None]


def settled_letters(requests: Iterable[FoiRequest], kind: str) -> Mapping[int, int]:
    """How many letters of this kind each request has behind it: what failed, came back, or was sent and noted.

    The next letter's number follows from it, so that two clicks write one letter, and a new address gets a new one.
    """
    failed = Q(state__in=[Message.State.FAILED, Message.State.BOUNCED, Message.State.CANCELLED])
    noted = Q(state=Message.State.SENT, noted_at__isnull=False)
    subjects = [f"{PREFIX}{request.pk}" for request in requests]
    abouts = Message.objects.filter(failed | noted, about__in=subjects, kind=kind).values_list("about", flat=True)
    return Counter(int(about.removeprefix(PREFIX)) for about in abouts)


def under_way(round: Round, kind: str) -> set[int]:
    """The requests that have a letter of this kind on its way: waiting, in hand, unsure, or sent and not yet noted."""
    not_over = Q(state__in=[*GOING, Message.State.UNSURE]) | Q(state=Message.State.SENT, noted_at__isnull=True)
    letters = Message.objects.filter(not_over, mailing__key=f"round:{round.pk}:{kind}", kind=kind)
    return {key for key in map(key_of, letters.values_list("about", flat=True)) if key is not None}


def requests_of(letters: Iterable[Message]) -> Mapping[str, FoiRequest]:
    """The requests that these letters are about, with their trusts, by the letters' subject. One query."""
    keys = {letter.about: key_of(letter.about) for letter in letters}
    found = FoiRequest.objects.select_related("trust").in_bulk([key for key in keys.values() if key is not None])
    return {about: found[key] for about, key in keys.items() if key in found}


def superseded(letters: Iterable[Message]) -> set[int]:
    """Those of these letters after which another of the same kind was written to the same trust. One query."""
    mine = {letter.pk: (letter.about, letter.kind) for letter in letters if letter.about}
    later = Message.objects.filter(about__in={about for about, _ in mine.values()}).order_by()
    newest = {(about, kind): pk for about, kind, pk in later.values_list("about", "kind").annotate(Max("pk"))}
    return {pk for pk, of in mine.items() if newest.get(of, pk) > pk}


def proved_by_time(*, today: date) -> list[tuple[FoiRequest, Message]]:
    """Requests whose delivery nobody has proved yet, each with the letter that a server took for a verified address.

    Only those that did not come back within two working days. Two queries.
    """
    waiting = FoiRequest.objects.filter(
        in_scope=True, sent_on__isnull=False, received_on__isnull=True, bounced_on__isnull=True, round__closed_on=None
    )
    by_subject = {f"{PREFIX}{request.pk}": request for request in waiting.select_for_update(of=("self",))}
    letters = Message.objects.filter(
        about__in=by_subject, kind="request", state=Message.State.SENT, recipient_verified_on__isnull=False
    )
    return [
        (by_subject[letter.about], letter)
        for letter in letters.order_by("id")
        if working_days_between(timezone.localdate(letter.settled_at), today) >= DAYS_FOR_A_BOUNCE
    ]
