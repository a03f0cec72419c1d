"""Globs: what each wildcard stands for, and which files a glob matches."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.errors import UsageError
from songngu.workspace.globs import covers, filled, is_excluded, matching, pattern


@pytest.mark.parametrize(
    ("glob", "name", "captures"),
    [
        ("t/*.md", "t/a.md", ("a",)),
        ("t/*.md", "t/s/a.md", None),
        ("t/ch?.md", "t/ch1.md", ("1",)),
        ("t/ch?.md", "t/ch12.md", None),
        ("t/[ab].md", "t/b.md", ("b",)),
        ("t/[!ab].md", "t/b.md", None),
        ("t/[!ab].md", "t/c.md", ("c",)),
        ("t/[0-9][0-9].md", "t/07.md", ("0", "7")),
        ("t/{vi,en}/*.{md,mdx}", "t/en/x.mdx", ("en", "x", "mdx")),
        ("t/{a*,b}.md", "t/abc.md", ("abc",)),
        ("t/**/*.md", "t/x.md", ("", "x")),
        ("t/**/*.md", "t/u/v/x.md", ("u/v/", "x")),
        ("t/**", "t/u/v.md", ("u/v.md",)),
        ("[[]x].md", "[x].md", ("[",)),
        ("a+b.(c).md", "a+b.(c).md", ()),
        ("./t/*.md", "t/a.md", ("a",)),
    ],
)
def test_what_wildcards_stand_for(glob: str, name: str, captures: tuple[str, ...] | None) -> None:
    match = pattern(glob).fullmatch(name)
    assert (match.groups() if match else None) == captures


def test_a_star_passes_over_folders_where_files_are_left_out() -> None:
    assert covers("texts/legal/*", "texts/legal/a/b.md") and not covers("texts/legal/*", "texts/x.md")


def test_files_are_found_where_the_glob_goes_and_by_composed_names(tmp_path: Path) -> None:
    for name in ("t/bài.vi.md", "t/s/b.vi.md", ".git/x.vi.md", "t/draft.vi.md"):
        path = tmp_path / unicodedata.normalize("NFD", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    assert list(matching(tmp_path, "t/*.vi.md", ["**/draft.*"])) == [("bài",)]
    assert sorted(matching(tmp_path, "**/*.vi.md")) == [("t/", "bài"), ("t/", "draft"), ("t/s/", "b")]
    with pytest.raises(UsageError, match="leads out"):
        matching(tmp_path, "../*.md")


@given(st.lists(st.text(alphabet="abc.-", min_size=1, max_size=5), min_size=2, max_size=2))
def test_a_filled_glob_is_matched_with_what_filled_it(captures: list[str]) -> None:
    match = pattern("t/*/x_*.md").fullmatch(filled("t/*/x_*.md", captures))
    assert match is not None and list(match.groups()) == captures


@pytest.mark.parametrize(
    ("glob", "left_out"),
    [
        ("t/a/x.md", True),
        ("t/a", True),
        ("t/a/", True),
        ("a", True),
        ("x.md", True),
        ("*.md", True),
        ("t/*.md", False),
        ("a/x.md", False),
        ("./t/**", True),
    ],
)
def test_what_is_left_out_is_told_as_git_tells_it(glob: str, left_out: bool) -> None:
    assert is_excluded([glob], "t/a/x.md") is left_out


def test_a_glob_may_begin_here(tmp_path: Path) -> None:
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "a.md").write_text("x", encoding="utf-8")
    assert matching(tmp_path, "./t/*.md") == {("a",): "t/a.md"}
