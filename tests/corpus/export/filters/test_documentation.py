"""The tables of docs/filters.md name every filter and step, with the bounds and values they have."""

import re
from pathlib import Path

import pytest

from songngu.align.coverage import lexicon_coverage
from songngu.align.lexicon.lexicon import shipped_lexicon
from songngu.corpus.export.filters import FILTERS, threshold_of
from songngu.corpus.export.steps import STEPS

DOCUMENT = Path(__file__).parents[4] / "docs" / "filters.md"


@pytest.fixture(scope="module")
def rows():
    text = DOCUMENT.read_text(encoding="utf-8")
    return [line.strip("| ").split(" | ") for line in text.splitlines() if re.match(r"\| `[a-z-]+` \|", line)]


def test_every_filter_stands_there_with_its_bounds(rows):
    scorers = {**FILTERS, "coverage": lexicon_coverage(shipped_lexicon("vi", "en"))}
    shown = {row[0].strip("`"): row[3].strip("`") for row in rows if len(row) == 4}
    assert shown == {name: str(threshold_of(name, True, scorers)).partition("=")[2] for name in scorers}


def test_every_step_stands_there_in_order_with_its_values(rows):
    shown = [(row[0].strip("`"), re.findall(r'`"?([a-z]+)"?`', row[1])) for row in rows if len(row) == 3]
    assert shown == [(name, [str(value).lower() for value in step.values]) for name, step in STEPS.items()]
