"""What has to be done next for each request of a round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from whoscounting.census.models import Round
from whoscounting.census.queries.decisions import course
from whoscounting.census.queries.desk import Line
from whoscounting.census.rules.clock import State, missing_for_silence, reminder_until
from whoscounting.census.rules.deciding import Stage


class Step(StrEnum):
    """The next step, in the order in which a request goes."""

    SEND = "send"
    DELIVER = "deliver"
    ADDRESS = "address"
    WAIT = "wait"
    HELD = "held"
    REMIND = "remind"
    LATE = "late"
    FIRST = "first"
    SECOND = "second"
    SETTLE = "settle"
    DECIDED = "decided"
    SILENCE = "silence"
    OUT = "out"


WORDS = {
    Step.SEND: "Send the request",
    Step.DELIVER: "Record the delivery",
    Step.ADDRESS: "Came back: correct the address",
    Step.WAIT: "Take in a reply when it comes",
    Step.HELD: "Clear what stops the clock",
    Step.REMIND: "Send the reminder",
    Step.LATE: "Late and reminded: take in a reply, or close the round",
    Step.FIRST: "Needs a first reviewer",
    Step.SECOND: "Needs a second reviewer",
    Step.SETTLE: "Reviewers differ: settle",
    Step.DECIDED: "Decided",
    Step.SILENCE: "Decided: no response",
    Step.OUT: "Out of scope",
}
# Nothing is left to do for these.
DONE = frozenset({Step.DECIDED, Step.SILENCE, Step.OUT, Step.WAIT})

BY_STATE = {
    State.OUT_OF_SCOPE: Step.OUT,
    State.NOT_SENT: Step.SEND,
    State.ON_ITS_WAY: Step.DELIVER,
    State.BOUNCED: Step.ADDRESS,
    State.WAITING: Step.WAIT,
    State.ACKNOWLEDGED: Step.WAIT,
    State.ON_HOLD: Step.HELD,
    State.OVERDUE: Step.REMIND,
    # Once there are answers their reading comes first, see BY_STAGE.
    State.ANSWERED: Step.WAIT,
    State.REFUSED: Step.WAIT,
    State.IN_REVIEW: Step.WAIT,
    State.WITH_COMMISSIONER: Step.WAIT,
}
BY_STAGE = {
    Stage.NEEDS_FIRST: Step.FIRST,
    Stage.NEEDS_SECOND: Step.SECOND,
    Stage.DIFFER: Step.SETTLE,
    Stage.DECIDED: Step.DECIDED,
}
STATES = {
    State.OUT_OF_SCOPE: "Out of scope",
    State.NOT_SENT: "Not sent yet",
    State.ON_ITS_WAY: "Sent, delivery not proved",
    State.BOUNCED: "Came back",
    State.WAITING: "Waiting",
    State.ACKNOWLEDGED: "Acknowledged, waiting",
    State.ON_HOLD: "Clock stopped",
    State.OVERDUE: "Overdue",
    State.ANSWERED: "Answered",
    State.REFUSED: "Refused, in whole or in part",
    State.IN_REVIEW: "In internal review",
    State.WITH_COMMISSIONER: "With the Commissioner",
}


@dataclass(frozen=True)
class Count:
    """How many requests wait for one step."""

    step: Step
    words: str
    number: int


def next_step(line: Line, round: Round) -> Step:
    """What has to happen next to one request of this round."""
    if line.decision is not None and line.request.in_scope:
        return BY_STAGE[line.decision.stage]
    closed = round.closed_on is not None
    if closed and line.request.in_scope and not missing_for_silence(course(line.request), closed_on=round.closed_on):
        return Step.SILENCE
    if line.state is State.OVERDUE and reminder_until(course(line.request)) is not None:
        return Step.LATE
    return BY_STATE[line.state]


def counts(steps: Iterable[Step]) -> list[Count]:
    """The steps that occur, in their order, with how often they do."""
    counter = Counter(steps)
    return [Count(step, WORDS[step], counter[step]) for step in Step if counter[step]]
