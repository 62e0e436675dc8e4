"""The board knows where there is room."""

from itertools import product
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoscounting.atlas.drawing.board import Board

FRAME = (10, 20, 39, 44)
UNITS = list(product(range(10, 40), range(20, 45)))
wishes = st.lists(st.sampled_from(UNITS), max_size=12)


@given(wishes, st.integers(1, 4))
def test_each_gets_the_nearest_spot_that_is_still_free(asked, apart):
    board, taken = Board(FRAME, apart), []
    for wish in asked:
        spot = board.take(*wish)
        free = [unit for unit in UNITS if all(dist(unit, other) >= apart for other in taken)]
        assert spot in free
        assert dist(spot, wish) == min(dist(unit, wish) for unit in free)
        taken.append(spot)


def test_where_no_room_is_left_it_says_so():
    board = Board((0, 0, 3, 3), 9)
    assert board.take(1, 2) == (1, 2)
    with pytest.raises(ValueError, match="no room"):
        board.take(1, 2)
