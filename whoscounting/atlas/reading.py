"""What nearly every page begins with: how the census stands in this world, today."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings

from whoscounting.census.models import Edition, PublishedAnswer, Round
from whoscounting.census.queries import editions
from whoscounting.census.queries.comparing import changed_since_last_round
from whoscounting.census.queries.editions import Chapter, Progress, Standing
from whoscounting.census.rules.tally import Tally, tally
from whoscounting.ledger.queries import Mark, newest_public
from whoscounting.lib.world import World
from whoscounting.register.models import Trust
from whoscounting.register.queries import sites_of, successors_of


@dataclass(frozen=True)
class State:
    """Every trust that is, was or will be asked, by name. `progress` is there while answers are coming in."""

    rehearsal: bool
    edition: Edition | None
    round: Round | None
    progress: Progress | None
    standings: list[Standing]

    @cached_property
    def tally(self) -> Tally:
        return tally(standing.verdict for standing in self.standings)

    @property
    def published(self) -> bool:
        return self.edition is not None

    @property
    def asked(self) -> bool:
        """Whether requests have gone out, to one trust at least, though nothing is published yet."""
        return self.progress is not None and self.progress.sent > 0

    @property
    def all_asked(self) -> bool:
        return "not_asked" not in self.tally.counts

    @cached_property
    def by_code(self) -> dict[str, Standing]:
        return {one.ods_code: one for one in self.standings}

    @cached_property
    def changed(self) -> int | None:
        """How many trusts stand otherwise than in the round before; None without two rounds. Two queries, once."""
        if self.edition is None:
            return None
        return changed_since_last_round(self.edition, {one.ods_code: one.verdict for one in self.standings})

    def standing(self, ods_code: str) -> Standing | None:
        return self.by_code.get(ods_code)


def is_rehearsal() -> bool:
    return bool(World(settings.WORLD) is World.REHEARSAL)


_kept: tuple[object, State] | None = None


def state(mark: Mark | None = None) -> State:
    """How it stands, remembered until something public changes: one query, none if the newest `mark` is known, and two
    more the first time."""
    global _kept
    key = (is_rehearsal(), mark or newest_public())
    kept = _kept
    if kept is None or kept[0] != key:
        round, edition = editions.newest(rehearsal=is_rehearsal())
        _kept = kept = (key, state_of(edition) if edition else _before_an_edition(round))
    return kept[1]


def state_of(edition: Edition | None) -> State:
    """The newest edition as given; before there is one, the round. One query with an edition, two without."""
    if edition is None:
        return _before_an_edition(editions.current_round(rehearsal=is_rehearsal()))
    return State(is_rehearsal(), edition, edition.round, None, editions.standings(edition))


def _before_an_edition(round: Round | None) -> State:
    standings, progress = editions.before_an_edition(round)
    return State(is_rehearsal(), None, round, progress, standings)


def story(state: State, trust: Trust) -> dict[str, Any]:
    """What a trust's page tells beside the state: three queries, and one more for what an old edition shows.

    The hospitals of a closed trust are its successors' now.
    """
    code, standing = trust.ods_code, state.standing(trust.ods_code)
    chapters = editions.chapters(ods_code=code, rehearsal=state.rehearsal)
    request = None if standing or trust.closed else editions.scope_reason(ods_code=code, round=state.round)
    return {
        "chapters": chapters,
        "answers": _answers(state, code, standing, chapters),
        "questions": editions.questions(state.round) if standing and state.round and not _told(standing) else [],
        "hospitals": [] if trust.closed else sites_of(code),
        "successors": successors_of(code) if trust.closed else [],
        "why_not": request.scope_reason if request and not request.in_scope else "",
    }


def _told(standing: Standing) -> bool:
    """Whether the edition shows what the trust answered."""
    return standing.decided_on is not None and standing.verdict != "no_response"


def _answers(state: State, ods_code: str, standing: Standing | None, chapters: list[Chapter]) -> list[PublishedAnswer]:
    """What the newest edition shows; of a trust that is asked no more, what it said when it last was."""
    if standing and state.edition and _told(standing):
        return editions.published_answers(edition=state.edition, ods_code=ods_code)
    if standing is None and any(chapter.edition for chapter in chapters):
        return editions.last_answers(ods_code=ods_code, rehearsal=state.rehearsal)
    return []
