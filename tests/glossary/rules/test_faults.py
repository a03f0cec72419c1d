"""Faults of songngu's own: told once, at their row, hindering nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from songngu.corpus.bitext import from_rows
from songngu.glossary.concept import Glossary
from songngu.glossary.finding import Severity
from songngu.glossary.matching.matcher import Matcher
from songngu.glossary.rules import check as checks
from songngu.glossary.rules import selected
from songngu.glossary.rules.check import check_bitext
from songngu.glossary.rules.faults import FAULT
from songngu.glossary.rules.rule import Issue, Row, Rule, silent

PAIRS = (("Có 5 quán.", "There are 6 stalls."), ("Hỏng rồi.", "It is broken."), ("Trời đẹp.", "Fine weather."))
BITEXT = from_rows(
    {"id": str(i), "document": "d", "row": i, "source": source, "target": target, "source_lang": "vi",
     "target_lang": "en", "status": "auto"}
    for i, (source, target) in enumerate(PAIRS)
)  # fmt: skip


def found() -> list[tuple[str, int]]:
    return [(each.rule, each.line) for each in check_bitext(BITEXT, Glossary(()))]


def failing(row: Row) -> Iterator[Issue]:
    if "Hỏng" in row.source:
        raise RuntimeError("hỏng")
    return silent(row)


def failing_across(rows: Sequence[Row]) -> Iterator[tuple[int, Issue]]:
    for row in rows:
        failing(row)
    return iter(())


def rule(**what: Any) -> Rule:
    return Rule("TRM999", "x", Severity.ERROR, "x", (), what.pop("check", silent), **what)


@pytest.fixture
def lent(monkeypatch: pytest.MonkeyPatch) -> Callable[[Rule], list[tuple[str, int]]]:
    def run(other: Rule) -> list[tuple[str, int]]:
        monkeypatch.setattr(checks, "RULES", {**checks.RULES, other.id: other})
        return [
            (each.rule, each.line) for each in check_bitext(BITEXT, Glossary(()), rules=(*selected(["NUM"]), other))
        ]

    return run


def test_rules_are_asked_of_every_row_where_their_screen_fails(lent: Callable[[Rule], list[tuple[str, int]]]) -> None:
    def among(rows: Sequence[Row]) -> Any:
        raise RuntimeError("hỏng")

    assert lent(rule(check=failing, among=among)) == lent(rule(check=failing))


def test_a_rule_that_fails_on_a_row_is_told_there(lent: Callable[[Rule], list[tuple[str, int]]]) -> None:
    assert lent(rule(check=failing))[-1] == (FAULT, 2)
    assert lent(rule(across=failing_across))[-1] == (FAULT, 2)
    assert lent(rule(uses=failing_across, judge=lambda uses: iter(())))[-1] == (FAULT, 2)


def test_rows_that_fail_together_are_told_at_the_first(lent: Callable[[Rule], list[tuple[str, int]]]) -> None:
    def together(rows: Sequence[Row]) -> Iterator[tuple[int, Issue]]:
        if len(rows) > 1:
            raise RuntimeError("zu viele")
        return iter(())

    assert (FAULT, 1) in lent(rule(across=together))


def test_a_row_that_cannot_be_read_hinders_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = found()
    find_all = Matcher.find_all

    def failing_find(self: Any, texts: Sequence[str], **more: Any) -> Any:
        if any("Hỏng" in text for text in texts):
            raise MemoryError
        return find_all(self, texts, **more)

    monkeypatch.setattr(Matcher, "find_all", failing_find)
    assert found() == sorted([*whole, (FAULT, 2)], key=lambda each: each[1])


def test_a_finding_that_cannot_be_placed_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*parts: Any) -> Any:
        raise ValueError("x")

    monkeypatch.setattr(checks, "_identity", failing)
    assert found() == [(FAULT, 1)]
