"""Edits: each does what it says, none loses a sentence, and every one can be undone."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.corpus.document import Span
from songngu.workspace.review.action import Action, EditError
from songngu.workspace.review.history import History
from songngu.workspace.review.rows import restored, stored
from songngu.workspace.review.sheet import ReviewBead, ReviewSentence, Sheet, in_order

_ACTIONS = (
    *("accept", "reject", "clear", "mark", "comment", "text", "original", "merge", "split", "up", "down"),
    *("unlink", "link", "swap", "accept-above", "restore", "undo", "redo"),
)


def bead(key: str, source: str, target: str, first: tuple[int, int], probability: float | None = 0.8) -> ReviewBead:
    """Return a bead of sentences parted by ``|``, numbered from ``first``, each with a place of its own."""
    sides = []
    for text, number in zip((source, target), first, strict=True):
        parts = [part for part in text.split("|") if part]
        sides.append(
            tuple(
                ReviewSentence(part, (number + k,), (Span(100 * (number + k), 100 * (number + k) + len(part)),))
                for k, part in enumerate(parts)
            )
        )
    return ReviewBead(key, key, (sides[0], sides[1]), probability=probability, cells={"document": "d"})


def sheet() -> Sheet:
    return Sheet(
        [
            bead("a", "Một.|Hai.", "One.", (0, 0), 0.4),
            bead("b", "Ba.", "Two.|Three.", (2, 1), 0.5),
            bead("c", "Bốn rồi năm.", "Four and then five.", (3, 3), 0.99),
            bead("d", "Sáu.", "", (4, 4), 0.7),
            bead("e", "", "Seven.", (5, 4), 0.6),
        ]
    )


def history() -> History:
    return History(sheet())


def do(past: History, action: str, **more: object) -> History:
    past.replay(Action(action=action, **more))  # type: ignore[arg-type]
    return past


def texts(past: History) -> list[tuple[str, str]]:
    return [(b.text(0), b.text(1)) for b in past.sheet]


def statuses(past: History) -> list[str]:
    return [b.status for b in past.sheet]


def letters(beads: list[ReviewBead], side: int) -> str:
    return "".join(s.text for b in beads for s in b.sides[side]).replace(" ", "")


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


def test_unlink_link_and_swap() -> None:
    past = do(history(), "unlink", row="c")
    assert texts(past)[2:4] == [("Bốn rồi năm.", ""), ("", "Four and then five.")]
    past = do(history(), "link", rows=["a", "e"])
    assert texts(past)[0] == ("Một. Hai.", "One. Seven.")
    assert texts(do(history(), "swap", row="a"))[:2] == [("Một. Hai.", "Two. Three."), ("Ba.", "One.")]


def test_a_text_is_kept_beside_its_original() -> None:
    past = do(history(), "text", row="c", side="target", text="Four, then five.")
    row = past.sheet.beads[2]
    assert (row.text(1), row.original(1), row.status) == ("Four, then five.", "Four and then five.", "edited")
    assert do(past, "accept", row="c").sheet.beads[2].status == "edited"
    with pytest.raises(EditError, match="edited"):
        do(past, "split", row="c", side="target", sentence=0, offset=4)
    row = do(past, "original", row="c", side="target").sheet.beads[2]
    assert (row.text(1), row.texts) == ("Four and then five.", (None, None))


def test_what_is_decided_about_a_row() -> None:
    past = do(history(), "accept", row="a")
    do(past, "reject", row="b")
    do(past, "mark", row="c")
    do(past, "comment", row="c", text=" which five? ")
    assert statuses(past)[:3] == ["accepted", "rejected", "auto"]
    assert (past.sheet.beads[2].marked, past.sheet.beads[2].note) == (True, "which five?")
    do(past, "clear", rows=["a", "b", "c"])
    assert statuses(past) == ["auto"] * 5
    assert not past.sheet.beads[2].marked


def test_all_above_a_probability_are_accepted_but_what_was_marked() -> None:
    past = do(do(history(), "mark", row="c"), "accept-above", probability=0.6)
    assert statuses(past) == ["auto", "auto", "auto", "accepted", "accepted"]


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


@pytest.mark.parametrize(
    ("action", "more"),
    [
        ("accept", {}),
        ("accept", {"row": "x"}),
        ("merge", {"row": "e"}),
        ("up", {"row": "a", "side": "source"}),
        ("up", {"row": "b"}),
        ("up", {"row": "b", "side": "source", "count": 2}),
        ("down", {"row": "e", "side": "target"}),
        ("split", {"row": "c", "side": "source", "sentence": 0}),
        ("split", {"row": "c", "side": "source", "sentence": 3}),
        ("split", {"row": "c", "side": "source", "sentence": 0, "offset": 900}),
        ("unlink", {"row": "d"}),
        ("link", {"rows": ["a"]}),
        ("text", {"row": "a", "side": "source"}),
        ("realign", {"rows": ["a", "c"], "beads": [(1, 1, 1.0)]}),
        ("realign", {"rows": ["a"], "beads": [(1, 1, 1.0)]}),
        ("accept-above", {}),
        ("accept-above", {"probability": 1.0}),
        ("undo", {}),
        ("redo", {}),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(action: str, more: dict[str, object]) -> None:
    past = history()
    with pytest.raises(EditError):
        do(past, action, **more)
    assert past.sheet.beads == sheet().beads
    assert past.revision == 0


def test_rows_of_other_documents_are_walls() -> None:
    other = ReviewBead("z", "z", ((ReviewSentence("z"),), (ReviewSentence("z"),)), cells={"document": "other"})
    past = History(Sheet([sheet().beads[0], other]))
    for action in ("merge", "swap"):
        with pytest.raises(EditError, match="another document"):
            do(past, action, row="a")
    with pytest.raises(EditError, match="another document"):
        do(past, "link", rows=["a", "z"])


def test_alike_rows_have_keys_of_their_own() -> None:
    alike = ReviewSentence("Vâng.")
    past = History(Sheet([ReviewBead(f"k{n}", "k", ((alike, alike), ())) for n in range(2)]))
    for key in ("k0", "k1"):
        do(past, "split", row=key, side="source", sentence=1)
    keys = [b.key for b in past.sheet]
    assert len(set(keys)) == 4
    assert len({b.id for b in past.sheet}) == 1


@pytest.mark.parametrize(
    "values", [{}, {"action": "fly"}, {"action": "accept", "colour": 1}, {"action": "up", "count": 0}, []]
)
def test_what_is_no_action_is_refused(values: object) -> None:
    with pytest.raises(EditError):
        Action.read(values)


steps = st.tuples(
    st.sampled_from(_ACTIONS),
    st.integers(0, 6),
    st.integers(0, 6),
    st.sampled_from(["source", "target"]),
    st.integers(0, 2),
    st.none() | st.integers(0, 20),
)


def attempt(past: History, step: tuple[str, int, int, str, int, int | None]) -> None:
    name, first, second, side, sentence, offset = step
    keys = [b.key for b in past.sheet]
    rows = [keys[first % len(keys)], keys[second % len(keys)]]
    plain = name in {"accept-above", "restore", "undo", "redo"}
    with suppress(EditError):
        past.replay(
            Action(
                action=name,  # type: ignore[arg-type]
                row=None if plain or name == "link" else rows[0],
                rows=rows if name == "link" else None,
                side=side,  # type: ignore[arg-type]
                sentence=sentence,
                offset=offset,
                text="Something else.",
                probability=0.5,
            )
        )


@settings(deadline=None)
@given(st.lists(steps, max_size=25))
def test_any_edits_keep_every_sentence_once_and_in_order(
    taken: list[tuple[str, int, int, str, int, int | None]],
) -> None:
    past = history()
    ordered = not any(name in {"swap", "link"} for name, *_ in taken)
    for step in taken:
        attempt(past, step)
        for side in (0, 1):
            assert sorted(letters(past.sheet.beads, side)) == sorted(letters(sheet().beads, side))
            if ordered:
                assert letters(past.sheet.beads, side) == letters(sheet().beads, side)
                assert in_order(past.sheet, side)
        keys = [b.key for b in past.sheet]
        assert len(set(keys)) == len(keys)
        assert all(past.sheet.index(key) == place for place, key in enumerate(keys))


@settings(deadline=None)
@given(st.lists(steps, max_size=25))
def test_undoing_everything_gives_the_start_and_redoing_it_the_end(
    taken: list[tuple[str, int, int, str, int, int | None]],
) -> None:
    past = history()
    for step in taken:
        attempt(past, step)
    end = list(past.sheet)
    undone = 0
    while past.undoable:
        do(past, "undo")
        undone += 1
    assert past.sheet.beads == sheet().beads
    for _ in range(undone):
        do(past, "redo")
    assert past.sheet.beads == end
    assert [restored(stored(b)) for b in end] == end
