"""Shaping what the census knows for the desk's templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from whoscounting.accounts.models import User
from whoscounting.census.models import FoiRequest, Hold, Question, Round
from whoscounting.census.queries.decisions import course
from whoscounting.census.queries.desk import Case, Line
from whoscounting.census.rules.chasing import Letter, objections
from whoscounting.census.rules.clock import State
from whoscounting.desk.readers import Shown, shown
from whoscounting.desk.steps import DONE, STATES, WORDS, Step, counts, next_step
from whoscounting.ui.words import words_for

# Steps that are letters, and the screens from which those are sent.
BY_LETTER = {Step.SEND: "desk:send", Step.REMIND: "desk:remind"}


@dataclass(frozen=True)
class Wanted:
    """What of the board somebody wants to see. A word that means nothing is ignored."""

    step: Step | None = None
    state: State | None = None
    name: str = ""
    region: str = ""
    by_date: bool = False

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Wanted:
        step, state = query.get("step", ""), query.get("state", "")
        return cls(
            Step(step) if step in list(Step) else None,
            State(state) if state in list(State) else None,
            query.get("q", "").strip()[:100],
            query.get("region", "")[:60],
            query.get("sort", "") == "date",
        )

    def fits(self, row: Row) -> bool:
        """Whether the row is shown. Trusts out of scope are shown only to those who ask for them or search."""
        if self.step or self.state:
            hidden = (self.step and row.step is not self.step) or (self.state and row.line.state is not self.state)
        else:
            hidden = row.step is Step.OUT and not self.name
        trust = row.line.request.trust
        named = self.name.casefold() in f"{trust.name} {trust.ods_code}".casefold()
        elsewhere = self.region and (trust.region is None or trust.region.slug != self.region)
        return named and not hidden and not elsewhere

    def sorted(self, rows: list[Row]) -> list[Row]:
        """By trust, or by the day of the next step: what waits longest first, what has no day last."""
        return sorted(rows, key=lambda row: row.line.next.on or date.max) if self.by_date else rows


@dataclass(frozen=True)
class Row:
    """One request on the board."""

    line: Line
    step: Step
    words: str
    state: str
    href: str
    verdict: str = ""

    @property
    def done(self) -> bool:
        return self.step in DONE


def row(line: Line, round: Round, viewer: User) -> Row:
    step = next_step(line, round)
    verdict = line.decision.verdict if line.decision else None
    return Row(
        line=line,
        step=step,
        words=WORDS[step],
        state=STATES[line.state],
        href=_href(line, step, viewer),
        verdict=words_for(verdict, rehearsal=round.rehearsal) if verdict else "",
    )


def _href(line: Line, step: Step, viewer: User) -> str:
    """Where this person can do the step; nothing where it is a colleague's."""
    key = [line.request.pk]
    if step in BY_LETTER and viewer.has_perm("mail.send_letters"):
        return reverse(BY_LETTER[step], args=[line.request.round_id]) + f"?trust={line.request.trust_id}"
    if step is Step.ADDRESS and viewer.has_perm("register.keep_register"):
        return reverse("desk:contact", args=[line.request.trust_id, "foi"])
    if step in {Step.WAIT, Step.LATE} and viewer.has_perm("census.record_reply"):
        return reverse("desk:reply", args=key)
    if step in {Step.FIRST, Step.SECOND, Step.SETTLE} and line.mine_to_assess and viewer.has_perm("census.assess"):
        return reverse("desk:assess", args=key)
    if step is Step.HELD and viewer.has_perm("census.record_reply"):
        return reverse("desk:clock", args=key)
    return ""


def board(lines: list[Line], round: Round, wanted: Wanted, viewer: User) -> dict[str, Any]:
    """The rows that are wanted, and the counts of all."""
    rows = [row(line, round, viewer) for line in lines]
    return {
        "rows": wanted.sorted([one for one in rows if wanted.fits(one)]),
        "regions": sorted({(r.slug, r.name) for one in rows if (r := one.line.request.trust.region)}),
        "counts": counts(one.step for one in rows),
        "states": [(state, STATES[state]) for state in State if any(one.line.state is state for one in rows)],
        "asked": sum(one.line.request.in_scope for one in rows),
    }


def recorded_words(what: str, number: int, *, chosen: list[str] | None) -> str:
    """What was recorded, and that the rest had nothing to record."""
    if what == "reminder":
        return _reminded_words(number, chosen)
    if not number:
        return "There was nothing to record: these trusts have a date already, or an earlier step is missing."
    said = f"Recorded for {number} trust{'s' if number != 1 else ''}."
    if chosen and len(chosen) > number:
        said += f" {len(chosen) - number} had a date already, or lack an earlier step; they stay as they were."
    return said


def _reminded_words(number: int, chosen: list[str] | None) -> str:
    due = {0: "No trust was", 1: "1 trust was"}.get(number, f"{number} trusts were")
    said = f"{due} due for a reminder."
    if number and not (chosen and len(chosen) > number):
        return said
    return f"{said} {'The others' if number else 'They'} answered, have time left or a reminder, or are on hold."


def may_write(request: FoiRequest, *, on: date) -> set[str]:
    """What may be written to this trust, or to the Commissioner, today: clarification, review, complaint."""
    facts = course(request)
    free = {letter.value for letter in (Letter.REVIEW, Letter.COMPLAINT) if not objections(facts, letter, on=on)}
    return free | ({"clarification"} if request.hold == Hold.CLARIFICATION and request.in_scope else set())


@dataclass(frozen=True)
class Asked:
    """One question on a request's screen, with its answer."""

    question: Question
    answer: Any
    evidence: list[Any]
    shown: Shown | None


def questions(case: Case) -> list[Asked]:
    return [_asked(case, question) for question in case.questions]


def _asked(case: Case, question: Question) -> Asked:
    answer, pieces = case.answers.get(question.code), case.evidence.get(question.code, [])
    return Asked(question, answer, pieces, shown(question, answer, pieces) if answer else None)


def contacts_words(number: int) -> str:
    if not number:
        return "There was nothing to change: all of these contacts stood like this already."
    return f"{number} contact{'s are' if number != 1 else ' is'} set."
