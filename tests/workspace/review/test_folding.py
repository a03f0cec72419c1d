"""The journal: what was answered for is in the bitext after the next command, whatever happened in between."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from songngu.corpus.formats import read_bitext, write_bitext
from songngu.workspace.review.folding import digest_of, fold_journal, opened
from songngu.workspace.review.journal import read_past
from songngu.workspace.review.journal_place import journal_path
from tests.workspace.review.journals import PAIRS, bitext, do, key, killed, made, statuses


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet", "a.tmx", "a.xlf", "a.jsonl.gz"])
def test_an_unfinished_journal_is_folded_in_once(tmp_path: Path, name: str) -> None:
    path = made(tmp_path, name, PAIRS[:3])
    killed(path, ("accept", 0), ("reject", 1))
    assert statuses(path)[:2] == ["auto", "auto"]
    assert any("2 edits" in note for note in fold_journal(path))
    assert statuses(path)[:2] == ["accepted", "rejected"]
    before = path.read_bytes()
    assert fold_journal(path) == []
    assert path.read_bytes() == before


def test_an_edited_text_and_a_merge_reach_the_file(tmp_path: Path) -> None:
    path = made(tmp_path)
    state = opened(path)
    do(state, "text", row=key(state, 0), side="target", text="One!")
    do(state, "merge", row=key(state, 1))
    do(state, "comment", row=key(state, 0), text="louder")
    do(state, "mark", row=key(state, 2))
    state.write()
    state.journal.close()
    rows = read_bitext(path).to_dicts()
    assert [(r["source"], r["target"]) for r in rows[:2]] == [("Một.", "One!"), ("Hai. Ba.", "Two. Three.")]
    assert [r["status"] for r in rows[:3]] == ["edited", "accepted", "auto"]
    assert (rows[0]["note"], rows[2]["note"]) == ("louder", "needs review")
    assert rows[1]["source_ids"] == [1, 2]
    again = opened(path)
    assert again.history.sheet.beads[2].marked
    assert again.history.sheet.beads[0].original(1) == "One."
    do(again, "undo")
    do(again, "undo")
    again.journal.close()
    fold_journal(path)
    assert read_bitext(path)["note"].to_list()[2] is None


def test_everything_can_be_undone_after_the_bitext_was_written_and_opened_anew(tmp_path: Path) -> None:
    path = made(tmp_path)
    killed(path, ("merge", 0), ("unlink", 0), ("accept", 2))
    fold_journal(path)
    state = opened(path)
    assert not state.pending
    while state.history.undoable:
        do(state, "undo")
    state.write()
    state.journal.close()
    assert read_bitext(path).equals(bitext())


def test_restoring_goes_back_to_the_first_alignment(tmp_path: Path) -> None:
    path = made(tmp_path)
    killed(path, ("merge", 0), ("reject", 0))
    fold_journal(path)
    state = opened(path)
    do(state, "restore")
    state.write()
    state.journal.close()
    assert read_bitext(path).equals(bitext())


def test_the_bytes_of_a_file_of_others_are_kept(tmp_path: Path) -> None:
    path = made(tmp_path, "a.tmx", PAIRS[:3])
    first = path.read_bytes()
    killed(path, ("unlink", 0))
    fold_journal(path)
    assert (tmp_path / "a.tmx.original").read_bytes() == first
    state = opened(path)
    assert [(b.text(0), b.text(1)) for b in state.history.sheet][:2] == [("Một.", ""), ("", "One.")]
    state.journal.close()


def test_a_bitext_of_two_files_is_kept_too(tmp_path: Path) -> None:
    write_bitext(bitext(PAIRS[:3]), tmp_path / "a.moses")
    path = tmp_path / "a.moses"
    state = opened(path)
    do(state, "text", row=key(state, 0), side="target", text="One!")
    do(state, "reject", row=key(state, 1))
    state.write()
    state.journal.close()
    assert read_bitext(path)["target"].to_list() == ["One!", "Two.", "Three."]
    state = opened(path)
    assert state.history.sheet.beads[1].status == "rejected"
    state.journal.close()


def test_decisions_are_carried_into_a_bitext_that_was_changed_since(tmp_path: Path) -> None:
    path = made(tmp_path)
    killed(path, ("accept", 0), ("reject", 1), ("accept", 4))
    state = opened(path)
    do(state, "text", row=key(state, 2), side="source", text="Ba!")
    state.journal._stream.close()
    write_bitext(bitext([("Không.", "Zero."), *PAIRS[:1], ("Hai.", "Two, changed."), *PAIRS[2:]]), path)
    notes = fold_journal(path)
    rows = read_bitext(path).to_dicts()
    assert [r["status"] for r in rows] == ["auto", "accepted", "auto", "edited", "auto", "accepted"]
    assert rows[3]["source"] == "Ba!"
    assert any("1 decision with no row" in note for note in notes)
    assert fold_journal(path) == []


def test_what_another_program_wrote_is_not_written_over(tmp_path: Path) -> None:
    path = made(tmp_path)
    state = opened(path)
    do(state, "accept", row=key(state, 0))
    state.write()
    do(state, "reject", row=key(state, 1))
    write_bitext(bitext(PAIRS[:3]), path)
    state.write()
    assert any("another program" in note for note in state.notes)
    assert statuses(path) == ["auto", "auto", "auto"]
    path.unlink()
    state.write()
    assert not path.exists()
    write_bitext(bitext(PAIRS[:3]), path)
    state.journal.close()
    fold_journal(path)
    assert statuses(path) == ["auto", "rejected", "auto"]


def test_alike_rows_are_told_apart(tmp_path: Path) -> None:
    path = made(tmp_path, "a.tmx", [("Vâng.", "Yes."), ("Vâng.", "Yes."), ("Vâng.", "Yes.")])
    killed(path, ("reject", 1))
    fold_journal(path)
    assert statuses(path) == ["auto", "rejected", "auto"]


EDITOR = """
import random, sys
from pathlib import Path
from songngu.workspace.review.action import Action
from songngu.workspace.review.folding import add_edit, opened
state = opened(Path(sys.argv[1]))
pick = random.Random(int(sys.argv[2]))
print("ready", flush=True)
for number in range(10_000):
    bead = pick.choice(state.history.sheet.beads)
    add_edit(state, Action(action="comment", row=bead.key, text=str(number)))
    print(number, flush=True)
    if number % 7 == 6:
        state.write()
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="kill -9 is of POSIX")
def test_kills_at_random_moments_lose_nothing_that_was_answered_for(tmp_path: Path) -> None:
    path = made(tmp_path, pairs=PAIRS * 40)
    pick = random.Random(17)
    for round in range(8):
        command = [sys.executable, "-c", EDITOR, str(path), str(round)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
            time.sleep(pick.uniform(0, 0.3))
            process.send_signal(signal.SIGKILL)
            answered = [int(line) for line in process.stdout.read().split("\n")[:-1]]
        past = read_past(journal_path(path))
        told = [int(action.text or 0) for action in past.actions] if past else []
        ours = told[len(told) - 1 - told[::-1].index(0) :] if told else []
        assert ours[: len(answered)] == answered or not answered
        fold_journal(path)
        notes = {note for note in read_bitext(path)["note"].to_list() if note}
        assert not answered or str(answered[-1]) in notes
        assert read_past(journal_path(path)).written[digest_of(path)] == len(told)  # type: ignore[union-attr]
