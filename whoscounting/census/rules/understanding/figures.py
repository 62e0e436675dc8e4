"""What a reply says to each question: suggestions, each with its sentence. What is not clear is left to people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from whoscounting.census.rules.questions import OF_2026, Wording
from whoscounting.census.rules.understanding import counts, yesno
from whoscounting.census.rules.understanding.kinds import NoticeKind
from whoscounting.census.rules.understanding.labels import Block, blocks
from whoscounting.census.rules.understanding.patterns import either, one_of
from whoscounting.census.rules.understanding.periods import periods
from whoscounting.census.rules.understanding.reading import Said, read
from whoscounting.census.rules.understanding.refusing import NOT_HELD, grounds
from whoscounting.census.rules.understanding.roles import data_lead_in, role_in
from whoscounting.census.rules.understanding.rule import found
from whoscounting.census.rules.understanding.sentences import Sentence
from whoscounting.census.rules.understanding.suggestions import MOST_PASSAGES, Figure
from whoscounting.census.rules.understanding.waiting import WAITING

ANSWERED, REFUSED, MISSING = "answered", "refused", "not_held"
PERIOD, DATA_LEAD = "period", "data_lead"

_NO_NUMBER = one_of(
    r"\bnot (?:\w+ )?(?:recorded|collected|captured)\b|\b(?:do|does) not (?:\w+ )?(?:record|collect|capture)\b"
)
_COVERS = one_of(
    rf"\b{either('figures?, numbers?, data, information, these, this')}\b~"
    rf"\b{either('cover, covers, covering, relates?, is for, are for, refers?')}\b",
    r"\bperiod\b ?(?:covered)?(?: is)?:?",
)


@dataclass(frozen=True)
class _Heard:
    """One thing said to one question. Under the question's number or words it is surer than in a sentence alone."""

    question: str
    disposition: str
    value: str
    exemption: str
    sentences: tuple[Sentence, ...]
    because: str
    sure: bool

    @property
    def what(self) -> tuple[str, str, str]:
        return self.disposition, self.value, self.exemption


def suggest_figures(
    text: str,
    *,
    pages: Sequence[int] | None = None,
    questions: Sequence[Wording] = OF_2026,
    letter: str = "",
) -> list[Figure]:
    """What a reply says to the questions, at most one suggestion for each, in the order of the questions.

    Values are in the terms of `take_reply`. A question to which the letter says two different things, or nothing plain,
    gets no suggestion. `pages` names where the pages of the text begin; without it, form feeds part them. `letter` is
    ours as it was sent, so that its sentences are known again.
    """
    return figures_of(read(text, questions=questions, letter=letter, pages=pages), questions)


def figures_of(said: Sequence[Said], questions: Sequence[Wording]) -> list[Figure]:
    """The same for a letter that was read already."""
    asked = {question.code: question.kind for question in questions if not question.voluntary}
    numbered = _answers(blocks(said, questions))
    single = [block for block in numbered if len(block.codes) == 1 and asked.get(block.codes[0]) == "count"]
    counted = {sentence for block in single for sentence in block.sentences}
    heard = [*_under_numbers(numbered, asked), *_alone(said, counted)]
    figures = [figure for code in asked if (figure := _agreed(code, heard))]
    if PERIOD in asked and all(figure.question != PERIOD for figure in figures):
        figures += _period_near(said, figures)
    order = list(asked)
    return sorted(figures, key=lambda figure: order.index(figure.question))


def _agreed(code: str, heard: Iterable[_Heard]) -> Figure | None:
    """The one thing said to a question; None where two things are said."""
    ours = [one for one in heard if one.question == code]
    ours = [one for one in ours if one.sure] or ours
    if len({one.what for one in ours}) != 1:
        return None
    first = ours[0]
    passages = dict.fromkeys(sentence.passage for one in ours for sentence in one.sentences)
    return Figure(
        passages=tuple(passages)[:MOST_PASSAGES],
        because=first.because,
        question=code,
        disposition=first.disposition,
        value=first.value,
        exemption=first.exemption,
    )


def _answers(numbered: list[Block]) -> list[Block]:
    """The numbered points of a letter, unless they are those of a receipt."""
    if any(_acknowledges(sentence) for block in numbered for sentence in block.sentences):
        return [block for block in numbered if block.repeats]
    return numbered


def _under_numbers(numbered: Iterable[Block], asked: dict[str, str]) -> Iterator[_Heard]:
    for block in numbered:
        because = f"It stands under our question {block.label}." if block.repeats else f"It is numbered {block.label}."
        sentences = tuple(block.sentences[:MOST_PASSAGES])
        for code, disposition, value, exemption in _block(block, asked):
            yield _Heard(code, disposition, value, exemption, sentences, because, sure=True)
        if block.codes == ("collects",) and (where := yesno.where(" ".join(block.texts))):
            yield _Heard("all_hospitals", ANSWERED, where, "", sentences, "It says where this is so.", sure=False)


def _acknowledges(sentence: Sentence) -> bool:
    return any(rule.kind == NoticeKind.ACKNOWLEDGEMENT for rule in found(WAITING, sentence))


