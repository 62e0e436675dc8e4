"""Live figures: numbers of the newest edition that editors put into any text by name.

They stay true, because they are looked up each time a page is drawn, and each carries its source: it links to the
edition it was taken from.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import cast

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from whoscounting.atlas.presenters.data import address
from whoscounting.atlas.reading import State, is_rehearsal, state
from whoscounting.census.models import Edition
from whoscounting.census.rules.tally import tally
from whoscounting.pages.rules.figures import Name, all_names, broken_in, names_in, parse, put_in

NOT_YET = "not known yet"
BROKEN = "A figure’s name stands whole between [[ and ]], in plain letters and outside of links’ addresses."
WITHOUT_SOURCE = "A live figure needs a link to its source, so it can stand in running text only, not here."


@dataclass(frozen=True)
class Figure:
    """A figure as it stands. `value` is empty while no edition is published."""

    name: str
    value: str


class Figures:
    """All figures of the newest edition. A page without figures asks nobody."""

    def __init__(self, known: State | None = None) -> None:
        self._known = known

    @classmethod
    def now(cls) -> Figures:
        return cls()

    @cached_property
    def state(self) -> State:
        return self._known or state()

    def value(self, name: str) -> str | None:
        """In words; empty if it isn't known yet; None if there is no such figure."""
        meant = parse(name)
        if meant is None or (meant.region and not self._region(meant.region)):
            return None
        return self._value(meant) if self.state.edition else ""

    def put_into(self, html: str) -> SafeString:
        """The text with a figure for each name. What is no figure any more is said to be unknown, never guessed."""
        return mark_safe(put_in(html, self._shown))  # noqa: S308  # each value is escaped

    def every(self) -> list[Figure]:
        return [Figure(name, self.value(name) or "") for name in all_names(self._regions())]

    def _shown(self, name: str, within_link: bool) -> str:
        value = self.value(name)
        if not value or self.state.edition is None:
            return NOT_YET
        words = f"{value} (invented)" if is_rehearsal() else value
        if within_link:
            return escape(words)
        edition = self.state.edition
        day = timezone.localtime(edition.published_at)
        source = f"{edition.round.name}, edition {edition.number}, {day:%-d %B %Y}"
        return format_html('<a class="figure" href="{}" title="Source: {}">{}</a>', address(edition), source, words)

    def _value(self, meant: Name) -> str:
        edition = cast("Edition", self.state.edition)
        if meant.kind == "edition":
            return f"{edition.round.name}, edition {edition.number}"
        if meant.kind == "edition date":
            return f"{timezone.localtime(edition.published_at):%-d %B %Y}"
        if meant.kind == "trusts changed since last round":
            return "" if self.state.changed is None else str(self.state.changed)
        return self._counted(meant)

    def _counted(self, meant: Name) -> str:
        region = self._region(meant.region) if meant.region else ""
        counted = tally(one.verdict for one in self.state.standings if region in ("", one.region_name))
        asked = counted.asked - counted["not_asked"]
        number = counted[meant.verdict] if meant.verdict else asked
        if meant.kind == "trusts":
            return str(number)
        return f"{100 * number / asked:.0f}% ({number} of {asked})" if asked else ""

    def _regions(self) -> list[str]:
        return sorted({one.region_name for one in self.state.standings if one.region_name})

    def _region(self, written: str) -> str:
        """The region's full name, or nothing."""
        return next((name for name in self._regions() if name.lower() == written), "")


def unknown_in(text: str) -> list[str]:
    """The names in a text that are no figures."""
    figures = Figures.now()
    return [name for name in names_in(text) if figures.value(name) is None]


def has_figures(text: object) -> bool:
    return isinstance(text, str) and "[[" in text


def known_figures(html: str) -> None:
    """A validator of text: every figure in it exists, and can be read. Raises ValidationError."""
    if broken_in(html):
        raise ValidationError(BROKEN)
    if missing := unknown_in(html):
        names = ", ".join(f"[[{name}]]" for name in missing)
        raise ValidationError(f"There is no such figure: {names}. All that exist are listed under Figures.")
