"""Marks of lists and of tables of contents."""

import pytest

from songngu.corpus.document import Span
from songngu.corpus.readers.contents import entry, without_bullet


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("1. Bến đò ........ 12", "1. Bến đò"),
        ("Lời mở đầu…… iv", "Lời mở đầu"),
        ("Chương một . . . . 7", "Chương một"),
        ("Anh nói... rồi đi.", None),
        ("Giá tăng 12", None),
        ("........ 12", None),
    ],
)
def test_headings_lose_their_leaders_and_pages(line: str, heading: str | None) -> None:
    raw = f"x{line}y"
    found = entry(raw, Span(1, 1 + len(line)))
    assert (None if found is None else raw[found.start : found.end]) == heading


@pytest.mark.parametrize(
    ("line", "text"), [("• Lá rụng", "Lá rụng"), ("✓Xong", "Xong"), ("- Lá", "- Lá"), ("1. Lá", "1. Lá"), ("•", "•")]
)
def test_bullets_are_symbols_before_a_text(line: str, text: str) -> None:
    found = without_bullet(line, Span(0, len(line)))
    assert line[found.start : found.end] == text
