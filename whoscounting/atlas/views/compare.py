"""What changed from one edition to another."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from whoscounting.atlas import sharing
from whoscounting.atlas.freshness import public
from whoscounting.atlas.presenters.compare import address, compare_page
from whoscounting.atlas.reading import is_rehearsal, state
from whoscounting.atlas.showing import show
from whoscounting.census.models import Edition
from whoscounting.census.queries.comparing import compared, newest_pair
from whoscounting.census.queries.editions import editions


@public
def compare(request: HttpRequest) -> HttpResponse:
    """The two newest rounds. The address stays, what it shows moves on."""
    found = _editions()
    pair = newest_pair(found)
    page = compare_page(compared(*pair) if pair else None, found, rehearsal=is_rehearsal())
    return show(request, "compare.html", page, share=sharing.of_compare(state(), page))


@public
def compare_editions(
    request: HttpRequest, earlier_round: str, earlier: int, later_round: str, later: int
) -> HttpResponse:
    """Any two editions of this world, the earlier first; the other way round leads there."""
    found = _editions()
    one, other = _one(found, earlier_round, earlier), _one(found, later_round, later)
    if found.index(one) == found.index(other):
        raise Http404("There is nothing to compare an edition with itself for.")
    if found.index(one) < found.index(other):
        return redirect(address(other, one), permanent=True)
    page = compare_page(compared(one, other), found, rehearsal=is_rehearsal())
    return show(request, "compare.html", page, share=sharing.of_compare(state(), page))


def _editions() -> list[Edition]:
    """Newest first; history is no part of it, because it is never compared."""
    return list(editions(rehearsal=is_rehearsal()).filter(round__historic=False))


def _one(found: Sequence[Edition], round_code: str, number: int) -> Edition:
    for edition in found:
        if (edition.round_id, edition.number) == (round_code, number):
            return edition
    raise Http404("We know no edition with this address.")
