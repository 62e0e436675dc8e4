"""axe-core finds no barrier in any page: by light, in the dark, on a narrow screen, in the reader's own colours."""

import pytest

from tools.measure.barriers import barriers

pytestmark = pytest.mark.browser


def test_axe_finds_no_barrier_in_any_mode(browser, site, kind):
    found = {mode: violations for mode, violations in barriers(browser, site, kind).items() if violations}
    assert found == {}
