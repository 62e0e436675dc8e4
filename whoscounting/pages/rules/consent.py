"""When a person's consent to their story holds."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

SHOWN = ("current", "in_memory")
NO_CONSENT = (
    "This story cannot be handed in or published: no consent to it is in force. Record the person’s consent first."
)
# What the person reads before agreeing. A record keeps its own copy, so a later change here changes no consent given.
WORDING = (
    "I agree that the charity shows my story, my first name, my age and my portrait on its website. "
    "I can change my mind at any time, without giving a reason: then the charity takes everything off its website at "
    "once and deletes it, also from its drafts and earlier versions. It keeps "
    "only a note that I agreed, to which words, and when I took it back. I know that what others have copied, shared "
    "or printed by then cannot be called back. My story is never printed in a report. If I die, the charity asks the "
    "person I named whether my story stays, in memory, or goes."
)


def in_force(state: str, until: date | None, today: date) -> bool:
    """Whether a story may be shown: on the last day agreed, still; on the day after, no more."""
    return state in SHOWN and (until is None or today <= until)


def in_force_on(today: date, *, prefix: str = "") -> Q:
    """The same, as a condition for the database."""
    return Q(**{f"{prefix}state__in": SHOWN}) & (
        Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": today})
    )
