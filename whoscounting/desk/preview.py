"""What the next edition would say, word for word, against the last one, and who is still awaited."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from whoscounting.census.models import Answer, Disposition, Finding, Round
from whoscounting.census.queries.decisions import Conclusion
from whoscounting.census.queries.desk import Line
from whoscounting.census.rules.smallnumbers import published_words
from whoscounting.desk.readers import Shown, shown
from whoscounting.desk.steps import WORDS, next_step
from whoscounting.ui.words import words_for


@dataclass(frozen=True)
class Change:
    """One trust of which the edition would say something new, as readers will see it."""

    trust: Any
    now: str
    before: str
    reason: str
    answers: list[Shown]


def mark(decided: list[Conclusion]) -> str:
    """A fingerprint of all that is decided. Publishing brings it back, so that nothing goes out unseen."""
    facts = sorted((one.request.pk, one.verdict, one.revision, one.reason) for one in decided)
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def preview(round: Round, decided: list[Conclusion], published: list[Finding], lines: list[Line]) -> dict[str, Any]:
    before = {finding.request_id: finding for finding in published}
    trusts = {line.request.pk: line.request.trust for line in lines}
    differing = [one for one in decided if _differs(one, before.get(one.request.pk))]
    answers = _answers({one.request.pk: one.revision for one in differing})

    def said(verdict: str) -> str:
        return words_for(verdict, rehearsal=round.rehearsal)

    def change(one: Conclusion) -> Change:
        key, old = one.request.pk, before.get(one.request.pk)
        was = said(old.verdict) if old else ""
        return Change(trusts[key], said(one.verdict), was, published_words(one.reason), answers[key])

    ready = {one.request.pk for one in decided}
    waiting = [line for line in lines if line.request.in_scope and line.request.pk not in ready]
    numbers = Counter(one.verdict for one in decided)
    return {
        "numbers": [(said(verdict), numbers[verdict]) for verdict in sorted(numbers)],
        "decided": len(decided),
        "asked": sum(line.request.in_scope for line in lines),
        "changes": [change(one) for one in differing if one.request.pk in before],
        "new": [change(one) for one in differing if one.request.pk not in before],
        "same": len(decided) - len(differing),
        "gone": [trusts[pk] for pk in before.keys() - ready],
        "awaiting": [(line.request, WORDS[next_step(line, round)]) for line in waiting],
    }


def _differs(one: Conclusion, old: Finding | None) -> bool:
    """Whether readers would find another verdict, another reason or other answers than in the last edition."""
    now = (one.verdict, one.revision, published_words(one.reason))
    return old is None or (old.verdict, old.revision, old.reason) != now


def _answers(revisions: dict[int, int]) -> dict[int, list[Shown]]:
    """The answers of these revisions as they would be published, by request. Two queries."""
    found: dict[int, list[Shown]] = defaultdict(list)
    for answer in _of(revisions.keys()):
        if answer.revision == revisions[answer.request_id]:
            found[answer.request_id].append(shown(answer.question, answer, list(answer.evidence.all())))
    return found


def _of(requests: Collection[int]) -> Any:
    answers = Answer.objects.filter(request__in=requests).exclude(disposition=Disposition.SILENT)
    in_order = answers.select_related("question").order_by("request_id", "question__position")
    return in_order.prefetch_related("evidence")
