"""Edits that move sentences between beads."""

from __future__ import annotations

from tests.workspace.review.sheets import do, history, statuses, texts


def test_a_sentence_moves_up_and_down_across_the_boundary() -> None:
    past = do(history(), "up", row="b", side="target")
    assert texts(past)[:2] == [("Một. Hai.", "One. Two."), ("Ba.", "Three.")]
    assert statuses(past)[:2] == ["accepted", "accepted"]
    past = do(history(), "down", row="a", side="source")
    assert texts(past)[:2] == [("Một.", "One."), ("Hai. Ba.", "Two. Three.")]
    past = do(history(), "up", row="b", side="target", count=2)
    assert texts(past)[:2] == [("Một. Hai.", "One. Two. Three."), ("Ba.", "")]


def test_a_row_left_empty_goes() -> None:
    assert texts(do(history(), "up", row="e", side="target"))[-1] == ("Sáu.", "Seven.")
    assert len(do(history(), "down", row="d", side="source").sheet) == 4


def test_merge_makes_one_row_of_two_or_of_those_named() -> None:
    assert texts(do(history(), "merge", row="d"))[-1] == ("Sáu.", "Seven.")
    assert texts(do(history(), "merge", rows=["a", "b"]))[0] == ("Một. Hai. Ba.", "One. Two. Three.")


def test_unlink_link_and_swap() -> None:
    past = do(history(), "unlink", row="c")
    assert texts(past)[2:4] == [("Bốn rồi năm.", ""), ("", "Four and then five.")]
    past = do(history(), "link", rows=["a", "e"])
    assert texts(past)[0] == ("Một. Hai.", "One. Seven.")
    assert texts(do(history(), "swap", row="a"))[:2] == [("Một. Hai.", "Two. Three."), ("Ba.", "One.")]


def test_a_stretch_aligned_anew_leaves_what_did_not_change() -> None:
    past = do(history(), "realign", rows=["a", "b", "c"], beads=[(1, 1, 0.9), (1, 1, 0.95), (1, 1, 0.99), (1, 1, 1.0)])
    assert texts(past)[:4] == [
        ("Một.", "One."),
        ("Hai.", "Two."),
        ("Ba.", "Three."),
        ("Bốn rồi năm.", "Four and then five."),
    ]
    assert [b.probability for b in past.sheet][:4] == [0.9, 0.95, 0.99, 1.0]
    assert past.sheet.beads[3].key == "c"
