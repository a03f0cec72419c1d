"""What the number rules say of the clean gold (development half) is what was judged by hand: place and verdict."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from songngu.glossary.concept import Glossary
from songngu.glossary.rules.numbers import RULES

ROOT = Path(__file__).parents[2]
SHARED = ROOT / ".." / "shared" / "data" / "gold"


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the gold is not beside the project")
def test_every_finding_on_numbers_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    checks, gold = __import__("checks"), __import__("gold")
    found = {
        (document.name, str(number), rule.id)
        for document in gold.gold_documents()
        if document.half == 0
        for number, row in enumerate(checks.rows_of(list(checks.segments(document)), Glossary(())))
        for rule in RULES
        if any(rule.check(row))
    }
    for name in ("checks", "gold"):
        sys.modules.pop(name, None)
    lines = (ROOT / "benchmarks" / "number_labels.tsv").read_text(encoding="utf-8").splitlines()[1:]
    labels = {(document, segment, rule): right for document, segment, rule, right in (x.split("\t") for x in lines)}
    assert found == labels.keys()
    assert sum(right == "yes" for right in labels.values()) / len(labels) >= 0.75
