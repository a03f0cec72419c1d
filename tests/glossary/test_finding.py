"""Findings and their places."""

from dataclasses import replace

import pytest

from songngu.glossary.finding import Excerpt, Finding, Severity, Suppression, counted


def finding() -> Finding:
    return Finding(
        "TRM001", Severity.ERROR, "message", "hint", "b.txt", 2, 4, 2, 7, "target", Excerpt("a.txt", 1, 1, "Bà Đào."),
        Excerpt("b.txt", 2, 4, "Bà Tao.", (3, 6)), "dao", None, "0" * 16,
    )  # fmt: skip


def test_severities_are_ranked() -> None:
    assert sorted(Severity, key=lambda each: each.rank) == [Severity.ERROR, Severity.WARNING, Severity.INFO]
    assert [counted(number) for number in (0, 1, 2)] == ["0 findings", "1 finding", "2 findings"]


def test_what_is_suppressed_or_known_does_not_count() -> None:
    assert finding().counts
    assert not replace(finding(), suppression=Suppression("agreed", True)).counts
    assert not replace(finding(), baseline="unchanged").counts


def test_paths_are_told_from_elsewhere() -> None:
    below = finding().below("docs")
    assert (below.file, below.source.file, below.target.file) == ("docs/b.txt", "docs/a.txt", "docs/b.txt")
    assert finding().named(str.upper).target.file == "B.TXT"


@pytest.mark.parametrize(("line", "columns"), [("Bà Tao.", (5, 8)), ("Ba Tao.", (4, 7))])
def test_columns_may_be_counted_in_bytes(line: str, columns: tuple[int, int]) -> None:
    found = finding().in_bytes(["", line])
    assert (found.column, found.end_column) == columns
    assert finding().in_bytes([""]) == finding()
