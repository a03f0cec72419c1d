"""Splitting a bead in two."""

from __future__ import annotations

import pytest

from songngu.corpus.document import Span
from songngu.workspace.review.action import EditError
from songngu.workspace.review.history import History
from songngu.workspace.review.sheet import ReviewBead, ReviewSentence, Sheet
from tests.workspace.review.sheets import do, history, texts


def test_split_between_sentences_parts_the_other_side_by_length() -> None:
    past = do(
        do(history(), "merge", row="a"),
        "split",
        row=None,
        rows=[key_of_first(history(), "merge")],
        side="source",
        sentence=1,
    )
    assert texts(past)[:2] == [("Một.", "One."), ("Hai. Ba.", "Two. Three.")]


def key_of_first(past: History, action: str) -> str:
    do(past, action, row="a")
    return past.sheet.beads[0].key


def test_split_inside_a_sentence_splits_its_place_and_merge_makes_it_whole() -> None:
    past = do(history(), "split", row="c", side="target", sentence=0, offset=4)
    assert texts(past)[2:4] == [("Bốn rồi năm.", "Four"), ("", "and then five.")]
    spans = [b.sides[1][0].spans[0] for b in past.sheet.beads[2:4]]
    assert spans == [Span(300, 304), Span(305, 319)]
    past = do(past, "merge", row=past.sheet.beads[2].key)
    assert texts(past)[2] == ("Bốn rồi năm.", "Four and then five.")
    assert past.sheet.beads[2].sides[1][0].spans == (Span(300, 319),)


def test_split_inside_a_word_is_made_whole_without_a_gap() -> None:
    past = do(history(), "split", row="c", side="target", sentence=0, offset=2)
    assert texts(past)[2][1] == "Fo"
    assert texts(do(past, "merge", row=past.sheet.beads[2].key))[2][1] == "Four and then five."


def test_a_place_that_is_not_known_is_not_guessed() -> None:
    held = ReviewSentence("a & b", (0,), (Span(0, 9),))
    past = History(Sheet([ReviewBead("a", "a", ((held,), (held,)))]))
    with pytest.raises(EditError, match="not known"):
        do(past, "split", row="a", side="source", sentence=0, offset=3)
    do(past, "split", row="a", side="source", sentence=0, offset=3, spans=[[0, 7], [8, 9]])
    assert [b.sides[0][0].spans for b in past.sheet] == [(Span(0, 7),), (Span(8, 9),)]
