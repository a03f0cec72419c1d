"""The errors songngu raises."""

import unicodedata
from pathlib import Path

import pytest

from songngu.corpus.errors import InputError, SongnguError, UsageError, no_such_file, unreadable


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (InputError("is broken"), "is broken"),
        (InputError("is broken", path="a.txt"), "a.txt: is broken"),
        (InputError("is broken", path="a.txt", line=3), "a.txt:3: is broken"),
        (InputError("is broken", path="a.txt", line=3, column=7), "a.txt:3:7: is broken"),
    ],
)
def test_the_place_comes_first(error: InputError, expected: str) -> None:
    assert str(error) == expected


def test_usage_and_input_leave_with_statuses_of_their_own() -> None:
    assert (UsageError("x").exit_code, InputError("x").exit_code) == (2, 3)
    assert {UsageError("x").exit_code, InputError("x").exit_code}.isdisjoint({0, 1, SongnguError.exit_code} - {2, 3})


def test_what_the_system_says_is_told_in_one_wording() -> None:
    missing = unreadable(FileNotFoundError(2, "No such file or directory"), "a.txt")
    assert isinstance(missing, InputError)
    assert str(missing) == str(no_such_file("a.txt")) == "a.txt: cannot be read: no such file or folder"
    assert str(unreadable(ValueError("Embedded null byte"))) == "cannot be read: embedded null byte"


def test_a_file_that_is_not_there_is_told_with_what_was_meant(tmp_path: Path) -> None:
    names = "founder.vi.txt", unicodedata.normalize("NFD", "truyện.txt")
    for name in names:
        (tmp_path / name).touch()
    assert no_such_file(tmp_path / "founder.vi.tx").hint == "did you mean founder.vi.txt?"
    assert no_such_file(tmp_path / "unlike").hint is None
    assert "no folder" in (no_such_file(tmp_path / "none" / "founder.vi.txt").hint or "")
    assert no_such_file(tmp_path).hint == "it is a folder"
    assert "Unicode" in (no_such_file(tmp_path / "truyện.txt").hint or "")


def test_a_link_that_leads_nowhere_is_called_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("gone.txt")
    assert no_such_file(tmp_path / "a.txt").hint == "it is a link to gone.txt, which is not there"
