"""Proposals to read and for programs."""

import csv
import io
from typing import Any

import pytest

from songngu.glossary.suggest import Suggestions, suggest
from songngu.glossary.suggest.report import FORMATS, as_csv, as_html, as_json, as_table
from tests.glossary.suggest.rows import ROWS


@pytest.fixture(scope="module")
def found() -> Suggestions:
    return suggest(ROWS, ("vi", "en"), least=0.05)


def place(row: int) -> dict[str, Any]:
    return {"file": "a.tsv", "line": row + 1, "source": ROWS[row][0], "target": ROWS[row][1]}


def test_programs_and_people_are_told_the_same(found: Suggestions) -> None:
    whole = as_json(found, place)
    assert whole["version"] == 1
    assert len(whole["proposals"]) == len(found.proposals) > 3
    assert len(list(csv.reader(io.StringIO(as_csv(found, place))))) == len(found.proposals) + 1
    for text in (as_table(found, place), as_html(found, place)):
        assert all(form in text for each in found.proposals for form in each.source[:1])


def test_nothing_steers_a_page_or_a_spreadsheet() -> None:
    rows = [("=CMD() <b>Lan</b> Anh ở chợ.", "=CMD() <b>Lan</b> Anh at the market.")] * 4
    odd = suggest(rows, ("vi", "en"), least=0.0)

    def at(row: int) -> dict[str, Any]:
        return {"file": "a.tsv", "line": row + 1, "source": rows[row][0], "target": rows[row][1]}

    assert "<b>Lan</b>" not in as_html(odd, at)
    assert not any(cell.startswith(("=", "+", "@")) for row in csv.reader(io.StringIO(as_csv(odd, at))) for cell in row)
    assert set(FORMATS) >= {"table", "csv", "html"}
