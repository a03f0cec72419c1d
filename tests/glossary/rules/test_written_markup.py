"""Markup that a bitext holds as it is written."""

from __future__ import annotations

import pytest

from songngu.glossary.rules import RULES
from songngu.glossary.rules.rule import Row


@pytest.mark.parametrize(
    ("source", "target", "rule"),
    [
        ("Gõ `make thu`.", "Type `make thu` now.", ""),
        ("Gõ `make all`.", "Type `make al`.", "TAG007"),
        ("Gõ `make all` hai lần.", "Type it twice.", "TAG007"),
        ("Không tìm thấy tệp", "cannot find `%s' or `x'", ""),
        ("Đọc [bài](/docs/a).", "Read [it](/docs/b).", "TAG005"),
        ("Đọc [bài](/docs/a).", "Read [it](/docs/a).", ""),
        ("Xem ![ảnh](img/a.png) này.", "See this.", "TAG006"),
        ("Xem [một](/a) và [hai](/a).", "See [one](/a) and [two](/b).", "TAG005"),
        ("Gõ `x`, rồi `x`.", "Type `x` and again.", ""),
    ],
)
def test_markup_written_in_the_rows_of_a_bitext(source: str, target: str, rule: str) -> None:
    rows = [Row(source, target, "vi", "en")]
    checks = {name: RULES[name].across for name in ("TAG005", "TAG006", "TAG007")}
    assert [name for name, check in checks.items() if check and list(check(rows))] == ([rule] if rule else [])
