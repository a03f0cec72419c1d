import os
from pathlib import Path

import pytest

from songngu.corpus.errors import UsageError
from songngu.corpus.files.guard import check_distinct, editing, guarding
from songngu.corpus.files.output import atomic_writer, check_place

posix = pytest.mark.skipif(os.name != "posix", reason="links of POSIX")


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "a.vi.txt"
    path.write_text("cũ", encoding="utf-8")
    return path


def _write(path: Path) -> None:
    with atomic_writer(path) as stream:
        stream.write("mới")


@posix
def test_an_input_is_not_written_by_any_name(text: Path, tmp_path: Path) -> None:
    (tmp_path / "soft").symlink_to(text)
    (tmp_path / "hard").hardlink_to(text)
    with guarding([text]):
        for name in (text, tmp_path / "soft", tmp_path / "hard", tmp_path / "x" / ".." / text.name):
            with pytest.raises(UsageError):
                check_place(name)
            with pytest.raises(UsageError):
                _write(name)
        _write(tmp_path / "b")
    assert text.read_text(encoding="utf-8") == "cũ"
    _write(text)


def test_what_is_edited_is_written(text: Path) -> None:
    with guarding([text, "missing", "-", "a\0b"]):
        with editing(text):
            _write(text)
        with guarding(["-"]), pytest.raises(UsageError, match="one of the files read"):
            _write(text)


@posix
def test_no_file_is_two_outputs(text: Path, tmp_path: Path) -> None:
    (tmp_path / "hard").hardlink_to(text)
    (tmp_path / "soft").symlink_to("new")
    for pair in (["hard", text.name], ["new", "new"], ["new", "soft"], ["./new", "new"]):
        with pytest.raises(UsageError, match="another output"):
            check_distinct(tmp_path / name for name in pair)
    check_distinct([tmp_path / "new", tmp_path / "other", "/dev/null", "/dev/null"])
