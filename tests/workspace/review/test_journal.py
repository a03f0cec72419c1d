"""The journal beside a bitext."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from songngu.corpus.errors import InputError
from songngu.workspace.review.action import Action
from songngu.workspace.review.folding import add_edit, fold_folder, fold_journal, opened
from songngu.workspace.review.journal import LockedError
from songngu.workspace.review.journal_place import journal_path
from tests.workspace.review.journals import do, key, killed, made, statuses


def test_a_torn_last_line_was_never_answered_for(tmp_path: Path) -> None:
    path = made(tmp_path)
    killed(path, ("accept", 0), ("accept", 1))
    journal = journal_path(path)
    journal.write_bytes(journal.read_bytes()[:-9])
    fold_journal(path)
    assert statuses(path)[:2] == ["accepted", "auto"]
    killed(path, ("accept", 2))
    fold_journal(path)
    assert statuses(path)[:3] == ["accepted", "auto", "accepted"]


def test_a_broken_journal_is_told_with_its_line_and_left_alone(tmp_path: Path) -> None:
    path = made(tmp_path)
    killed(path, ("accept", 0), ("accept", 1))
    lines = journal_path(path).read_bytes().splitlines(keepends=True)
    for broken in (b"{\n", b'{"edit":{"action":"fly"}}\n', b'{"edit":{"action":"accept","row":"x"}}\n'):
        journal_path(path).write_bytes(b"".join([*lines[:2], broken, *lines[3:]]))
        with pytest.raises(InputError):
            fold_journal(path)
    journal_path(path).write_bytes(b'{"songngu":"journal","version":9}\n')
    with pytest.raises(InputError, match="version 9"):
        fold_journal(path)
    assert statuses(path)[0] == "auto"


def test_a_second_process_is_told(tmp_path: Path) -> None:
    path = made(tmp_path)
    state = opened(path)
    with pytest.raises(LockedError, match="another"):
        opened(path)
    assert fold_journal(path) == []
    do(state, "accept", row=key(state, 0))
    assert "last edits" in fold_journal(path)[0]
    state.write()
    assert fold_journal(path) == []
    state.journal.close()


def test_looking_leaves_no_journal(tmp_path: Path) -> None:
    path = made(tmp_path)
    state = opened(path)
    state.write()
    state.journal.close()
    assert [file.name for file in tmp_path.iterdir()] == ["a.jsonl"]
    assert fold_folder(tmp_path) == []
    assert fold_folder(tmp_path / "nowhere") == []


def test_who_and_when_only_where_it_is_wanted(tmp_path: Path) -> None:
    path = made(tmp_path)
    state = opened(path)
    add_edit(state, Action(action="accept", row=key(state, 0)), {"by": "Lan"})
    do(state, "accept", row=key(state, 1))
    state.journal.close()
    lines = [json.loads(line) for line in journal_path(path).read_text(encoding="utf-8").splitlines()]
    assert [line.get("by") for line in lines if "edit" in line] == ["Lan", None]
