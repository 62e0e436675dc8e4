"""What kinds of things a reply does: suggestions, each with its sentences. One reply may do several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from whoscounting.census.rules.questions import OF_2026, Wording
from whoscounting.census.rules.understanding import elsewhere
from whoscounting.census.rules.understanding.dates import last_date
from whoscounting.census.rules.understanding.figures import figures_of
from whoscounting.census.rules.understanding.kinds import AUTOMATIC, NoticeKind
from whoscounting.census.rules.understanding.patterns import one_of
from whoscounting.census.rules.understanding.reading import read
from whoscounting.census.rules.understanding.refusing import REFUSING, sections_refused
from whoscounting.census.rules.understanding.rule import Rule, found
from whoscounting.census.rules.understanding.sentences import Sentence
from whoscounting.census.rules.understanding.suggestions import MOST_PASSAGES, Figure, Notice, Passage
from whoscounting.census.rules.understanding.waiting import MORE_DAYS, WAITING

_RULES = (*WAITING, *REFUSING, *elsewhere.SECURE_LINK, elsewhere.ATTACHED)
_ANNOUNCES = one_of(
    r"(?:please find|see|provided|set out)~(?:response|answers?|repl(?:y|ies)|information)~below",
    r"(?:response|answers?|repl(?:y|ies))~(?:is|are) (?:as follows|below|set out)",
)
_KINDS_OF_FIGURE = {"answered": NoticeKind.ANSWER, "refused": NoticeKind.REFUSAL, "not_held": NoticeKind.NOT_HELD}
_BECAUSE = {
    NoticeKind.ANSWER: "It answers at least one question.",
    NoticeKind.REFUSAL: "It refuses at least one question.",
    NoticeKind.NOT_HELD: "It says that this is not held.",
}
# These alone are no answer: a receipt names a period too.
_NOT_ALONE = frozenset({"period"})


@dataclass(frozen=True)
class _Seen:
    """One sentence that does one thing."""

    kind: NoticeKind
    because: str
    passage: Passage
    exemption: str = ""
    section: str = ""
    until: date | None = None
    body: str = ""
    link: str = ""
    yields_to: frozenset[NoticeKind] = frozenset()

    @property
    def key(self) -> tuple[str, ...]:
        """What is told together: one notice for each ground of refusal and each other body."""
        return self.kind, self.exemption, self.section if self.exemption == "other" else "", self.body


def suggest_notices(
    text: str,
    *,
    received_on: date,
    automatic: bool,
    pages: Sequence[int] | None = None,
    questions: Sequence[Wording] = OF_2026,
    letter: str = "",
) -> list[Notice]:
    """What kinds of things a reply does, in the order in which it does them.

    `automatic` says that a machine sent it; then it decides nothing, whatever its words, unless it answers single
    questions. `received_on` tells which year ‘by 3 July’ means. `pages` names where the pages of the text begin;
    without it, form feeds part them. `letter` is ours as it was sent, so that its sentences are known again.
    """
    said = read(text, questions=questions, letter=letter, pages=pages)
    own = [one.sentence for one in said if one.ours is None]
    seen = list(_seen(own, received_on))
    known = {(one.kind, one.passage) for one in seen}
    answers = _from_figures(figures_of(said, questions))
    seen += [one for one in answers if (one.kind, one.passage) not in known]
    if automatic and not answers:
        seen = [one for one in seen if one.kind in AUTOMATIC]
        return _told(_settled(seen))
    return _told(_settled(seen) or _announced(own))


def _seen(own: Sequence[Sentence], received_on: date) -> Iterator[_Seen]:
    for index, sentence in enumerate(own):
        following = own[index + 1 : index + 3]
        sections = sections_refused(sentence.plain)
        for rule in found(_RULES, sentence):
            if not (sections and rule.exemption == "other"):
                yield _by_rule(rule, sentence, following, received_on)
        for exemption, section in sections:
            because = f"It refuses under section {section}."
            yield _Seen(NoticeKind.REFUSAL, because, sentence.passage, exemption=exemption, section=section)
        yield from _elsewhere(sentence, own[index - 1] if index else None, following)


def _by_rule(rule: Rule, sentence: Sentence, following: Sequence[Sentence], received_on: date) -> _Seen:
    until, link, because = None, "", rule.because
    if rule.kind in {NoticeKind.EXTENSION, NoticeKind.SECURE_LINK}:
        until = _first_date([sentence, *following], received_on)
    if rule.kind == NoticeKind.EXTENSION and (more := MORE_DAYS.search(sentence.plain)):
        because += f" It names {more[1]} working days."
    if rule.kind == NoticeKind.SECURE_LINK:
        link = _first_link([sentence, *following])
    return _Seen(
        rule.kind, because, sentence.passage, exemption=rule.exemption, until=until, link=link, yields_to=rule.yields_to
    )


def _first_date(sentences: Iterable[Sentence], received_on: date) -> date | None:
    return next((day for one in sentences if (day := last_date(one.plain, received_on=received_on))), None)


def _first_link(sentences: Iterable[Sentence]) -> str:
    return next((link for one in sentences if (link := elsewhere.link_in(one.said))), "")


def _elsewhere(sentence: Sentence, before: Sentence | None, following: Sequence[Sentence]) -> Iterator[_Seen]:
    plain, said, passage = sentence.plain, sentence.said, sentence.passage
    if body := elsewhere.transferred_to(plain, said):
        yield _Seen(NoticeKind.TRANSFERRED, f"It says that {body} has our request now.", passage, body=body)
    elif body := elsewhere.redirected_to(plain, said, before.said if before else ""):
        link = elsewhere.link_in(said)
        yield _Seen(NoticeKind.REDIRECT, f"It asks us to turn to {body}.", passage, body=body, link=link)
    if elsewhere.points_to_log(plain, before.plain if before else "") and (link := _first_link([sentence, *following])):
        yield _Seen(NoticeKind.DISCLOSURE_LOG, "It points to an answer in its disclosure log.", passage, link=link)


def _from_figures(figures: Iterable[Figure]) -> list[_Seen]:
    """What the answers to single questions make of the letter."""
    seen = []
    for figure in figures:
        if figure.question in _NOT_ALONE:
            continue
        kind = _KINDS_OF_FIGURE[figure.disposition]
        seen += [_Seen(kind, _BECAUSE[kind], passage, exemption=figure.exemption) for passage in figure.passages]
    return seen


def _settled(seen: list[_Seen]) -> list[_Seen]:
    """Without what yields to something else. An attachment is all that a letter brings where nothing else is left."""
    attached = [one for one in seen if one.kind == NoticeKind.ATTACHMENT_ONLY]
    kinds = {one.kind for one in seen}
    rest = [one for one in seen if one not in attached and not one.yields_to & kinds]
    return rest or attached


def _announced(own: Sequence[Sentence]) -> list[_Seen]:
    """Where no other rule found anything: a letter that announces an answer in words that no rule can read."""
    announced = [one for one in own if _ANNOUNCES.search(one.plain)]
    because = "It says that its answer follows; no rule could read it."
    return [_Seen(NoticeKind.ANSWER, because, one.passage) for one in announced]


def _told(seen: Iterable[_Seen]) -> list[Notice]:
    """One notice for what belongs together, with its passages in the letter's order."""
    together: dict[tuple[str, ...], list[_Seen]] = {}
    for one in sorted(seen, key=lambda one: one.passage.start):
        together.setdefault(one.key, []).append(one)
    return [_notice(group) for group in together.values()]


def _notice(group: list[_Seen]) -> Notice:
    first = group[0]
    return Notice(
        passages=tuple(dict.fromkeys(one.passage for one in group))[:MOST_PASSAGES],
        because=first.because,
        kind=first.kind,
        exemption=first.exemption,
        section=next((one.section for one in group if one.section), ""),
        until=max((one.until for one in group if one.until), default=None),
        body=first.body,
        link=next((one.link for one in group if one.link), ""),
    )
