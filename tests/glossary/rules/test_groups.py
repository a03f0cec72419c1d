"""The rules of numbers, punctuation, segments, markup and encoding, case by case."""

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.glossary.rules.checked import check, marked, rules

SHARED = Path(__file__).parents[3] / ".." / "shared"


needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not beside the project")


@needs_shared
def test_all_verdicts_on_numbers() -> None:
    with (SHARED / "data" / "glossary" / "number_cases.csv").open(encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file))
    assert len(cases) == 63
    for case in cases:
        if case["vi"] == case["en"]:  # as an excerpt it is judged; a whole segment that is left as it is, is not
            continue
        found = check((case["vi"], case["en"]), select="NUM")
        worst = min((f.severity.rank for f in found), default=2)
        assert ("error", "warn", "ok")[worst] == case["verdict"], case


def test_a_document_of_the_other_convention_is_recognised() -> None:
    pairs = [("Giá 1.25 triệu đồng.", "It costs 1.25 million dong."), ("Dài 3.75 km.", "It is 3.75 km long.")]
    assert rules(*pairs, select="NUM") == []
    assert rules(("Dài 12,5 km.", "It is 125 km long."), select="NUM") == ["NUM001"]


def test_numbers_in_decomposed_text_are_marked_where_they_stand() -> None:
    source = unicodedata.normalize("NFD", "Nhà có bảy mươi lăm ghế, 52 bàn.")
    (found,) = check((source, "The house has seventy-five chairs."), select="NUM")
    assert found.side == "source" and marked(found) == "52"


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


@settings(deadline=None)
@given(TEXT, TEXT)
def test_marks_lie_in_the_texts(source: str, target: str) -> None:
    for found in check((source, target)):
        for excerpt in (found.source, found.target):
            start, end = excerpt.mark or (0, 0)
            assert 0 <= start <= end <= len(excerpt.text)
        assert (found.end_line, found.end_column) >= (found.line, found.column) >= (1, 1)


PO = SHARED / "data" / "glossary" / "planted_errors.po"


@needs_shared
def test_the_planted_errors_are_found() -> None:
    import re

    from songngu.glossary.formats import read_glossary

    units = re.findall(r'msgid "(.+)"\nmsgstr "(.+)"', PO.read_text(encoding="utf-8"))
    assert len(units) == 8
    found = check(*units, glossary=read_glossary(SHARED / "data" / "glossary" / "seed_terms.csv"))
    at = {(f.rule, f.target.line) for f in found}
    wanted = [("TRM002", 1), ("TRM002", 2), ("NUM002", 3), ("NUM001", 4), ("NUM004", 5), ("PUN004", 5), ("PUN001", 5)]
    assert at >= {*wanted, ("NUM003", 6), ("TRM002", 6), ("SEG003", 8)}
    assert sum(f.rule == "TRM002" and f.target.line == 2 for f in found) == 2
    assert not any("048" in f.message for f in found)
