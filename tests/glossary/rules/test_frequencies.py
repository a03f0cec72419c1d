"""How often: each frequency told for another, in both directions, and none for its own."""

from __future__ import annotations

import pytest

from songngu.glossary.rules import RULES
from songngu.glossary.rules.rule import Row

OFTEN = (
    ("mỗi giờ", "every hour"), ("hằng ngày", "daily"), ("hàng tuần", "each week"),
    ("hằng tháng", "every month"), ("mỗi năm", "annually"),
)  # fmt: skip


def told(vi: str, en: str) -> tuple[bool, bool]:
    check = RULES["POL003"].check
    return bool(list(check(Row(vi, en, "vi", "en")))), bool(list(check(Row(en, vi, "en", "vi"))))


@pytest.mark.parametrize("ours", range(len(OFTEN)))
@pytest.mark.parametrize("theirs", range(len(OFTEN)))
def test_another_frequency_is_told(ours: int, theirs: int) -> None:
    vi, en = OFTEN[ours][0], OFTEN[theirs][1]
    assert told(f"Đội bảo trì kiểm tra máy bơm {vi}.", f"The crew checks the pump {en}.") == (ours != theirs,) * 2


@pytest.mark.parametrize(
    ("vi", "en"),
    [
        ("Lễ hội mở hằng năm vào tháng Ba.", "The fair is held every year in March."),
        ("Mỗi năm ngày, xe bồn chở nước tới.", "A water truck comes every five days."),
        ("Mỗi ngày anh tập hàng giờ liền.", "He practises for hours every day."),
        ("Mỗi tháng họp một lần, mỗi năm mười hai lần.", "They meet every month, twelve times a year."),
        ("Một năm hai lần, cả làng dọn kênh.", "Twice a year the village clears the canal."),
    ],
)
def test_the_same_frequency_is_silent(vi: str, en: str) -> None:
    assert told(vi, en) == (False, False)
