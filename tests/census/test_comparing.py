"""Two editions side by side: every trust is counted exactly once, and nobody moved who merely merged."""

from hypothesis import given
from hypothesis import strategies as some

from whoscounting.census.models import Verdict
from whoscounting.census.rules.comparing import Apart, Because, compare

codes = some.text("ABCDEF", min_size=1, max_size=2)
verdicts = some.dictionaries(codes, some.sampled_from([*Verdict.values, "awaiting"]), max_size=20)
successions = some.lists(some.tuples(codes, codes), max_size=8)


@given(verdicts, verdicts, successions)
def test_every_trust_is_counted_exactly_once(earlier, later, successions):
    found = compare(earlier, later, successions)
    groups = [*found.moved.values(), *found.stayed.values(), tuple(found.apart)]
    assert sorted(code for group in groups for code in group) == sorted({*earlier, *later})
    assert found.compared + len(found.apart) == len({*earlier, *later})


@given(verdicts, verdicts, successions)
def test_the_cells_of_the_matrix_add_up_to_the_trusts_that_were_compared(earlier, later, successions):
    found = compare(earlier, later, successions)
    assert sum(found.count(a, b) for a in Verdict.values for b in Verdict.values) == found.compared
    assert sum(found.count(a, a) for a in Verdict.values) == found.stayers


@given(verdicts, verdicts, successions)
def test_whoever_moved_or_stayed_has_a_finding_in_both_and_no_part_in_a_merger(earlier, later, successions):
    found = compare(earlier, later, successions)
    parties = {code for pair in successions for code in pair}
    for (before, after), group in found.moved.items():
        assert before != after
        assert all((earlier[code], later[code]) == (before, after) for code in group)
    for group in [*found.moved.values(), *found.stayed.values()]:
        assert parties.isdisjoint(group)
        assert all({earlier[code], later[code]} <= set(Verdict.values) for code in group)


@given(verdicts)
def test_an_edition_beside_itself_shows_no_move(edition):
    found = compare(edition, edition, [])
    assert found.moved == {}
    assert found.stayers == sum(verdict in Verdict.values for verdict in edition.values())


def test_groups_hold_their_trusts_in_one_order():
    earlier = dict.fromkeys("CAB", "partial")
    assert compare(earlier, dict.fromkeys("BCA", "collecting"), []).moved == {
        ("partial", "collecting"): ("A", "B", "C")
    }


def test_a_merger_sets_both_sides_apart_and_names_the_other():
    found = compare({"A": "partial", "B": "collecting"}, {"B": "collecting"}, [("A", "B")])
    assert found.apart == {"A": Apart(Because.JOINED, ("B",)), "B": Apart(Because.TOOK_OVER, ("A",))}
    assert found.compared == 0


def test_a_split_names_all_that_came_of_it():
    found = compare({"A": "partial"}, {"B": "partial", "C": "partial"}, [("A", "C"), ("A", "B")])
    assert found.apart["A"] == Apart(Because.JOINED, ("B", "C"))
    assert found.apart["C"] == Apart(Because.TOOK_OVER, ("A",))


def test_a_trust_without_a_finding_or_asked_only_once_is_set_apart_with_the_reason():
    found = compare(
        {"A": "awaiting", "B": "partial", "C": "partial"}, {"A": "partial", "B": "awaiting", "D": "partial"}, []
    )
    assert {code: one.because for code, one in found.apart.items()} == {
        "A": Because.UNDECIDED_EARLIER,
        "B": Because.UNDECIDED_LATER,
        "C": Because.ONLY_EARLIER,
        "D": Because.ONLY_LATER,
    }
