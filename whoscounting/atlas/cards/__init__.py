"""Share cards: the picture that stands for a page where its address is passed on. Pure: from words to a PNG."""

from whoscounting.atlas.cards.card import Card
from whoscounting.atlas.cards.painting import HEIGHT, WIDTH, paint

__all__ = ["HEIGHT", "WIDTH", "Card", "paint"]
