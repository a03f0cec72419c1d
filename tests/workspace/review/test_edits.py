"""Edits: each does what it says, none loses a sentence, and every one can be undone."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.workspace.review.action import Action, EditError
from songngu.workspace.review.history import History
from songngu.workspace.review.rows import restored, stored
from songngu.workspace.review.sheet import in_order
from tests.workspace.review.sheets import do, history, letters, sheet

_ACTIONS = (
    *("accept", "reject", "clear", "mark", "comment", "text", "original", "merge", "split", "up", "down"),
    *("unlink", "link", "swap", "accept-above", "restore", "undo", "redo"),
)


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