def _block(block: Block, asked: dict[str, str]) -> Iterator[tuple[str, str, str, str]]:
    codes = [code for code in block.codes if code in asked]
    refused = next((named[0][0] for text in block.texts if (named := grounds(text))), "")
    missing = any(_not_held(text, asked.get(code, "")) for text in block.texts for code in codes[:1])
    if len(codes) > 1:
        yield from _several(block, codes, asked, refused=refused, missing=missing)
        return
    for code in codes:
        value = _value(block, code, asked[code])
        if value:
            yield code, ANSWERED, value, ""
        elif refused:
            yield code, REFUSED, "", refused
        elif missing:
            yield code, MISSING, "", ""


def _several(
    block: Block, codes: list[str], asked: dict[str, str], *, refused: str, missing: bool
) -> Iterator[tuple[str, str, str, str]]:
    """Under ‘2’ alone, a sentence tells by its words which number it gives; a refusal is meant for both numbers."""
    paired: dict[str, str] = {}
    for text in block.texts:
        paired |= {kind: value for kind, value in counts.paired(text).items() if kind in codes}
    for code, value in paired.items():
        yield code, ANSWERED, value, ""
    if not paired and (refused or missing):
        for code in codes:
            if asked[code] == "count":
                yield code, REFUSED if refused else MISSING, "", refused


def _value(block: Block, code: str, kind: str) -> str:
    if kind == "yes_no":
        return yesno.under_question(block.texts, code) if block.texts[0] else ""
    if kind == "count":
        return _count(block.texts, code)
    if kind == "period":
        named = {str(period) for text in block.texts for period in periods(text)}
        return named.pop() if len(named) == 1 else ""
    if code == DATA_LEAD:
        return role_in(" ".join(sentence.said for sentence in block.sentences[:2]))
    return ""


def _count(texts: list[str], code: str) -> str:
    """The one number under a question; none where its words count something else."""
    for text in texts:
        if counts.counts_other_things(text) or any(kind != code for kind in counts.kinds(text)):
            return counts.paired(text).get(code, "")
        if values := counts.values(counts.masked(text)):
            return values[0] if len(set(values)) == 1 else ""
    return ""


def _not_held(text: str, kind: str) -> bool:
    return NOT_HELD.finds(text) or (kind == "count" and bool(_NO_NUMBER.search(text)))


def _alone(said: Sequence[Said], counted: Collection[Sentence]) -> Iterator[_Heard]:
    """What sentences say by their words alone. A number under the number of one question is no other's answer."""
    heads: list[str] = []
    for one in said:
        sentence = one.sentence
        if one.ours is not None or sentence.asks or _too_dear(sentence.plain):
            continue
        kinds = counts.kinds(sentence.plain)
        pairs = {} if sentence in counted else counts.paired(sentence.plain)
        because = "It says which cases it counts."
        if not pairs and sentence.row and not kinds:
            pairs, because = _under(heads, sentence.plain), "It stands under the head of its column."
        heads = _heads(heads, sentence, kinds)
        for kind, value in pairs.items():
            yield _Heard(kind, ANSWERED, value, "", (sentence,), because, sure=False)
        yield from _words_alone(sentence)


def _too_dear(plain: str) -> bool:
    """Numbers in a refusal on cost tell how much there would be to read."""
    return any(ground == "s12" for ground, _, _ in grounds(plain))


def _heads(heads: list[str], sentence: Sentence, kinds: list[str]) -> list[str]:
    """The kinds that a table's head names; they hold for the rows beneath it."""
    if not sentence.row:
        return []
    if sorted(kinds) == [counts.NEW, counts.RECURRENT] and not counts.values(counts.masked(sentence.plain)):
        return [] if counts.counts_other_things(sentence.plain) else kinds
    return heads


def _under(heads: list[str], plain: str) -> dict[str, str]:
    values = counts.values(counts.masked(plain)) if heads else []
    return dict(zip(heads, values, strict=True)) if len(values) == len(heads) and all(values) else {}


def _words_alone(sentence: Sentence) -> Iterator[_Heard]:
    for code, value in yesno.alone(sentence.plain).items():
        yield _Heard(code, ANSWERED, value, "", (sentence,), "It says so in its words.", sure=False)
    if role := data_lead_in(sentence.plain, sentence.said):
        yield _Heard(DATA_LEAD, ANSWERED, role, "", (sentence,), "It names the role.", sure=False)
    named = periods(sentence.plain) if _COVERS.search(sentence.plain) else []
    if len(named) == 1:
        yield _Heard(
            PERIOD, ANSWERED, str(named[0]), "", (sentence,), "It says which period its numbers cover.", sure=False
        )


def _period_near(said: Sequence[Said], figures: Iterable[Figure]) -> list[Figure]:
    """The one period named where the numbers stand: in the same sentence, or in one of the two before it."""
    counted = {
        passage
        for figure in figures
        if figure.question in {counts.NEW, counts.RECURRENT} and figure.disposition == ANSWERED
        for passage in figure.passages
    }
    own = [one.sentence for one in said if one.ours is None]
    near: dict[str, Sentence] = {}
    for index, sentence in enumerate(own):
        if sentence.passage in counted:
            for place in own[max(0, index - 2) : index + 1]:
                near |= {str(period): place for period in periods(place.plain) if str(period) not in near}
    if len(near) != 1:
        return []
    value, sentence = near.popitem()
    return [Figure((sentence.passage,), "It is named beside the numbers.", PERIOD, ANSWERED, value)]
