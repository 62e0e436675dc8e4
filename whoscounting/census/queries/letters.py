"""The words of a round's letters, and a letter as one trust would get it."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from whoscounting.census.letters import DEFAULTS
from whoscounting.census.models import FoiRequest, LetterText, Question, Round
from whoscounting.census.queries.decisions import course
from whoscounting.census.queries.worklist import scope_on
from whoscounting.census.rules.clock import due_on
from whoscounting.census.rules.letters import Words, listed, merged
from whoscounting.lib.addresses import DOOR, REPLY
from whoscounting.mail.rules.placeholders import masked

OWN_WORDS = "‹what you write for this one trust›"
REHEARSED = """This letter belongs to a rehearsal. It asks nobody anything, and no answer to it is real.

"""


def words_of(round: Round, kind: str) -> Words:
    """What this round says in this kind of letter: its own words, or else those that it begins with."""
    own = LetterText.objects.filter(round=round, kind=kind).first()
    return Words(own.subject, own.body) if own else DEFAULTS[kind]()


def letters_of(
    requests: list[FoiRequest], round: Round, kind: str, *, words: str = "", unsaved: Words | None = None
) -> dict[int, Words]:
    """The letter for each of these requests by its key, secrets as placeholders. Two queries, however many there are.

    The requests come with their trusts. `words` is what is written for one trust alone; `unsaved` are words of the
    letter that somebody is still writing.
    """
    template, shared = unsaved or words_of(round, kind), _shared(round)
    filled = {request.pk: merged(template, shared | _own(request, words)) for request in requests}
    return {key: rehearsed(letter, round) for key, letter in filled.items()}


def written_to(request: FoiRequest, template: Words) -> Words:
    """One letter outside a round's own kinds, filled for this request. One query."""
    return merged(template, _shared(request.round) | _own(request, ""))


def rehearsed(letter: Words, round: Round) -> Words:
    """The letter as it is; in a rehearsal it says so first."""
    return Words(letter.subject, REHEARSED + letter.body) if round.rehearsal else letter


def previewable(round: Round, *, on: date) -> list[FoiRequest]:
    """Whom a letter can be looked at for: the trusts in scope or, before the round opens, those that would be asked.

    The latter are not in the database.
    """
    if round.opened_on is not None:
        asked = FoiRequest.objects.filter(round=round, in_scope=True).select_related("trust", "round")
        return list(asked.order_by("trust__name"))
    return [FoiRequest(round=round, trust=trust, in_scope=True) for trust, scope in scope_on(day=on) if scope.asked]


def letter_shown(request: FoiRequest, kind: str, *, unsaved: Words | None = None) -> Words:
    """The letter as this trust would get it, words in place of its secrets and of what is written for it alone."""
    letter = letters_of([request], request.round, kind, words=OWN_WORDS, unsaved=unsaved)[request.pk]
    return Words(letter.subject, masked(letter.body, {"reply_address": [REPLY], "door": [DOOR]}))


def _shared(round: Round) -> dict[str, str]:
    questions = list(Question.objects.filter(round=round).order_by("position"))
    return {
        "charity": settings.CHARITY_NAME,
        "round": round.name,
        "questions": listed([(one.number, one.wording) for one in questions if not one.voluntary]),
        "voluntary": listed([(one.number, one.wording) for one in questions if one.voluntary]) or "(None this time.)",
    }


def _own(request: FoiRequest, words: str) -> dict[str, str]:
    return {
        "trust": request.trust.name,
        "sent_on": _day(request.sent_on),
        "due_on": _day(due_on(course(request))),
        "words": words.strip(),
    }


def _day(day: date | None) -> str:
    return f"{day:%-d %B %Y}" if day else "(not yet)"
