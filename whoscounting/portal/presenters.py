"""The trust's questions as the form shows them, and its answers as readers will see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whoscounting.census.models import Exemption
from whoscounting.census.rules.door import (
    DISPOSITIONS,
    YES_NO,
    Asked,
    Written,
    objection,
    quotation,
    settled,
    spoken,
)
from whoscounting.census.rules.smallnumbers import published_value, published_words
from whoscounting.portal.words import help_for
from whoscounting.ui.answers import in_words, invented

WAYS = {**DISPOSITIONS, "silent": "We leave this for now"}


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class QuestionShown:
    """One question of the form. `last` and `colleague` say in words what others wrote; nothing where nobody did."""

    asked: Asked
    help: str
    said: Written
    ways: list[Choice]
    values: list[Choice]
    sections: list[Choice]
    last: str
    last_words: str
    colleague: str
    problem: str

    @property
    def field(self) -> str:
        return f"q-{self.asked.code}"


def question(
    asked: Asked, said: Written, *, last: Written | None, colleague: Written | None = None, problem: str = ""
) -> QuestionShown:
    had = last if last and last.disposition != "silent" else None
    other = colleague if colleague is not None and colleague != said else None
    return QuestionShown(
        asked=asked,
        help=help_for(asked),
        said=said,
        # Who has not begun has chosen nothing: an answer that is then written counts as one.
        ways=_choices(WAYS, "" if said == Written() else said.disposition),
        values=_choices(YES_NO, said.value) if asked.kind == "yes_no" else [],
        sections=_choices(dict(Exemption.choices[1:]), said.exemption),
        last=spoken(asked, had) if had else "",
        last_words=had.words if had else "",
        colleague=whole(asked, other) if other else "",
        problem=problem,
    )


def whole(asked: Asked, said: Written) -> str:
    """What was said with the trust's own words, in a line."""
    return ": ".join(part for part in (spoken(asked, said), " ".join(said.words.split())) if part)


def _choices(words: Mapping[str, str], chosen: str) -> list[Choice]:
    return [Choice(value, label, value == chosen) for value, label in words.items()]


@dataclass(frozen=True)
class Preview:
    """One answer as it is sent and as readers will see it; `problem` is what still stands in the way."""

    asked: Asked
    sent: str
    readers: str
    quotation: str
    same_as_last: bool
    problem: str


def preview(
    asked: Sequence[Asked], written: Mapping[str, Written], last: Mapping[str, Written], *, rehearsal: bool
) -> list[Preview]:
    return [_preview(one, written.get(one.code, Written()), last.get(one.code), rehearsal) for one in asked]


def _preview(asked: Asked, written: Written, last: Written | None, rehearsal: bool) -> Preview:
    said = settled(written)
    seen = in_words(
        kind=asked.kind,
        disposition=said.disposition,
        exemption=said.exemption,
        value=published_value(asked.kind, said.value),
    )
    silent = said.disposition == "silent"
    return Preview(
        asked=asked,
        sent=whole(asked, said),
        readers=invented(seen, rehearsal=rehearsal),
        quotation="" if silent else published_words(quotation(asked, said)),
        same_as_last=last is not None and not silent and settled(last) == said,
        problem=objection(asked, written),
    )
