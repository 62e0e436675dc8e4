"""What stands on a share card, in words."""

from __future__ import annotations

from dataclasses import dataclass

CAMPAIGN = "Who’s Counting?"
QUESTION = "Is your hospital counting?"


@dataclass(frozen=True)
class Card:
    """A card's words, and its marks: one `symbol` beside the words, or below them one of `marks` for each trust.

    No number of deaths ever stands here.
    """

    title: str
    words: str
    details: tuple[str, ...] = ()
    symbol: str = ""
    marks: tuple[str, ...] = ()
    above: str = QUESTION

    @property
    def alt(self) -> str:
        """The same for those who don't see the card."""
        spoken = [CAMPAIGN, self.above, self.title, self.words, *self.details]
        return " ".join(part if part.endswith((".", "?")) else f"{part}." for part in spoken if part)
