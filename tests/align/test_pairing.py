"""Which documents of two folders render each other."""

from pathlib import Path

import pytest

from songngu.align.pairing import pair_by_name
from songngu.corpus.errors import UsageError


def write(folder: Path, name: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("a.vi.md", "a.en.md"),
        ("vi/a.txt", "en/a.txt"),
        ("a_vi.txt", "a_en.txt"),
        ("a.txt", "a.txt"),
        ("a.vi.md", "a.html"),
    ],
)
def test_names_that_differ_by_the_language_only_are_paired(tmp_path: Path, source: str, target: str) -> None:
    left, right = write(tmp_path / "s", source), write(tmp_path / "t", target)
    extra = write(tmp_path / "t", "other.txt")
    pairing = pair_by_name(tmp_path / "s", tmp_path / "t", ("vi", "en"))
    assert pairing.pairs == ((left, right),)
    assert pairing.unpaired == (extra,)


def test_one_folder_may_hold_both_languages(tmp_path: Path) -> None:
    left, right = write(tmp_path, "a.vi.txt"), write(tmp_path, "a.en.txt")
    write(tmp_path, "notes.txt")
    assert pair_by_name(tmp_path, tmp_path, ("vi", "en")).pairs == ((left, right),)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no files"):
        pair_by_name(tmp_path, tmp_path, ("vi", "en"))
