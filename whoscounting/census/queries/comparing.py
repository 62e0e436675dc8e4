"""Two editions side by side, with what happened to trusts between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Subquery
from django.db.models.functions import Coalesce

from whoscounting.census.models import Edition, FoiRequest, Listing
from whoscounting.census.queries.editions import Standing, editions, standings
from whoscounting.census.rules.comparing import Comparison, compare
from whoscounting.register import queries as register
from whoscounting.register.models import Succession


@dataclass(frozen=True)
class Compared:
    """The comparison, and what is needed to say it in words. `scope` says why a round left a trust out."""

    earlier: Edition
    later: Edition
    comparison: Comparison
    before: dict[str, Standing]
    after: dict[str, Standing]
    successions: list[Succession]
    scope: dict[tuple[str, str], str]

    def trust(self, code: str) -> Standing:
        return self.after.get(code) or self.before[code]


def newest_pair(editions: Sequence[Edition]) -> tuple[Edition, Edition] | None:
    """The newest editions of the two newest rounds, the earlier first, out of all editions, newest first."""
    newest = list({edition.round_id: edition for edition in reversed(editions)}.values())
    return (newest[-2], newest[-1]) if len(newest) > 1 else None


def compared(earlier: Edition, later: Edition) -> Compared:
    """Compare two editions. Four queries, whatever the number of trusts."""
    before = {one.ods_code: one for one in standings(earlier)}
    after = {one.ods_code: one for one in standings(later)}
    between = _successions(earlier.round.opened_on, later.round.opened_on)
    comparison = compare(
        {code: one.verdict for code, one in before.items()},
        {code: one.verdict for code, one in after.items()},
        [(one.predecessor_id, one.successor_id) for one in between],
    )
    return Compared(
        earlier, later, comparison, before, after, between, _scope(earlier, later, before.keys() ^ after.keys())
    )


def changed_since_last_round(edition: Edition, now: Mapping[str, str]) -> int | None:
    """How many trusts stand otherwise `now`, in the newest edition, than in the round before; None without one.

    Two queries: the standings of now are known, and it needn't say why a round left a trust out.
    """
    others = editions(rehearsal=edition.round.rehearsal).filter(round__historic=False).exclude(round=edition.round_id)
    listed = Listing.objects.filter(edition=Subquery(others.values("pk")[:1]))
    before = list(listed.values_list("trust_id", Coalesce("finding__verdict", "stage"), "edition__round__opened_on"))
    if not before:
        return None
    earlier, (_, _, opened_on) = {code: verdict for code, verdict, _ in before}, before[0]
    between = [(one.predecessor_id, one.successor_id) for one in _successions(opened_on, edition.round.opened_on)]
    return compare(earlier, now, between).movers


def _successions(first: date | None, second: date | None) -> list[Succession]:
    """A round asks the trusts of the day on which it opens; what merges after that answers for itself still."""
    if first is None or second is None:
        return []
    return register.successions_between(after=first, until=second)


def _scope(earlier: Edition, later: Edition, codes: set[str]) -> dict[tuple[str, str], str]:
    rounds = (earlier.round_id, later.round_id)
    left_out = FoiRequest.objects.filter(round__in=rounds, trust__in=codes, in_scope=False)
    rows = left_out.values_list("round_id", "trust_id", "scope_reason")
    return {(round, code): reason for round, code, reason in rows}
