"""The beads of a bitext as a person reviews them."""

from songngu.corpus.document import Span
from songngu.workspace.review.sheet import ReviewSentence, Splice, in_order, run_together
from tests.workspace.review.sheets import bead, sheet


def test_parts_of_a_sentence_are_made_whole() -> None:
    first, second = ReviewSentence("Four", (3,), (Span(0, 4),)), ReviewSentence("and five.", (3,), (Span(5, 14),))
    other = ReviewSentence("Six.", (4,), (Span(20, 24),))
    assert first.joins(second)
    assert not second.joins(other)
    assert [each.text for each in run_together([first, second, other])] == ["Four and five.", "Six."]


def test_a_change_and_its_inverse_leave_the_sheet_as_it_was() -> None:
    held = sheet()
    splice = Splice(1, tuple(held.beads[1:3]), (bead("n", "Mới.", "New.", (9, 9)),))
    held.apply(splice)
    assert [each.key for each in held] == ["a", "n", "d", "e"]
    assert [held.index(key) for key in ("n", "e", "b")] == [1, 3, None]
    held.apply(splice.inverse())
    assert held.beads == sheet().beads
    assert held.index("c") == 2


def test_keys_are_given_once() -> None:
    held = sheet()
    assert held.free_key("z") == "z"
    taken = held.free_key("a")
    assert taken not in {"a", "b", "c", "d", "e"}
    assert held.free_key("a", [taken]) not in {"a", taken}


def test_sentences_out_of_order_are_told() -> None:
    beads = sheet().beads
    assert in_order(beads, 0)
    assert not in_order([beads[1], beads[0]], 0)
    assert in_order([beads[3], beads[4]], 1)
