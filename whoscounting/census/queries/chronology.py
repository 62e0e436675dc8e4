"""All that passed about one request, in the order of time, each step with what proves it: for the Commissioner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from whoscounting.census.models import Answer, FoiRequest, Notice, Question
from whoscounting.census.queries.decisions import course
from whoscounting.census.queries.pen import Letter, correspondence
from whoscounting.census.rules.clock import due_on, review_by, review_due_on
from whoscounting.mail.models import Inbound, Message

MIDNIGHT = time(0)


@dataclass(frozen=True)
class Entry:
    """One step: when, what, and what shows it. `when` has no time of day where only the day is known."""

    when: datetime
    what: str
    proof: str
    words: str = ""

    @property
    def day(self) -> date:
        return timezone.localdate(self.when)


@dataclass(frozen=True)
class Chronology:
    """A request's whole story, with the dates that the law gives."""

    request: FoiRequest
    questions: list[Question]
    entries: list[Entry]
    dates: list[tuple[str, date]]


def chronology(request: FoiRequest) -> Chronology:
    """Everything on record about this request. Its trust and round must be there. Seven queries."""
    letters = [_letter(letter) for letter in correspondence(request)]
    notices = [_notice(notice) for notice in Notice.objects.filter(request=request).select_related("inbound")]
    entries = [*letters, *notices, *_days(request), *_replies(request)]
    return Chronology(
        request=request,
        questions=list(Question.objects.filter(round=request.round_id).order_by("position")),
        entries=sorted(entries, key=lambda entry: entry.when),
        dates=_dates(request),
    )


def _letter(letter: Letter) -> Entry:
    return _ours(letter.when, letter.message) if letter.message else _theirs(letter.when, letter.inbound)


def _ours(when: datetime, message: Message) -> Entry:
    proof = f"Message-ID {message.message_id}. {_answer_of_server(message)}"
    return Entry(when, f"We wrote to {message.recipient}: {message.subject}", proof)


def _answer_of_server(message: Message) -> str:
    said = " ".join((message.error if message.state == Message.State.FAILED else message.proof).split())
    back = f" It came back: {' '.join(message.error.split())}" if message.state == Message.State.BOUNCED else ""
    return f"{message.get_state_display()}: {said}.{back}" if said else f"{message.get_state_display()}."


def _theirs(when: datetime, inbound: Inbound | None) -> Entry:
    if inbound is None:
        raise ValueError("a letter is ours or theirs")
    proof = f"Raw message kept, SHA-256 {inbound.sha256}. Message-ID {inbound.message_id or '(none)'}."
    return Entry(when, f"{inbound.get_kind_display()} from {inbound.sender}: {inbound.subject}", proof)


def _notice(notice: Notice) -> Entry:
    proof = f"In the message with SHA-256 {notice.inbound.sha256}." if notice.inbound else "Noted by staff."
    until = f", until {notice.until:%-d %B %Y}" if notice.until else ""
    return Entry(_start(notice.noted_on), f"{notice.get_kind_display()}{until}", proof, notice.words)


def _days(request: FoiRequest) -> list[Entry]:
    """What is known by its day alone."""
    found: list[tuple[date | None, str, str]] = [
        (request.received_on, "The request was received", request.delivery_proof),
        (request.clock_restarts_on, "The clarification was given: a fresh count begins", "Our letter of that day."),
        (request.complained_on, "We asked the Information Commissioner for help", "Noted by staff."),
    ]
    return [Entry(_start(day), what, proof) for day, what, proof in found if day]


def _replies(request: FoiRequest) -> list[Entry]:
    """What each reply said to each question, in the trust's own words."""
    answers = Answer.objects.filter(request=request).exclude(disposition="silent").select_related("question")
    dated = [answer for answer in answers.order_by("revision", "question__position") if answer.answered_on]
    return [
        Entry(
            _start(answer.answered_on),
            f"Question {answer.question.number}: {answer.get_disposition_display().lower()}{_section(answer)}",
            f"Reply {answer.revision}.",
            answer.words,
        )
        for answer in dated
        if answer.answered_on
    ]


def _section(answer: Answer) -> str:
    return f" ({answer.get_exemption_display()})" if answer.exemption else ""


def _dates(request: FoiRequest) -> list[tuple[str, date]]:
    facts = course(request)
    found = [
        ("Last day for an answer (section 10)", due_on(facts)),
        ("Last day to ask for an internal review", review_by(facts)),
        ("The review was due", review_due_on(facts)),
    ]
    return [(what, day) for what, day in found if day]


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, MIDNIGHT))
