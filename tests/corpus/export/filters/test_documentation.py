"""The tables of docs/filters.md name every filter and step, with the bounds and values they have."""

import re
from pathlib import Path

import pytest

from songngu.align.coverage import lexicon_scorers
from songngu.align.lexicon.lexicon import shipped_lexicon
from songngu.align.similarity import ENCODER
from songngu.corpus.export.filters import FILTERS, MAKERS, threshold_of
from songngu.corpus.export.steps import STEPS

DOCUMENT = Path(__file__).parents[4] / "docs" / "filters.md"


@pytest.fixture(scope="module")
def rows():
    text = DOCUMENT.read_text(encoding="utf-8")
    return [line.strip("| ").split(" | ") for line in text.splitlines() if re.match(r"\| `[a-z-]+` \|", line)]


def test_every_filter_stands_there_with_its_bounds(rows):
    scorers = {**FILTERS, **lexicon_scorers(shipped_lexicon("vi", "en"))}
    made = {**MAKERS, "encoder": ENCODER}
    shown = {row[0].strip("`"): row[3].strip("`") for row in rows if len(row) == 4 and not _is_made(row, made)}
    assert shown == {name: str(threshold_of(name, True, scorers)).partition("=")[2] for name in scorers}


def _is_made(row, made):
    return row[0].strip("`") in made and "`" in row[1]


def test_every_filter_with_settings_stands_there_with_them(rows):
    made = {**MAKERS, "encoder": ENCODER}
    shown = {row[0].strip("`"): set(re.findall("`([a-z-]+)`", row[1])) for row in rows if _is_made(row, made)}
    assert shown == {name: set(maker.settings) for name, maker in made.items()}


def test_every_step_stands_there_in_order_with_its_values(rows):
    shown = [
        (row[0].strip("`"), re.findall(r'`"?([a-z]+)"?`', row[1]))
        for row in rows
        if len(row) == 3 and row[0].strip("`") in STEPS
    ]
    assert shown == [
        (name, [str(value).lower() for value in step.values if not step.check]) for name, step in STEPS.items()
    ]
