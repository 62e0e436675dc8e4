"""Putting a postcode file in place."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.conf import settings

from whoscounting.ledger.actions import record
from whoscounting.ledger.queries import history
from whoscounting.lib import postcodefile
from whoscounting.lib.actions import Refused, action
from whoscounting.lib.actors import Actor
from whoscounting.register.queries.codepoint import Built
from whoscounting.register.queries.unitpostcodes import about_units

POSTCODES = "postcodes:code-point-open"
MOST_LOST = 0.2  # of the postcodes in place


@action
def put_postcodes(*, new: Built, fewer: bool = False, by: Actor, at: datetime | None = None) -> bool:
    """Let a file that was built take the place of the one before. False if just the same is in place already.

    Refused if more than a fifth of the postcodes would be lost, unless `fewer` says that this is meant.

    The line is written before the swap, so that nothing that can go wrong with it comes after; but it is seen only
    after the swap, when the transaction ends. A page that is stored under the line's number is therefore never made
    from the old file. Who is killed between swap and commit leaves a new file without its line: the next import of
    the same data finds that and writes it.
    """
    old, last = about_units(), history(subject=POSTCODES).last()
    detail = asdict(new.about)
    if old == new.about and last and last.detail == detail:
        return False
    if old and new.about.units < (1 - MOST_LOST) * old.units and not fewer:
        raise Refused(
            f"Nothing was changed. {old.units:,} postcodes are in place, and this has only {new.about.units:,}. "
            "If that is right, say so when you take it in (--fewer)."
        )
    record(by=by, at=at, verb="postcodes taken in", subject=POSTCODES, detail=detail, public=True)
    postcodefile.put(new.path, settings.POSTCODES)
    return True
