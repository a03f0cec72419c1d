"""Several files written as one step: all of them change or none, wherever they stand."""

import json
import os
import shutil
from pathlib import Path

import pytest

from songngu.corpus.errors import UsageError
from songngu.corpus.files import exchange
from songngu.corpus.files.exchange import settle
from songngu.corpus.files.output import atomic_files, atomic_writer
from songngu.corpus.files.staging import make_folder, placed, sparing, together


def _write(path: Path, text: str) -> None:
    with atomic_writer(path) as stream:
        stream.write(text)


def _contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a/x", "b/y", "b/deep/er/z"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("old", encoding="utf-8")
    return tmp_path


def test_nothing_changes_before_the_end(folder: Path) -> None:
    before = _contents(folder)
    with together():
        _write(folder / "a/x", "new")
        _write(folder / "b/deep/er/z", "first")
        _write(folder / "b/deep/er/z", "new")
        assert {name: text for name, text in _contents(folder).items() if ".songngu-" not in name} == before
        assert placed(folder / "a/x").read_text(encoding="utf-8") == "new"
        assert placed(folder / "b/y") == folder / "b/y"
    assert _contents(folder) == {"a/x": "new", "b/deep/er/z": "new", "b/y": "old"}
    assert placed(folder / "a/x") == folder / "a/x"


def test_files_that_stay_as_they_are_are_left_alone(folder: Path) -> None:
    (folder / "b/u").write_text("old", encoding="utf-8")
    spared = (folder / "a/x").stat().st_ino
    with sparing() as changed:
        _write(folder / "a/x", "old")
        _write(folder / "b/w", "new")
        # What goes unless it is written anew, as the parts of a folder do, is written anew.
        with atomic_files([folder / "b/y"], [folder / "b/y", folder / "b/u", folder / "b/none"]) as (stream,):
            stream.write(b"old")
    assert _contents(folder) == {"a/x": "old", "b/deep/er/z": "old", "b/w": "new", "b/y": "old"}
    assert changed == {folder / "b/w", folder / "b/u"}
    assert (folder / "a/x").stat().st_ino == spared


def test_an_error_keeps_all_as_it_was(folder: Path) -> None:
    before = _contents(folder)
    with pytest.raises(ZeroDivisionError), together():
        make_folder(folder / "c" / "d")
        _write(folder / "c/d/w", "new")
        _write(folder / "a/x", "new")
        with atomic_files([folder / "b/y", folder / "b/v"], [folder / "b/deep/er/z"]):
            pass
        raise ZeroDivisionError
    assert _contents(folder) == before
    assert not (folder / "c").exists()


def test_a_file_whose_writing_failed_is_no_part_of_it(folder: Path) -> None:
    with together():
        _write(folder / "a/x", "new")
        with pytest.raises(ZeroDivisionError), atomic_writer(folder / "b/y"):
            raise ZeroDivisionError
    assert _contents(folder) == {"a/x": "new", "b/deep/er/z": "old", "b/y": "old"}


@pytest.mark.parametrize("failing", range(1, 5))
def test_a_rename_that_fails_undoes_those_before(folder: Path, monkeypatch: pytest.MonkeyPatch, failing: int) -> None:
    before, replace, count = _contents(folder), Path.replace, 0

    def broken(path: Path, target: Path) -> Path:
        nonlocal count
        if path.suffix == ".tmp" and target.name in {"x", "y", "z", "new"}:
            count += 1
            if count == failing:
                raise PermissionError(13, "Permission denied", str(path), None, str(target))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(UsageError, match="cannot write"), together():
        for name in ("a/x", "b/y", "b/deep/er/z", "b/new"):
            _write(folder / name, "new")
    assert _contents(folder) == before


def test_a_record_that_cannot_be_written_undoes_the_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, recorded = _contents(folder), exchange._recorded

    def broken(home: Path, swaps: object) -> object:
        if home.name == "b":
            raise PermissionError(13, "Permission denied", str(home))
        return recorded(home, swaps)  # type: ignore[arg-type]

    monkeypatch.setattr(exchange, "_recorded", broken)
    with pytest.raises(UsageError, match="no permission"), together():
        _write(folder / "a/x", "new")
        _write(folder / "b/y", "new")
    assert _contents(folder) == before


def test_a_record_above_is_ended_by_who_comes_to_a_folder_below(folder: Path) -> None:
    (folder / "b/deep/.songngu-00000000000000aa.tmp").write_text("new", encoding="utf-8")
    swap = {"target": "deep/z", "new": "deep/.songngu-00000000000000aa.tmp", "kept": None}
    record = folder / "b/.songngu-0123456789abcdef.exchange"
    record.write_text(json.dumps([swap]), encoding="utf-8")
    os.utime(record, (0, 0))
    settle(folder / "b/deep")
    assert _contents(folder / "b") == {"deep/er/z": "old", "deep/z": "new", "y": "old"}


@pytest.mark.skipif(os.name != "posix", reason="links and pipes of POSIX")
def test_a_record_that_is_a_pipe_or_leads_out_by_a_link_does_nothing(folder: Path) -> None:
    (folder / "a/out").symlink_to(folder / "b")
    record = folder / "a/.songngu-0123456789abcdef.exchange"
    record.write_text(json.dumps([{"target": "out/y", "new": None, "kept": None}]), encoding="utf-8")
    os.mkfifo(folder / "a/.songngu-0123456789abcdee.exchange")
    (folder / "a/.songngu-0123456789abcded.exchange").symlink_to(record)
    settle(folder / "a")
    assert (folder / "b/y").read_text(encoding="utf-8") == "old"


def test_disks_may_differ_inside(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is renamed or linked from one folder into another."""
    replace = Path.replace

    def local(path: Path, target: Path) -> Path:
        assert Path(target).parent == path.parent
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", local)
    monkeypatch.setattr(shutil, "copy2", None)
    with together():
        for name in ("a/x", "b/y", "b/deep/er/z"):
            _write(folder / name, "new")
    assert _contents(folder) == {"a/x": "new", "b/deep/er/z": "new", "b/y": "new"}
