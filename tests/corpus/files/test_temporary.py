"""Temporary files beside their targets."""

import os
from pathlib import Path

import pytest

from songngu.corpus.files import temporary
from songngu.corpus.files.temporary import created, held, locks, remove_abandoned, temporary_beside


def test_names_are_hidden_beside_the_target_and_never_twice_the_same(tmp_path: Path) -> None:
    names = {temporary_beside(tmp_path / "a.tsv") for _ in range(50)}
    assert len(names) == 50
    assert all(each.parent == tmp_path and each.name.startswith(".") and each.suffix == ".tmp" for each in names)


@pytest.mark.skipif(not locks(), reason="this system has no locks that end with the process")
def test_what_is_held_stays_and_what_was_left_goes(tmp_path: Path) -> None:
    path, descriptor = created(tmp_path / "a.tsv")
    try:
        remove_abandoned(tmp_path)
        assert path.exists()
        with path.open("rb") as other:
            assert not held(other.fileno())
    finally:
        os.close(descriptor)
    (tmp_path / "mine.tmp").write_text("a file of somebody else", encoding="utf-8")
    remove_abandoned(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["mine.tmp"]


def test_without_locks_only_what_is_old_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(temporary, "fcntl", None)
    old, young = (temporary_beside(tmp_path / "a.tsv") for _ in range(2))
    for path in (old, young):
        path.touch()
    os.utime(old, (0, 0))
    remove_abandoned(tmp_path)
    assert (old.exists(), young.exists()) == (False, True)
