"""What happens between the letter and the answer, so that a rehearsal shows every step: each to a trust of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from whoscounting.census import actions
from whoscounting.census.models import FoiRequest, Hold, NoticeKind, Round
from whoscounting.lib.actors import Actor
from whoscounting.lib.workingdays import DAY
from whoscounting.mail.models import Inbound
from whoscounting.register.actions import set_contact
from whoscounting.rehearsal.post import BY, PostOffice, at_ten, bounce, office_of, reply, stray

# The place, among the trusts that will answer, of those to which something happens.
BOUNCES, ASKS, WANTS_A_FEE, TAKES_TIME, IS_AWAY = 20, 3, 12, 27, 33
ACKNOWLEDGES = range(40, 60, 2)
BY_DOOR = 70

THANKS = (
    "Thank you for your request. We have given it the reference INVENTED/1 and aim to answer within 20 working days."
)
QUESTION = "Before we can answer we need clarification: which period do you mean in question 2?"
MEANT = "Any period of twelve months that you hold numbers for, the latest if there are several."
FEE = "This is a fees notice under section 9 of the Act: the fee is 40 pounds."
MORE_TIME = "We are considering the public interest test and need to extend the time. We will answer by {until}."
AWAY = "I am out of the office until Monday. For urgent matters please write to the team."


@dataclass(frozen=True)
class Troubles:
    """The trusts, by code, to which something happens before they answer."""

    bounced: Sequence[str] = ()
    asks: Sequence[str] = ()
    fee: Sequence[str] = ()
    more_time: Sequence[str] = ()
    away: Sequence[str] = ()
    acknowledges: Sequence[str] = ()
    # Answers behind its own link, not by mail.
    by_door: Sequence[str] = ()

    @classmethod
    def among(cls, replying: Sequence[str]) -> Troubles:
        return cls(
            bounced=replying[BOUNCES : BOUNCES + 1],
            asks=replying[ASKS : ASKS + 1],
            fee=replying[WANTS_A_FEE : WANTS_A_FEE + 1],
            more_time=replying[TAKES_TIME : TAKES_TIME + 1],
            away=replying[IS_AWAY : IS_AWAY + 1],
            by_door=replying[BY_DOOR : BY_DOOR + 1],
            acknowledges=replying[ACKNOWLEDGES.start : ACKNOWLEDGES.stop : ACKNOWLEDGES.step],
        )

    def play(self, round: Round, post: PostOffice, *, sent: date, officer: Actor) -> None:
        """All of it, in the first week after the letters went out."""
        requests = {request.trust_id: request for request in FoiRequest.objects.filter(round=round, in_scope=True)}
        self._first_post(requests, post, sent)
        self._mend_addresses(round, requests, post, sent)
        self._understand(requests, sent + DAY, officer)
        self._answer_questions(requests, post, sent + 2 * DAY, officer)

    def _first_post(self, requests: dict[str, FoiRequest], post: PostOffice, sent: date) -> None:
        """The first two days' mail: what machines write at once, and what offices write next."""
        until = f"{_until(sent):%-d %B %Y}"
        robot = {"Auto_Submitted": "auto-replied"}
        letters = [bounce(requests[code], day=sent) for code in self.bounced]
        letters += [reply(requests[code], AWAY, day=sent, subject="Out of office", **robot) for code in self.away]
        letters += [reply(requests[code], THANKS, day=sent + DAY) for code in self.acknowledges]
        letters += [reply(requests[code], QUESTION, day=sent + DAY) for code in self.asks]
        letters += [reply(requests[code], FEE, day=sent + DAY) for code in self.fee]
        letters += [reply(requests[code], MORE_TIME.format(until=until), day=sent + DAY) for code in self.more_time]
        if self.bounced:
            letters.append(
                stray("Which request?", day=sent + DAY, sender="somebody@example.invalid", subject="Question")
            )
        post.receive(letters)

    def _mend_addresses(self, round: Round, requests: dict[str, FoiRequest], post: PostOffice, sent: date) -> None:
        for code in self.bounced:
            set_contact(
                trust=code,
                role="foi",
                email=office_of(code),
                source="Invented: their switchboard",
                verified_on=sent,
                expected=f"old-{office_of(code)}",
                by=BY,
                at=at_ten(sent + DAY),
            )
            actions.send_requests(round=round, trusts=[code], by=BY, at=at_ten(sent + DAY))
        if self.bounced:
            post.deliver(sent + DAY)

    def _understand(self, requests: dict[str, FoiRequest], day: date, officer: Actor) -> None:
        """The officer reads each letter and confirms what it does."""
        for code in self.acknowledges:
            _confirm(requests[code], NoticeKind.ACKNOWLEDGEMENT, THANKS, day, officer)
        for code in self.asks:
            _confirm(requests[code], NoticeKind.CLARIFICATION, QUESTION, day, officer)
        for code in self.fee:
            _confirm(requests[code], NoticeKind.FEES, FEE, day, officer)
        for code in self.more_time:
            until = _until(day - DAY)
            words = MORE_TIME.format(until=f"{until:%-d %B %Y}")
            _confirm(requests[code], NoticeKind.EXTENSION, words, day, officer, until=until)

    def _answer_questions(self, requests: dict[str, FoiRequest], post: PostOffice, day: date, officer: Actor) -> None:
        for code in self.asks:
            actions.send_clarification(request=requests[code], words=MEANT, by=officer, at=at_ten(day))
        for code in self.fee:  # the office gave up its fee when it was asked on the telephone
            actions.put_on_hold(
                request=requests[code], hold=Hold.NONE, on=day, seen=Hold.FEES, by=officer, at=at_ten(day)
            )
        if self.asks:
            post.deliver(day)


def _until(sent: date) -> date:
    return sent + 42 * DAY


def _confirm(
    request: FoiRequest, kind: NoticeKind, words: str, day: date, by: Actor, *, until: date | None = None
) -> None:
    letter = Inbound.objects.filter(filings__request=request).latest("received_at")
    actions.confirm_notice(
        request=request, inbound=letter, kind=kind, words=words, noted_on=day, until=until, by=by, at=at_ten(day)
    )
